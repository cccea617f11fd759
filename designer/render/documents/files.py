"""The files that a reader of a starter should know, by style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.names.files import package_name
from designer.render.documents.grid import Grid
from designer.render.documents.words import code

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.scalars import Style

SHARED = (
    ("SETUP.md", "where every credential, setting and webhook is found or clicked"),
    ("CHECKLIST.md", "what to test before it goes live, box by box"),
    ("RUNBOOK.md", "what to do when something is wrong"),
    ("docs/architecture.md", "the shape of the whole and why it is so"),
    ("docs/endpoints.md", "the operations that are called, with parameters and errors"),
)
FLOWS = (
    ("docs/sequence.md", "what happens in which order"),
    ("docs/field-map.md", "which field fills which, why, and how sure that is"),
)
OWN: dict[Style, tuple[tuple[str, str], ...]] = {
    "api": (
        *FLOWS,
        ("events/", "an event for each flow, made of the documents' examples: for `make demo` and for trying out"),
        ("src/{package}/mappings.py", "one function for each call: what is sent, field by field"),
        ("src/{package}/flows.py", "the steps of each flow, in order"),
        ("src/{package}/clients.py", "the calls that are used, and no others"),
        ("src/{package}/settings.py", "settings, credentials, limits"),
        ("src/{package}/runtime/", "what every connector is made of: requests, retries, validation, links, stand-ins"),
        ("tests/", "what each mapping and each flow must do"),
        (".env.example", "the environment variables to set"),
    ),
    "nocode": (
        ("steps/zapier.md", "the workflow for Zapier, step by step"),
        ("steps/make.md", "the workflow for Make, module by module"),
        ("steps/n8n.md", "the workflow for n8n, node by node"),
        ("mapping.csv", "the field mapping as a spreadsheet, with an example for each field"),
        *FLOWS,
        ("docs/cost.md", "what the platforms cost at several volumes"),
    ),
    "warehouse": (
        ("docs/model.md", "every table: grain, keys, columns, sources, tests"),
        ("docs/extracts.md", "what is read from each system, and how it is known what is new"),
        ("docs/identities.md", "how records of several systems are known to be one"),
        ("docs/access.md", "which team sees what, and what is masked"),
        ("docs/bi.md", "the recommended tool for dashboards, and the first ones to build"),
        ("docs/roadmap.md", "which systems come first"),
        ("docs/cost.md", "the estimate with its arithmetic"),
    ),
}
LAST = (
    ("design.yaml", "the design: edit it, check it, render it again"),
    ("design.lock", "what the design uses of each document, so that `designer drift` can tell what a new one breaks"),
    ("specs/", "what each system's document says about the operations used"),
)


def file_rows(design: Design) -> Grid:
    """Return the files worth knowing."""
    known = (*SHARED, *OWN[design.style], *LAST)
    package = package_name(design.name)
    return Grid(header=("File", "What it is"), rows=tuple((_link(path.replace("{package}", package)), words) for path, words in known))


def _link(path: str) -> str:
    return f"[{code(path)}]({path})"
