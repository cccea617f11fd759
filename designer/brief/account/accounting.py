"""The account of a brief: every statement, what a design holds of it, and the parts of which nothing came."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.brief.account.clauses import asks, clauses_of
from designer.brief.account.details import details_of
from designer.brief.account.held import held_of
from designer.brief.account.proofs import came_of
from designer.brief.account.statements import statements_of
from designer.model.brief import Accounted
from designer.model.design import BriefUse, Unused

if TYPE_CHECKING:
    from designer.brief.account.held import Held
    from designer.brief.account.statements import Statement
    from designer.model.brief import Brief
    from designer.model.design import Design

LONGEST = 240


def account_of(brief: Brief, design: Design) -> tuple[Accounted, ...]:
    """Return each statement of the brief with what the design holds of it; lines that could not be read at all are among them."""
    held = held_of(design)
    found = [_accounted(statement, held) for statement in statements_of(brief.text)]
    known = {(one.line, one.text) for one in found}
    found += [
        Accounted(line=one.line, text=one.text, asks=1, unused=(one.text,)) for one in brief.unread if (one.line, one.text) not in known
    ]
    return tuple(sorted(found, key=lambda one: one.line))


def with_brief_use(design: Design, brief: Brief) -> Design:
    """Return the design with the count of what its brief asks for, and what of it is not there."""
    account = account_of(brief, design)
    unused = tuple(Unused(text=text[:LONGEST], line=one.line) for one in account for text in one.unused)
    return replace(design, brief=BriefUse(parts=sum(one.asks for one in account), unused=tuple(dict.fromkeys(unused))))


def _accounted(statement: Statement, held: Held) -> Accounted:
    """Hold each clause against the design: what it names exactly must be there, else anything that shares its words."""
    facts: list[str] = []
    unused: list[str] = []
    count = 0
    for place, clause in enumerate(clauses_of(statement)):
        general = came_of(clause, statement, held)
        facts += general
        if not asks(clause, statement):
            continue
        details = details_of(clause, statement, label=statement.label if place == 0 else "")
        proofs = [detail.proof(held) for detail in details]
        facts += [fact for proof in proofs for fact in proof]
        missing = [detail.text for detail, proof in zip(details, proofs, strict=True) if not proof]
        unused += missing if general or any(proofs) else [clause]
        count += max(1, len(details))
    return Accounted(
        line=statement.line, text=statement.text, facts=tuple(dict.fromkeys(facts)), asks=count, unused=tuple(dict.fromkeys(unused))
    )
