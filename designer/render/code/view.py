"""Everything that the Python of an api starter prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.names.files import package_name
from designer.names.literal import javascript_literal, one_line, python_docstring, python_literal
from designer.render.code.clients import ClientFunction, client_functions
from designer.render.code.flows import FlowFunction, LinkView, flow_function, link_views
from designer.render.code.imports import SIBLINGS, import_lines, setting_test_imports, settings_imports, test_import_lines
from designer.render.code.mappings import MappingFunction, mapping_function
from designer.render.code.operations import calls
from designer.render.code.proof import Proof, flow_test_words, mapping_test_words, proof_of
from designer.render.code.settings import (
    PolicyView,
    SettingView,
    SystemView,
    TableView,
    environment_of,
    policy_view,
    required_credentials,
    setting_views,
    system_views,
    table_views,
)

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.scalars import JsonObject
    from designer.model.spec import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView:
    """What the templates print as `code`; every text is Python that stands as it is."""

    title: str
    """The integration's title as a docstring, quotation marks included."""
    summary: str
    """One sentence for pyproject.toml, as a string of TOML."""
    mappings: tuple[MappingFunction, ...]
    mapping_imports: tuple[str, ...]
    tables: tuple[TableView, ...]
    settings_imports: tuple[str, ...]
    clients: tuple[ClientFunction, ...]
    flows: tuple[FlowFunction, ...]
    flow_imports: tuple[str, ...]
    links: tuple[LinkView, ...]
    settings: tuple[SettingView, ...]
    systems: tuple[SystemView, ...]
    policy: PolicyView
    has_gaps: bool
    """Whether settings or tables are not answered yet."""
    answers_sentence: str
    setting_test_imports: tuple[str, ...]
    test_imports: tuple[str, ...]
    delivery_imports: tuple[str, ...]
    proof: Proof
    """What the starter's tests assert."""
    unanswered: tuple[str, ...]
    """Environment variables of settings without an answer, as literals."""
    missing_tables: tuple[str, ...]
    """Look-up tables without which the connector cannot start, as literals."""
    credentials: tuple[str, ...]
    """Environment variables of credentials, as literals."""


def code_view(design: Design, catalog: Catalog, slices: dict[str, JsonObject]) -> CodeView:
    """Return the view of the generated Python."""
    found = calls(design, catalog)
    mappings = tuple({call.mapping: mapping_function(call, catalog) for call in found}.values())
    flows = tuple(flow_function(flow, design, found) for flow in design.flows)
    printed = [text for function in mappings for text in (function.parameters, function.content)]
    proof = proof_of(design, catalog, found, slices)
    tables = table_views(design, proof.rows)
    package = package_name(design.name)
    unanswered = tuple(python_literal(environment_of(setting)) for setting in design.settings if setting.value is None)
    missing = tuple(table.name for table in tables if table.is_missing)
    has_gaps = bool(unanswered or missing)
    return CodeView(
        title=python_docstring(f"{one_line(design.title or design.name).rstrip('.')}."),
        summary=javascript_literal(one_line(design.title or design.name)),
        mappings=mappings,
        mapping_imports=import_lines(
            [*printed, "Content"],
            settings="settings: Settings" in " ".join(printed),
            headers="Mapping[" in " ".join(printed),
        ),
        tables=tables,
        settings_imports=settings_imports(settings=bool(design.settings), tables=bool(tables)),
        clients=client_functions(found),
        flows=flows,
        flow_imports=import_lines(
            [
                *(f"{flow.body} {flow.verification}" for flow in flows),
                "Flow Incoming Steps Step",
                "EVERY" if any("EVERY" in f.items for f in flows) else "",
            ],
            siblings=SIBLINGS if found else (),
            settings=True,
        ),
        links=link_views(design),
        settings=setting_views(design),
        systems=system_views(design, slices),
        policy=policy_view(design),
        has_gaps=has_gaps,
        answers_sentence="With every setting given only the tables are missing."
        if missing
        else "With every setting given the connector starts.",
        setting_test_imports=setting_test_imports(package, gaps=has_gaps),
        test_imports=test_import_lines(package, mapping_test_words(proof)),
        delivery_imports=test_import_lines(package, flow_test_words(proof)),
        proof=proof,
        unanswered=unanswered,
        missing_tables=missing,
        credentials=tuple(python_literal(name) for system in design.systems for name in required_credentials(system)),
    )
