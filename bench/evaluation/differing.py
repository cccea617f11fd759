"""Where a design differs from what a case knows, target by target, for whoever wants to know why a figure is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scores import KINDS, extras

from evaluation.answering import answer_of, asks_about
from evaluation.operating import chosen, is_right

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases import Told
    from scores import Proposal

    from designer.model.design import Design
    from evaluation.asking import Asked


def differences(design: Design | None, asked: Asked) -> Iterator[str]:
    """Yield a line for each operation and each told target, then what is proposed beside."""
    if design is None:
        yield "no design"
        return
    for need in asked.needs:
        word = "right" if is_right(design, need, asked) else "WRONG"
        yield f"{word} operation of {need.system}: {' '.join(chosen(design, need) or ('none',))}; known: {_operations(need.right)}"
    if asked.known is None:
        return
    answer, asks = answer_of(design, asked, asked.known)
    for one in asked.known.told:
        yield _of_target(one, answer.proposed.get(one.target)) + (
            "" if asked.wanted is None or one.target in asked.wanted else ", not asked for"
        )
    for target in sorted(asked.known.decoys):
        given = answer.proposed.get(target)
        state = "asked" if asks_about(design, target, asks) else f"given {_proposed(given)}" if given else "left open"
        yield f"must ask {target}: {state}"
    for target, given in sorted(extras(asked.known, answer).items()):
        yield f"beside {target}: {_proposed(given)}"


def _of_target(told: Told, given: Proposal | None) -> str:
    known = " or ".join(" + ".join(sorted(one)) for one in told.rights) or f"constant {told.constant}"
    word = "doubtful" if told.doubtful else _word(told, given)
    return f"{word} {told.target}: {_proposed(given)}; known: {known} ({told.kind})"


def _word(told: Told, given: Proposal | None) -> str:
    if given is None:
        return "MISSING"
    if not told.rights:
        is_value = told.constant is None or given.value == told.constant
        return "right" if given.transform == "constant" and not given.sources and is_value else "WRONG"
    if given.sources not in told.rights:
        return "WRONG"
    return "right" if given.transform in KINDS["none" if told.kind == "rename" else told.kind] else "right, other kind"


def _proposed(given: Proposal | None) -> str:
    if given is None:
        return "nothing"
    return f"{' + '.join(sorted(given.sources)) or repr(given.value)} by {given.transform}"


def _operations(keys: frozenset[tuple[str, str]]) -> str:
    return " or ".join(sorted(" ".join(key) for key in keys))
