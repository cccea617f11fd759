"""Ids: which name the record itself, which point at another record, and which of those each system counts for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.match.meaning.profile import Profile

FOREIGN = frozenset({
    "owner", "assignee", "requester", "manager_id", "customer_id", "company_id", "parent_id", "subscription_id", "project",
    "pipeline", "stage", "warehouse", "price_list", "store_id", "plan", "product_id", "variant_id", "updated_by", "milestone",
    "vendor", "category", "tax_type", "ledger_account", "payment_terms", "payment_method", "issue_type", "channel_name",
    "user_id", "account_id", "deal_id", "deal_contact", "lead_id", "ticket_id", "task_id", "related_record", "employee_id", "candidate_id",
    "team_id", "department_id", "location_id", "list_id", "segment", "campaign", "template", "folder", "calendar_id", "epic", "component",
    "created_by", "author", "approved_by", "assigned_by", "payment_method_id", "job_opening", "cost_center", "tracking_category",
})  # fmt: skip
"""Concepts that name another record; where they stand as ids, each system has its own."""
NUMBERED = FOREIGN | {"country", "currency", "language", "timezone", "status", "type", "tags"}
"""The same, and lists for which some systems keep records."""
FREELY_NAMED = frozenset({"product_id", "variant_id", "order_id", "invoice_id"})
"""Ids that many APIs let the caller choose: under the same name on both sides they are carried over."""
KEPT_FOR_OTHERS = frozenset({"external", "foreign", "unique", "reference", "remote", "transaction"})
"""Words of fields in which a system keeps the id of another."""
ID_WORDS = frozenset({"id", "uuid", "guid", "ref", "key", "gid", "reference"})


def is_id(one: Profile) -> bool:
    """Tell whether the field holds a record's id, not its name."""
    return bool(ID_WORDS & set(one.meaning.leaf[-1:])) or one.field.format == "uuid" or _is_reference(one)


def _is_reference(one: Profile) -> bool:
    """A leaf called `value` in a container called `...Ref` is an id."""
    return len(one.keys) > 1 and one.keys[-1].lower() in {"value", "id", "key"} and one.keys[-2].lower().endswith(("ref", "reference"))


def points_elsewhere(one: Profile) -> bool:
    """Tell whether the field is an id of another record than its own."""
    return one.meaning.head in NUMBERED and is_id(one)


def is_own_id(source: Profile, target: Profile, entities: frozenset[str]) -> bool:
    """Tell whether the source is its record's own id and the target a field named after that record (`contact_id`)."""
    if source.meaning.head != "id" or source.meaning.qualifiers - entities or not entities:
        return False
    return target.meaning.leaf[-1:] == ("id",) and set(target.meaning.leaf[:-1]) <= entities and len(target.meaning.leaf) > 1


def needs_lookup(source: Profile, target: Profile) -> bool:
    """Tell whether the target wants an id of its own system for what the source names in its own way."""
    if not points_elsewhere(target):
        return False
    if target.meaning.head == source.meaning.head in FREELY_NAMED and source.meaning.leaf == target.meaning.leaf:
        return False
    if target.meaning.head in {"country", "currency", "language"}:
        return target.meaning.leaf[-1:] == ("id",) and source.meaning.leaf[-1:] != ("id",)
    return True
