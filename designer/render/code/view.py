"""Everything that the Python of an api starter prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.names.literal import one_line, python_docstring
from designer.render.code.clients import ClientFunction, client_functions
from designer.render.code.flows import FlowFunction, flow_function
from designer.render.code.imports import import_lines
from designer.render.code.mappings import MappingFunction, TableView, mapping_function, table_views
from designer.render.code.operations import calls
from designer.render.code.settings import PolicyView, SettingView, SystemView, policy_view, setting_views, system_views
from designer.render.specs import system_slices

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.spec import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView:
    """What the templates print as `code`; every text is Python that stands as it is."""

    title: str
    """The integration's title as a docstring, quotation marks included."""
    mappings: tuple[MappingFunction, ...]
    mapping_imports: tuple[str, ...]
    tables: tuple[TableView, ...]
    clients: tuple[ClientFunction, ...]
    flows: tuple[FlowFunction, ...]
    flow_imports: tuple[str, ...]
    settings: tuple[SettingView, ...]
    systems: tuple[SystemView, ...]
    policy: PolicyView
    uses_countries: bool
    uses_phones: bool


def code_view(design: Design, catalog: Catalog) -> CodeView:
    """Return the view of the generated Python."""
    found = calls(design, catalog)
    mappings = tuple(mapping_function(call, catalog) for call in found)
    flows = tuple(flow_function(flow, design, found) for flow in design.flows)
    tables = table_views(design)
    transforms = {mapping.transform.name for _, _, _, mapping in design.mappings()}
    printed = [text for function in mappings for text in (function.parameters, function.content)]
    return CodeView(
        title=python_docstring(f"{one_line(design.title or design.name).rstrip('.')}."),
        mappings=mappings,
        mapping_imports=import_lines(
            [*printed, "Content", "transforms" if tables else ""],
            settings="settings: Settings" in " ".join(printed),
            headers="Mapping[" in " ".join(printed),
        ),
        tables=tables,
        clients=client_functions(found, system_slices(design, catalog)),
        flows=flows,
        flow_imports=import_lines(
            [*(flow.body for flow in flows), "Flow Incoming Steps", "EVERY" if any("EVERY" in f.items for f in flows) else ""],
            siblings=["clients", "mappings"] if found else [],
            settings=True,
        ),
        settings=setting_views(design),
        systems=system_views(design),
        policy=policy_view(design),
        uses_countries="country_code" in transforms,
        uses_phones="phone_e164" in transforms,
    )
