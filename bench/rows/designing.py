"""How long a whole design takes, from a brief and two large documents to a written repository, without a network."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from comparison import Comparison
from documents import of_corpus
from measure import Subject
from peers import probe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comparison import Bench

FINDINGS = frozenset({0, 1})
"""A design with open errors is written too, and exits 1."""


class Wish(NamedTuple):
    """An integration that a person might ask for."""

    source: tuple[str, str]
    target: tuple[str, str]
    brief: str


WISHES = (
    Wish(
        ("Stripe", "stripe.json"),
        ("Square", "square.json"),
        "When a customer is created in Stripe, create a customer in Square. Email, name, phone and address are carried over.\n",
    ),
    Wish(
        ("Stripe", "stripe.json"),
        ("Datadog", "datadog-v2.yaml"),
        "When a dispute is created in Stripe, create an incident in Datadog. The reason of the dispute becomes the title.\n",
    ),
)


def compare(bench: Bench) -> Iterator[Comparison]:
    """Yield a comparison of warm and cold with `json.load` or the parser alone for each wish."""
    for number, wish in enumerate(WISHES[:1] if bench.quick else WISHES):
        brief = bench.work / f"brief-{number}.md"
        brief.write_text(wish.brief, encoding="utf-8")
        source, target = of_corpus(wish.source[1]), of_corpus(wish.target[1])
        missing = source.missing or target.missing
        command = (sys.executable, "-m", "designer", "design", "--from", str(brief), "--planner", "offline", "--out", "{out}")
        command += ("--spec", f"{wish.source[0]}={source.path}", "--spec", f"{wish.target[0]}={target.path}")
        plain = [Subject(name="`json.load` of both", command=probe("json-load", source.path, target.path), missing=missing)]
        yield Comparison(
            title=f"design: {source.title} to {target.title}, to a written repository",
            subjects=(
                *(plain if source.is_json and target.is_json else ()),
                Subject(name="`designer design`, warm", command=command, cache=bench.warm, codes=FINDINGS, said=_answer, missing=missing),
                Subject(name="`designer design`, cold", command=command, codes=FINDINGS, said=_answer, missing=missing),
            ),
        )


def _answer(printed: str) -> str:
    written = re.search(r"^Written:.*\((\d+) files?\)", printed, re.MULTILINE)
    return f"{written[1]} files written" if written else "nothing written"
