"""What settings.py prints: settings with their types, systems with their sign-in, the policy of calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.transform import Lookup
from designer.names.literal import one_line, python_literal
from designer.names.text import identifier
from designer.render.code.sources import attribute_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designer.model.design import Design, Setting, System, Table
    from designer.model.scalars import JsonObject, Scalar

Rows = tuple[tuple["Scalar", "Scalar"], ...]
TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingView:
    """A setting: attribute, Python type, and the literals of its entry."""

    attribute: str
    type: str
    comment: str
    """Title on one line, for a docstring."""
    arguments: str
    """Keyword arguments of the runtime's `Setting`."""
    environment: str
    value: str
    """Value of the design as text; empty: unanswered."""
    sample: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemView:
    """A system: the keyword arguments of the runtime's `System`, and its environment variables."""

    id: str
    name: str
    arguments: str
    base_url_environment: str
    credentials: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyView:
    """How calls are made, as keyword arguments of the runtime's `Policy`."""

    arguments: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A look-up table: keyword arguments of the runtime's `Table`."""

    name: str
    """`table:<id>` as a literal."""
    arguments: str
    is_missing: bool
    """Whether the connector cannot start for want of its rows."""


def setting_views(design: Design) -> tuple[SettingView, ...]:
    """Return every setting of a design."""
    return tuple(_setting(setting) for setting in design.settings)


def _setting(setting: Setting) -> SettingView:
    name = attribute_of(setting.id)
    parts = [f"name={python_literal(name)}", f"title={python_literal(one_line(setting.title or setting.id))}"]
    parts += [f"environment={python_literal(environment_of(setting))}"]
    parts += [f"value={python_literal(setting.value)}"] if setting.value is not None else []
    parts += [f"type={python_literal(setting.type)}"] if setting.type != "string" else []
    parts += [f"found={python_literal(one_line(setting.found))}"] if setting.found else []
    parts += [f"sample={python_literal(sample_of(setting))}"]
    return SettingView(
        attribute=name,
        type=TYPES[setting.type],
        comment=one_line(setting.title or setting.id),
        arguments=", ".join(parts),
        environment=environment_of(setting),
        value="" if setting.value is None else str(setting.value),
        sample=str(sample_of(setting)),
        found=one_line(setting.found),
    )


def environment_of(setting: Setting) -> str:
    """Return the environment variable of a setting; every one has one."""
    return setting.environment or identifier(setting.id).upper()


def sample_of(setting: Setting) -> str | int | float | bool:
    """Return the value that stands in for an answer in tests."""
    if setting.sample is not None:
        return setting.sample
    return {"integer": 1, "number": 1.5, "boolean": True}.get(setting.type, "sample")


def setting_value(setting: Setting) -> str | int | float | bool:
    """Return the value that tests see: the design's answer, else the sample."""
    return sample_of(setting) if setting.value is None else setting.value


def system_views(design: Design, slices: Mapping[str, JsonObject]) -> tuple[SystemView, ...]:
    """Return every system of a design; *slices* are their documents by id."""
    return tuple(_system(system, design, f"{system.id}.json" if slices.get(system.id) else "") for system in design.systems)


def _system(system: System, design: Design, document: str) -> SystemView:
    address = f"{identifier(system.id).upper()}_BASE_URL"
    parts = [
        f"id={python_literal(system.id)}",
        f"name={python_literal(one_line(system.name))}",
        f"document={python_literal(document)}",
        f"base_url={python_literal(_base_url(system, design))}",
        f"base_url_environment={python_literal(address)}",
        f"sign_in={_sign_in(system)}",
    ]
    return SystemView(
        id=system.id,
        name=one_line(system.name),
        arguments=", ".join(parts),
        base_url_environment=address,
        credentials=system.auth.environment,
    )


def _base_url(system: System, design: Design) -> str:
    """Return the address of a system: the answer of its own setting before the document's."""
    setting = design.setting(f"{system.id}_base_url")
    return str(setting.value) if setting and setting.value else system.base_url


def _sign_in(system: System) -> str:
    auth = system.auth
    parts = [f"kind={python_literal(auth.kind)}"]
    parts += [f"{word}={python_literal(value)}" for word in ("location", "parameter", "token_url") if (value := getattr(auth, word))]
    for word in ("environment", "scopes"):
        values = getattr(auth, word)
        if values:
            parts.append(f"{word}=({', '.join(map(python_literal, values))},)")
    return f"SignIn({', '.join(parts)})"


def table_views(design: Design, samples: dict[str, Rows]) -> tuple[TableView, ...]:
    """Return the look-up tables that some mapping uses; *samples* are rows for those that have none, by `table:<id>`."""
    lookups = [mapping.transform for _, _, _, mapping in design.mappings() if isinstance(mapping.transform, Lookup)]
    used = {lookup.using for lookup in lookups}
    needed = {lookup.using for lookup in lookups if lookup.missing == "error"}
    tables = [(table, f"table:{table.id}") for table in design.tables]
    return tuple(_table(table, samples.get(name, ()), needed=name in needed) for table, name in tables if name in used)


def _table(table: Table, samples: Rows, *, needed: bool) -> TableView:
    parts = [f"name={python_literal(f'table:{table.id}')}", f"title={python_literal(one_line(table.title or table.id))}"]
    if table.rows:
        parts.append(f"rows={_rows(tuple((row.key, row.value) for row in table.rows))}")
    else:
        parts.append(f"sample={_rows(samples)}")
    parts += ["needed=True"] if needed else []
    name = python_literal(f"table:{table.id}")
    return TableView(name=name, arguments=", ".join(parts), is_missing=needed and not table.rows)


def _rows(rows: Rows) -> str:
    written = [f"({python_literal(key)}, {python_literal(value)})" for key, value in rows]
    return f"({', '.join(written)}{',' if len(written) == 1 else ''})"


def required_credentials(system: System) -> tuple[str, ...]:
    """Return the variables without which a system cannot be signed in to; OAuth 2 fetches its access token where it can."""
    names = system.auth.environment
    if system.auth.kind == "oauth2" and system.auth.token_url:
        return tuple(name for name in names if not name.endswith("ACCESS_TOKEN")) or names
    return names


def policy_view(design: Design) -> PolicyView:
    """Return the policy of calls."""
    policies = design.policies
    parts = [
        f"{word}={getattr(policies, word)!r}" for word in ("attempts", "first_delay_seconds", "longest_delay_seconds", "timeout_seconds")
    ]
    return PolicyView(arguments=", ".join([*parts, f"enforce={policies.validation == 'enforce'}"]))
