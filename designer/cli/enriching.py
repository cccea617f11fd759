"""The command `specs enrich`: account metadata and overlays laid over a system that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from designer.cli.completing import complete_system
from designer.cli.looking import Format, FormatOption

if TYPE_CHECKING:
    from designer.model.scalars import JsonObject
    from designer.specs.registering.enriching import Enriched

SUMMARY = "Tell what your own account holds, or correct a document."
HELP = """Lay files of your own over the documents of a system that is known, so that the check can decide what they leave open.

Account metadata is what the vendor's API answers about the fields of your account: HubSpot's properties, Jira's createmeta or
editmeta, Salesforce's describe, Intercom's data attributes, custom fields of Freshdesk, Zendesk and Pipedrive, one table of
Airtable, or a JSON Schema of the object. It is recognised by what it holds, and laid where the documents have an open object of that
name; --object or --at say where if that is not plain. An OpenAPI Overlay (1.0, 1.1) corrects a document before it is read.

What the vendor's document says is never overwritten by account metadata; where the two differ, that is told. Files stay where
they are and are read there. No key is needed or kept: you save the answer yourself.

\b
Examples:
  designer specs enrich hubspot contact-properties.json
  designer specs enrich hubspot company-properties.json --object companies
  designer specs enrich jira createmeta.json --at "POST /rest/api/3/issue"
  designer specs enrich "Our CRM" fixes.overlay.yaml
  designer specs enrich hubspot --clear
"""


def enrich(
    name: Annotated[str, typer.Argument(help="A system that was added.", metavar="NAME", autocompletion=complete_system)],
    files: Annotated[list[str] | None, typer.Argument(help="Account metadata, or overlays.", metavar="FILE...")] = None,
    *,
    named: Annotated[str, typer.Option("--object", help="The object, as the system's paths call it.", metavar="NAME")] = "",
    at: Annotated[str, typer.Option("--at", help='Where it holds: a JSON pointer, or "POST /path".', metavar="PLACE")] = "",
    clear: Annotated[bool, typer.Option("--clear", help="Let go of what was laid over the system before.")] = False,
    output: FormatOption = Format.text,
) -> int:
    """Register files beside a system's documents, and tell what they add."""
    from designer.cli.answers import print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.errors import UsageError  # noqa: PLC0415 - the same
    from designer.show.console import show, working  # noqa: PLC0415 - the same
    from designer.show.enrichments import enriched_lines  # noqa: PLC0415 - the same
    from designer.specs.registry import enrich_system  # noqa: PLC0415 - the same

    if not files and not clear:
        raise UsageError("FILE", "is missing", next_step=f"Write for example: designer specs enrich {name} fields.json")
    with working() as tell:
        result = enrich_system(name, files or [], named=named, at=at, clear=clear, tell=tell)
    print_json(_answer(result)) if output is Format.json else show(enriched_lines(result))
    return 0


def _answer(result: Enriched) -> JsonObject:
    from designer.cli.check_answers import finding_answer  # noqa: PLC0415 - lazy, as in all commands
    from designer.cli.spec_answers import enrichment_answer  # noqa: PLC0415 - the same

    return {
        "name": result.system.name,
        "enrichments": [enrichment_answer(one) for one in result.enrichments],
        "forgotten": list(result.forgotten),
        "findings": [finding_answer(finding) for finding in result.findings],
    }
