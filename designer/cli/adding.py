"""The commands `specs add` and `specs remove`: a system made known by its document, and let go of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from designer.cli.completing import complete_system
from designer.cli.looking import Format, FormatOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.show.console import Line
    from designer.specs.registering.adding import Added
    from designer.specs.registry import Registered
    from designer.specs.vendors.vendor_addresses import Published

ADD_SUMMARY = "Make a system known by its API document."
ADD_HELP = """Make a system known by its API document, so that a brief, `search` and `specs show` can call it by its name.

With a PATH the file stays where it is and is read there. An https URL is downloaded and kept. With neither, the document
that the vendor publishes is downloaded (`designer specs vendors` lists whose address is known), or, for a system that is
known already, its documents are held against what their servers have now.

A document is opened before anything is kept; what is no API document is refused. Downloads go over https to public
addresses only, send no key, follow HTTPS_PROXY, and go on where they stopped if they were interrupted.

\b
Examples:
  designer specs add stripe
  designer specs add "Our CRM" specs/crm.yaml
  designer specs add Xero https://raw.githubusercontent.com/XeroAPI/Xero-OpenAPI/master/xero_accounting.yaml
  designer specs add Xero xero-payroll.yaml --also
"""
REMOVE_SUMMARY = "Forget a system that was made known."
REMOVE_HELP = """Forget a system that was made known by `specs add`, and delete what was downloaded for it.

Files of your own stay where they are.

\b
Example:
  designer specs remove stripe
"""
VENDORS_SUMMARY = "List the vendors whose published API document is known."
VENDORS_HELP = """List the vendors whose published API document is known, or tell all that is known of one.

\b
Examples:
  designer specs vendors
  designer specs vendors zendesk
"""

ONLY_OBJECTS = "an object, whose calls no document describes"
HOW_KNOWN = {
    "documented": "read in the vendor's own repository or on its pages",
    "seen": "seen in public code that fetches it",
    "memory": "from memory, not looked up",
}


def add(
    name: Annotated[str, typer.Argument(help="The system, as briefs call it.", metavar="NAME")],
    given: Annotated[str, typer.Argument(help="Its document: a file, or an https address.", metavar="PATH|URL")] = "",
    *,
    also: Annotated[
        bool, typer.Option("--also", help="Add the document to those that the system has, instead of taking their place.")
    ] = False,
) -> int:
    """Register a system and tell what was kept."""
    from designer.cli.systems import refuse_secret  # noqa: PLC0415 - lazy, as in all commands
    from designer.errors import UsageError  # noqa: PLC0415 - the same
    from designer.show.console import show, working  # noqa: PLC0415 - the same
    from designer.specs.registry import add_system  # noqa: PLC0415 - the same

    if also and not given:
        raise UsageError(
            "--also", "needs the document that is added", next_step="Write for example: designer specs add Xero payroll.yaml --also"
        )
    refuse_secret(given, option="PATH|URL")
    with working() as tell:
        result = add_system(name, given, also=also, tell=tell)
    show(added_lines(result))
    return 0


def remove(name: Annotated[str, typer.Argument(help="The system.", metavar="NAME", autocompletion=complete_system)]) -> int:
    """Let go of a system and tell what was deleted."""
    from designer.show.console import show  # noqa: PLC0415 - lazy, as in all commands
    from designer.specs.registry import remove_system  # noqa: PLC0415 - the same

    show(removed_lines(remove_system(name)))
    return 0


def vendors(name: Annotated[str, typer.Argument(help="One vendor.", metavar="NAME")] = "", *, output: FormatOption = Format.text) -> int:
    """List what vendors publish."""
    from designer.cli.answers import print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.cli.spec_answers import published_answer  # noqa: PLC0415 - the same
    from designer.errors import UsageError  # noqa: PLC0415 - lazy, as in all commands
    from designer.show.console import show  # noqa: PLC0415 - the same
    from designer.specs.registering.vendor_names import vendor_like  # noqa: PLC0415 - the same
    from designer.specs.vendors.vendor_addresses import all_published, published  # noqa: PLC0415 - the same

    found = published(name) if name else None
    if name and found is None:
        step = f"{vendor_like(name)}`designer specs vendors` lists them."
        raise UsageError(name, "is not among the vendors whose document is known", next_step=step)
    known = (found,) if found else all_published()
    if output is Format.json:
        print_json(published_answer(known))
    else:
        show(one_vendor_lines(found) if found else vendor_lines(known))
    return 0


def added_lines(result: Added) -> Iterator[Line]:
    """Say what is registered now: first what it can do, then where it lies and where it came from."""
    from designer.show.console import Line  # noqa: PLC0415 - lazy, as in all commands
    from designer.show.safe import one_line  # noqa: PLC0415 - the same

    system = result.system
    holds = f"{_count(result.operations, 'operation')}, {_count(result.events, 'event')}"
    yield Line(f"{system.name} {_happened(result)}: {ONLY_OBJECTS if result.only_objects else holds}", "good")
    if result.title:
        yield Line(f"  {one_line(result.title)}{f', version {one_line(result.version)}' if result.version else ''}")
    for document, change in zip(system.documents, result.changes, strict=True):
        since = f", {change} since {document.fetched}" if document.fetched and change == "unchanged" else f", {change}"
        yield Line(f"  {document.description.path}{since}", "quiet")
        if document.address:
            yield Line(f"    from {document.address}", "quiet")
    if not result.operations and not result.events:
        yield Line("  It describes no operation and no event, so nothing can be designed with it. Is it the right document?", "warning")
    if result.dead:
        few = "1 reference leads" if result.dead == 1 else f"{result.dead} references lead"
        yield Line(f"  {few} nowhere: is the document whole? `designer specs show` tells where.", "warning")
    for part in result.missing:
        yield Line(f"  Left out: {part}", "warning")
    for gone in result.replaced:
        yield Line(f"  It takes the place of {gone}", "warning")
    if result.published and result.published.instead:
        yield Line(f"  {result.published.instead}")


def removed_lines(system: Registered) -> Iterator[Line]:
    """Say what was forgotten and what stays."""
    from designer.show.console import Line  # noqa: PLC0415 - lazy, as in all commands

    yield Line(f"{system.name} is forgotten")
    for document in system.documents:
        fate = "deleted" if document.address else "stays where it is"
        yield Line(f"  {document.description.path}: {fate}", "quiet")


def vendor_lines(known: tuple[Published, ...]) -> Iterator[Line]:
    """List the vendors, those with a document first."""
    from designer.show.console import Line  # noqa: PLC0415 - lazy, as in all commands

    width = max(len(one.name) for one in known)
    for one in known:
        if one.addresses:
            yield Line(f"{one.name:{width}}  {one.covers}", hang=width + 2)
    yield Line("")
    yield Line("Without a document that could be fetched:")
    for one in known:
        if not one.addresses:
            yield Line(f"{one.name:{width}}  {one.instead}", "quiet", hang=width + 2)
    yield Line("")
    yield Line(f"As of {known[0].dated}. `designer specs add NAME` fetches one; `designer specs vendors NAME` tells more.")


def one_vendor_lines(one: Published) -> Iterator[Line]:
    """Tell all that is known of what a vendor publishes, and how it is known."""
    from designer.show.console import Line  # noqa: PLC0415 - lazy, as in all commands

    yield Line(one.name, "title")
    if one.covers:
        yield Line(f"  {one.covers}")
    for address in one.addresses:
        yield Line(f"  {address}")
    if one.addresses:
        yield Line(f"  OpenAPI {one.openapi or '(version not known)'}, {one.format.upper()}", "quiet")
    if one.instead:
        yield Line(f"  {one.instead}")
    if one.page:
        yield Line(f"  See {one.page}", "quiet")
    yield Line(f"  As of {one.dated}, {HOW_KNOWN[one.known]}", "quiet")


def _happened(result: Added) -> str:
    if "added" not in result.changes:
        return "is updated" if "updated" in result.changes else "is unchanged"
    return "is known now" if set(result.changes) == {"added"} else "has another document now"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
