"""A whole design takes little input, however large the documents are: two of four megabytes, six rounds, each request counted.

The counts are the stand-in's estimates: 3.5 bytes a token, and the cache by its published rules as if each reply came at once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.cli.running import run
from designer.files.runs import read_run, runs
from tests.standin import StandIn
from tests.unit.bench.giants import BRIEF, BYTES, FIELDS, SIDES, a_giant

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.run import Run

pytestmark = pytest.mark.xdist_group("giants")

MOST = 25_000
"""Fresh input tokens that a whole design may take."""
WRITE = "$.flows[0].steps[id=write_contact]"
NAMES = ("Shopfloor", "Ledgerly")
CORPUS = {"Stripe": "stripe.json", "Cloudflare": "cloudflare.json"}
CORPUS_BRIEF = "When a customer is created in Stripe, add its email address as a member of our account in Cloudflare within five minutes.\n"


def uses(*calls: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a reply that calls these tools."""
    return {"content": [{"type": "tool_use", "name": name, "input": given} for name, given in calls]}


def patches(*changes: tuple[str, str, Any]) -> dict[str, Any]:
    """Return a reply that changes the design."""
    return uses(("patch_design", {"patches": [{"op": op, "at": at, "value": value} for op, at, value in changes]}))


TOLD = uses(
    (
        "submit_narrative",
        {
            "narrative": {
                "overview": "A new customer of the shop becomes a client in the books, within five minutes.",
                "troubles": [
                    {"symptom": "A client is missing.", "cause": "The books were down.", "action": "Wait a day, then send it again."}
                ],
                "monitoring": ["Age of the oldest customer that waits: worry above ten minutes."],
                "testing": ["A customer without an email address."],
            }
        },
    )
)
REASONS = ["A poll every five minutes keeps to the delay.", "400 customers a day are few enough to look each of them up."]


def schemas(first: tuple[str, str], second: tuple[str, str]) -> dict[str, Any]:
    """Return a reply that looks up what is read and what is written, in full."""
    return uses(
        ("search_operations", {"system": first[0], "words": "list the customers that changed", "limit": 10}),
        ("search_operations", {"system": second[0], "words": "create one", "limit": 10}),
        ("read_schema", {"system": first[0], "name": first[1], "part": "response"}),
        ("read_schema", {"system": second[0], "name": second[1], "part": "request"}),
    )


def reasoned(field: str) -> dict[str, Any]:
    """Return a mapping with its reason, as long as a model writes it."""
    reason = f"The shop's {field.replace('_', ' ')} is what the bookkeepers call so too, and the brief's author would look for it there."
    return {"target": f"body.{field}", "sources": [f"trigger:{field}"], "reason": reason}


def spent(folder: Path, brief: str, documents: dict[str, Path], script: list[dict[str, Any]], patch: pytest.MonkeyPatch) -> Run:
    """Design with these replies and return the run's log."""
    (folder / "brief.md").write_text(brief, encoding="utf-8")
    specs = [word for name, file in documents.items() for word in ("--spec", f"{name}={file}")]
    patch.setenv("DESIGNER_HOME", str(folder / "home"))
    patch.setenv("ANTHROPIC_API_KEY", "any")
    with StandIn(script, clock=lambda: 0.0) as service:
        patch.setenv("ANTHROPIC_BASE_URL", service.url)
        code = run(["design", "--from", str(folder / "brief.md"), *specs, "--planner", "claude", "--out", str(folder / "out")], "designer")
        assert (code, service.refused, service.unspent) == (0, [], 0)
    return read_run(runs()[0].id)


@pytest.fixture(scope="module")
def giants(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    """Return the run over two made documents, and its folder."""
    folder = tmp_path_factory.mktemp("giants")
    documents = {name: a_giant(folder / f"{name.lower()}.json", name) for name in NAMES}
    script = [
        schemas(("Shopfloor", "GET /customers"), ("Ledgerly", "POST /customers")),
        patches(
            ("set", "$.flows[0].trigger.operation", "GET /customers"),
            ("set", "$.flows[0].steps[id=find_contact].operation", "GET /customers"),
            ("set", f"{WRITE}.operation", "POST /customers"),
            *(
                ("set", f"{WRITE}.mappings[target=body.{side}{field}]", reasoned(f"{side}{field}"))
                for side in SIDES[:3]
                for field, _ in FIELDS
            ),
            ("add", f"{WRITE}.mappings", {"target": "body.no_such_field", "sources": ["trigger:comment"], "reason": "wrong on purpose"}),
        ),
        uses(
            ("check_design", {}),
            ("read_schema", {"system": "Ledgerly", "name": "PATCH /customers/{id}", "part": "request"}),
            ("read_schema", {"system": "Ledgerly", "name": "GET /customers", "part": "response", "find": "email"}),
            ("search_operations", {"system": "Ledgerly", "words": "find a customer by email address", "limit": 20}),
        ),
        patches(
            ("remove", f"{WRITE}.mappings[target=body.no_such_field]", None), ("remove", f"{WRITE}.mappings[target=body.comment]", None)
        ),
        patches(("set", "$.architecture.reasons", REASONS), ("set", "$.policies.attempts", 30)),
        TOLD,
    ]
    with pytest.MonkeyPatch.context() as patch:
        return spent(folder, BRIEF.format(source=NAMES[0], target=NAMES[1]), documents, script, patch), folder


def test_two_documents_of_four_megabytes_take_at_most_25000_fresh_tokens(giants: tuple[Run, Path]) -> None:
    """With look-ups in full, an error that is mended, and the texts at the end."""
    done, folder = giants
    assert min((folder / f"{name.lower()}.json").stat().st_size for name in NAMES) >= BYTES
    assert (done.ending, len(done.rounds)) == ("clean", 6)
    assert [one.errors for one in done.rounds if one.errors is not None][:1] == [1]
    assert done.usage.fresh_tokens <= MOST


def test_each_round_reads_from_the_cache_all_that_the_rounds_before_sent(giants: tuple[Run, Path]) -> None:
    """So a round costs what is new in it, and the share of the cache grows."""
    rounds = giants[0].rounds
    sent = 0
    for one in rounds:
        assert one.usage.cache_read_tokens == sent
        sent += one.usage.fresh_tokens
    assert giants[0].usage.cache_share > 0.75


def test_the_requests_in_the_log_are_those_that_were_counted(giants: tuple[Run, Path]) -> None:
    """The whole of what was sent last, counted anew from the log, is what was fresh in all rounds together."""
    from tests.standin.prefix import input_tokens

    done, folder = giants
    last = json.loads((folder / "home" / "runs" / done.id / f"{len(done.rounds):03d}.request.json").read_text(encoding="utf-8"))
    assert input_tokens(last) == done.usage.fresh_tokens


@pytest.mark.corpus
def test_two_vendors_documents_of_four_megabytes_keep_to_it_too(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stripe's and Cloudflare's."""
    documents = {name: corpus / "specs" / file for name, file in CORPUS.items()}
    script = [
        schemas(("Stripe", "GET /v1/customers"), ("Cloudflare", "POST /accounts/{account_id}/members")),
        uses(
            ("read_schema", {"system": "Stripe", "name": "customer.created", "part": "event"}),
            ("search_operations", {"system": "Cloudflare", "words": "find a member by email", "limit": 10}),
            ("check_design", {}),
        ),
        patches(("set", "$.architecture.reasons", REASONS)),
        TOLD,
    ]
    done = spent(tmp_path, CORPUS_BRIEF, documents, script, monkeypatch)
    assert len(done.rounds) == 4
    assert done.usage.fresh_tokens <= MOST
