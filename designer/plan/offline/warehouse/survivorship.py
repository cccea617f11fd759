"""Whose value wins when systems differ: the one whose trade the attribute is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.names.text import singular
from designer.plan.offline.warehouse.vocabulary import holds

if TYPE_CHECKING:
    from designer.plan.offline.warehouse.extracts import Extracted

BILLING = {"charge", "payment", "invoice", "order", "subscription", "refund", "payout", "credit note", "bill"}
SELLING = {"deal", "opportunity", "lead", "company", "contact", "account"}


def precedence(owner: str, source: Extracted, all_sources: tuple[Extracted, ...]) -> tuple[int, int]:
    """Return a rank, smallest first: the owning role, then systems that know people, money, cases; then as the brief names them."""
    role = role_of(source)
    order = {"billing": ("billing", "crm", "support"), "support": ("support", "crm", "billing")}.get(owner, ("crm", "billing", "support"))
    return order.index(role), all_sources.index(source)


def role_of(source: Extracted) -> str:
    """Return what a system is for, by what is known of it, else by the collections of its document: billing, crm or support."""
    trade = holds(source.system.name)
    if trade:
        return "crm" if "crm" in trade else "billing" if "transaction" in trade else "support"
    paths = {part for operation in source.system.operations for part in operation.path.lower().replace("-", "_").split("/")}
    said = {singular(part) for part in paths}
    billing, selling = len(said & {noun.replace(" ", "_") for noun in BILLING}), len(said & SELLING)
    if not billing and not selling:
        return "support"
    return "billing" if billing >= selling else "crm"
