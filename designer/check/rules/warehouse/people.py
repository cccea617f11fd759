"""Who is who and who sees what: identities, survivorship, access, personal columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean, listed
from designer.check.personal.marking import mark_as_personal
from designer.check.rule import Fault, rule
from designer.check.rules.warehouse.named import Origins, columns, likely, no_column, warehouses
from designer.model.transform import Coalesce, Copy, Lower, PhoneE164, SplitName, Template, Trim, Truncate, Upper
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.warehouse import Column, Identity, ModelTable

CARRIES = (Copy, Coalesce, Lower, Upper, Trim, Truncate, Template, SplitName, PhoneE164)
"""Transforms after which a personal value is still one."""
LOWERED, INTERNATIONAL = (Lower, "in lower case (`lower`)"), (PhoneE164, "as international numbers (`phone_e164`)")
NORMAL = {"email": LOWERED, "mail": LOWERED, "phone": INTERNATIONAL, "mobile": INTERNATIONAL}
"""Words of a match key, with the transform that writes its values alike."""


@rule("WH908")
def access_and_identities_name_what_is_there(view: View) -> Iterator[Fault]:
    """Grant access to tables and columns, and match records by columns, that the model has."""
    for warehouse in warehouses(view):
        tables = {table.id: table for table in warehouse.tables}
        named: list[tuple[str, str, list[tuple[str, str]]]] = []
        for i, access in enumerate(warehouse.access):
            where = f"$.warehouse.access[{i}]"
            listed_columns = [(f"{where}.columns[{j}]", name) for j, name in enumerate(access.columns)]
            listed_columns += [(f"{where}.masked[{j}]", name) for j, name in enumerate(access.masked)]
            named.append((f"{where}.table", access.table, listed_columns))
        for i, identity in enumerate(warehouse.identities):
            where = f"$.warehouse.identities[{i}]"
            own = [(f"{where}.match_keys[{j}]", name) for j, name in enumerate(identity.match_keys)]
            own += [(f"{where}.survivorship[{j}].attribute", one.attribute) for j, one in enumerate(identity.survivorship)]
            named.append((f"{where}.table", identity.table, own))
        for place, name, asked in named:
            if name not in tables:
                message = f'The model has no table "{name}".{did_you_mean(name, tables)}'
                yield Fault(where=place, message=message, fix=likely(place, name, tables))
                continue
            for where, column in asked:
                yield from no_column(where, tables[name], column)


@rule("WH910", severity="warning")
def personal_data_is_masked_or_granted(view: View) -> Iterator[Fault]:
    """Decide for each team whether it may see personal columns: list the columns it sees, or mask them."""
    for warehouse in warehouses(view):
        personal = {table.id: {column.name for column in table.columns if column.personal} for table in warehouse.tables}
        for i, access in enumerate(warehouse.access):
            seen = personal.get(access.table, set()) - set(access.masked)
            if seen and not access.columns:
                told = f"{access.team} would see the personal data in {listed(sorted(seen))} of {access.table}."
                yield Fault(where=f"$.warehouse.access[{i}]", message=f"{told} Mask it, or list the columns it may see.")


@rule("WH928", severity="warning")
def match_keys_are_normalised(view: View) -> Iterator[Fault]:
    """Write match keys alike before they are compared: addresses in lower case, telephone numbers in international notation."""
    for warehouse in warehouses(view):
        origins = Origins(warehouse)
        for i, identity in enumerate(warehouse.identities):
            table = origins.tables.get(identity.table)
            for j, key in enumerate(identity.match_keys):
                column = next((one for one in table.columns if one.name == key), None) if table else None
                wanted = next((NORMAL[word] for word in words(key) if word in NORMAL), None)
                if column is None or wanted is None or not origins.is_joined(column):
                    continue
                kind, how = wanted
                raw = origins.sources(column, past=kind)
                if raw:
                    message = (
                        f"Records meet by {key}, and {listed(raw)} comes as people typed it, so the same {key} differs. Keep it {how}."
                    )
                    yield Fault(where=f"$.warehouse.identities[{i}].match_keys[{j}]", message=message)


@rule("WH929")
def survivorship_names_what_feeds(view: View) -> Iterator[Fault]:
    """Order in a survivorship just the systems that feed the attribute."""
    for warehouse in warehouses(view):
        origins, known = Origins(warehouse), [system.id for system in view.design.systems]
        for i, identity in enumerate(warehouse.identities):
            table = origins.tables.get(identity.table)
            yield from _ordered(f"$.warehouse.identities[{i}]", identity, table, origins, known) if table else ()


def _ordered(where: str, identity: Identity, table: ModelTable, origins: Origins, known: list[str]) -> Iterator[Fault]:
    for j, one in enumerate(identity.survivorship):
        column = next((own for own in table.columns if own.name == one.attribute), None)
        feeding = origins.systems(column) if column else ()
        for k, system in enumerate(one.order):
            place = f"{where}.survivorship[{j}].order[{k}]"
            if system not in known:
                message = f'The design has no system "{system}".{did_you_mean(system, known)}'
                yield Fault(where=place, message=message, fix=likely(place, system, known))
            elif feeding and system not in feeding:
                do = "does" if len(feeding) == 1 else "do"
                message = f"{system} gives no {one.attribute} to {table.id}, only {listed(feeding)} {do}. Take it out of the order."
                yield Fault(where=place, message=message, severity="warning")
        left_out = [system for system in feeding if system not in one.order]
        if left_out and len(feeding) > 1:
            told = f"{listed(left_out)} gives {one.attribute} too, and the order does not say when it wins. Add it to the order."
            yield Fault(where=f"{where}.survivorship[{j}].order", message=told, severity="warning")


@rule("WH930", severity="warning")
def access_is_said_once(view: View) -> Iterator[Fault]:
    """Say once what a team may see of a table, and mask only what it may see."""
    for warehouse in warehouses(view):
        seen: set[tuple[str, str]] = set()
        for i, access in enumerate(warehouse.access):
            where, key = f"$.warehouse.access[{i}]", (access.team, access.table)
            if key in seen:
                yield Fault(where=where, message=f"{access.team} has two rules for {access.table}: the wider one holds. Make one of them.")
            seen.add(key)
            hidden = [name for name in access.masked if access.columns and name not in access.columns]
            if hidden:
                message = f"{access.team} does not see {listed(hidden)} of {access.table} at all, so masking it does nothing."
                yield Fault(where=f"{where}.masked", message=f"{message} Add it to the columns, or take it out here.")


@rule("WH931", severity="warning")
def personal_data_stays_marked(view: View) -> Iterator[Fault]:
    """Mark a column as personal that is filled from a personal one, or no access rule looks at it."""
    for warehouse in warehouses(view):
        origins = Origins(warehouse)
        for place in columns(view):
            column = place.column
            if column.personal or not isinstance(column.transform, CARRIES):
                continue
            personal = [source for source in column.sources if (earlier := origins.column(source)) is not None and earlier.personal]
            if personal and not _is_count(column):
                told = f"{place.table.id}.{column.name} carries the personal data of {listed(one.replace(':', '.') for one in personal)}"
                fix = mark_as_personal(place.where, table=place.table.id, column=column.name)
                yield Fault(where=place.where, message=f"{told}, and is not marked as personal. Mark it.", fix=fix)


def _is_count(column: Column) -> bool:
    return column.type in {"integer", "decimal"}
