"""What the three no-code platforms have in common: a workflow as a row of steps, and a call as address, headers and fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.model.design import source_parts, target_parts
from designer.names.path import array_prefixes
from designer.render.documents.grid import Grid
from designer.render.documents.nocode.texts import fence_of, has_braces, typed
from designer.render.documents.places import system_name, target_field
from designer.render.documents.words import code, codes

if TYPE_CHECKING:
    from designer.model.design import Design, Flow, Mapping, Step
    from designer.model.spec import Catalog
    from designer.render.documents.grid import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformStep:
    """One step, module or node of a workflow: its name there, what to choose, and its tables."""

    title: str
    lines: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    body: str = ""
    """Body to paste, for the platform's own HTTP step."""
    script: str = ""
    """JavaScript to paste, where the platform has no ready function."""

    @property
    def fence(self) -> str:
        """Return the backticks around what is to be pasted."""
        return fence_of(self.body + self.script)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformFlow:
    """One flow of the design as a workflow of the platform."""

    title: str
    steps: tuple[PlatformStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformView:
    """What `steps/<platform>.md` prints."""

    name: str
    unit: str
    """What the platform calls a workflow."""
    wished: bool
    """Whether the brief asks for this platform."""
    flows: tuple[PlatformFlow, ...]


def call_lines(design: Design, step: Step) -> list[str]:
    """Return method, address and sign-in of a call, for the platform's own HTTP step."""
    system = design.system(step.system)
    method, _, path = step.operation.partition(" ")
    own = next((known for known in design.settings if known.system == step.system and known.id.endswith("base_url")), None)
    base = str(own.value) if own and own.value is not None else system.base_url if system else ""
    lines = [f"Method {code(method)}, address {code(base + path)}"]
    if not base or "{" in base:
        place = f"setting {code(own.id)}" if own else f"the address of {system_name(design, step.system)}'s API"
        lines.append(f"The first part of the address is your own: {place} (SETUP.md)")
    names = [target_parts(mapping.target)[1] for mapping in step.mappings if mapping.target.startswith("path.")]
    lines += [f"Put the values of {codes(names)} from the table in place of the braces in the address"] if names else []
    if step.media_type == "application/x-www-form-urlencoded":
        lines.append("Send the body as a form, not as JSON")
    return lines


def sign_in_words(design: Design, identifier: str) -> str:
    """Return how a platform's HTTP step signs in to a system."""
    system = design.system(identifier)
    if system is None:
        return ""
    auth = system.auth
    match auth.kind:
        case "bearer":
            return "Header `Authorization` with the value `Bearer ` and your token"
        case "basic":
            return "Basic sign-in with user name and password (or API token)"
        case "api_key":
            return f"{(auth.location or 'header').capitalize()} {code(auth.parameter)} with your API key"
        case "oauth2":
            token = f" (token address {code(auth.token_url)})" if auth.token_url else ""
            scopes = f", scopes {codes(auth.scopes)}" if auth.scopes else ""
            return f"OAuth 2 connection{token}{scopes}"
        case "none":
            return "No sign-in"
        case "other":
            return f"The system's own way to sign in ({code(auth.scheme)})"


def field_grid(rows: list[tuple[Mapping, str]], *, design: Design, catalog: Catalog, step: Step) -> Grid:
    """Return the fields of a call with what to put into each."""
    cells = []
    for mapping, filled in rows:
        field = target_field(mapping.target, design=design, catalog=catalog, step=step)
        cells.append((_where(mapping), filled, _note(mapping, required=bool(field and field.required))))
    return Grid(header=("Field", "Value", "Note"), rows=tuple(cells))


def _where(mapping: Mapping) -> str:
    location, path = target_parts(mapping.target)
    return f"{location}: {code(path)}"


def _note(mapping: Mapping, *, required: bool) -> str:
    notes = ["**required**: the call fails without it"] if required else []
    if mapping.write == "create_only":
        notes.append("only when the record is created")
    if mapping.write == "if_empty":
        notes.append("only where it is empty there")
    if mapping.when_empty == "clear":
        notes.append("send it empty when the source is empty")
    if mapping.when_empty == "default":
        notes.append(f"{typed(mapping.default)} when the source is empty")
    lists = [prefixes for source in mapping.sources if (prefixes := array_prefixes(source_parts(source)[1]))]
    if lists and array_prefixes(mapping.target):
        notes.append(f"one entry for each of {codes(prefixes[-1] for prefixes in lists)}")
    if mapping.status == "proposed":
        notes.append("**to review**")
    return ", ".join(notes)


def whole_lists(step: Step) -> tuple[tuple[Mapping, ...], tuple[str, ...]]:
    """Return the mappings with lists of plain values copied as a whole, and the target lists filled entry by entry."""
    mappings = tuple(_whole(mapping) for mapping in step.mappings)
    driven = [prefixes[-1] for one in mappings if (prefixes := array_prefixes(one.target)) and any(map(_is_listed, one.sources))]
    return mappings, tuple(dict.fromkeys(target_parts(path)[1] for path in driven))


def _is_listed(source: str) -> bool:
    return bool(array_prefixes(source_parts(source)[1]))


def _whole(mapping: Mapping) -> Mapping:
    ends = mapping.target.endswith("[]") and len(mapping.sources) == 1 and mapping.sources[0].endswith("[]")
    if not ends or mapping.transform.name != "copy":
        return mapping
    return replace(mapping, target=mapping.target.removesuffix("[]"), sources=(mapping.sources[0].removesuffix("[]"),))


def used_paths(flow: Flow) -> list[str]:
    """Return the paths that the flow reads from its trigger, each once."""
    sources = [comparison.source for group in flow.trigger.condition.any for comparison in group.all]
    sources += [source for step in flow.steps for mapping in step.mappings for source in mapping.sources]
    sources += [comparison.source for step in flow.steps for group in step.condition.any for comparison in group.all]
    return list(dict.fromkeys(path for origin, path in map(source_parts, sources) if origin == "trigger" and path))


def setting_value(design: Design, identifier: str) -> str:
    """Return a setting's value to type in, or what must be asked first."""
    setting = design.setting(identifier)
    if setting is None or setting.value is None:
        return f"**answer of setting {code(identifier)}** (SETUP.md)"
    return code(setting.value) if not has_braces(setting.value) else typed(setting.value)
