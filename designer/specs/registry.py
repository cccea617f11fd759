"""The systems that `specs add` made known, by name: found, listed, and let go of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from designer.errors import UsageError
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.fetching.address import is_address
from designer.specs.registering.places import drop_all_but, folder_of, quoted
from designer.specs.registering.registered import KeptDocument, Registered, same_name
from designer.specs.registering.registry_file import change_registry, read_registry, registry_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from designer.specs.registering.adding import Added
    from designer.specs.registering.enriching import Enriched

__all__ = [
    "KeptDocument", "Registered", "add_system", "enrich_system", "registered", "registered_systems", "registry_path", "remove_system",
    "system_of",
]  # fmt: skip

SHOWN = 8
"""How many names a message lists."""


def registered(name: str) -> SystemRef | None:
    """Return the registered system of this name, compared without case, with absolute paths. Raises UsageError on a broken registry."""
    found = next((one for one in read_registry() if same_name(one.name, name)), None)
    return SystemRef(name=found.name, descriptions=found.descriptions) if found else None


def registered_systems() -> tuple[Registered, ...]:
    """Return all registered systems in the order of their names. Raises UsageError on a broken registry."""
    return read_registry()


def system_of(text: str, *, tell: Callable[[str], None] | None = None) -> SystemRef:
    """Return the system that a command's argument means: a FILE, the name of a registered one, or an https address.

    What lies at an address is downloaded (or taken from the cache) where *tell* can tell of it. Raises UsageError, and
    DescriptionError where a download fails.
    """
    if is_address(text):
        return _at_address(text, tell)
    file = SystemRef(name=text, descriptions=(DescriptionRef(kind="openapi", path=text),))
    if os.path.isfile(text):  # noqa: PTH113 - a name too long for any file is none
        return file
    found = registered(text)
    if found is None and os.path.exists(text):  # noqa: PTH110 - the same; who reads it tells what else it is
        return file
    if found is None:
        raise UsageError(text, "there is no such file, and no registered system of this name", next_step=_meant(text))
    return found


def _at_address(text: str, tell: Callable[[str], None] | None) -> SystemRef:
    if tell is None:
        raise UsageError(text, "an address is not read here", next_step=f"Add it once, and use its name: designer specs add NAME {text}")
    from designer.specs.fetching.fetched import fetched  # noqa: PLC0415 - only where an address is named

    return SystemRef(name=text, descriptions=(DescriptionRef(kind="openapi", path=str(fetched(text, tell=tell)), origin=text),))


def add_system(name: str, given: str = "", *, also: bool = False, tell: Callable[[str], None]) -> Added:
    """Make a system known by a file, an https address, or (nothing given) the address that its vendor publishes.

    `also` adds the document beside those the system has; else it takes their place. A document is opened before anything
    is kept. Raises DescriptionError, UsageError and WritingError, with the registry as it was.
    """
    from designer.specs.registering.adding import added  # noqa: PLC0415 - looking a name up loads no reader of documents

    return added(name, given, also=also, tell=tell)


def enrich_system(
    name: str, files: Sequence[str], *, named: str = "", at: str = "", clear: bool = False, tell: Callable[[str], None]
) -> Enriched:
    """Lay account metadata and overlays over a registered system, in the order given, after those that it has.

    *named* is the object as the system's paths call it, *at* a JSON pointer or `POST /path`; empty: found by what the file says. *clear*
    lets go of all that was laid over it before. Nothing is kept unless all fit. Raises DescriptionError, UsageError and WritingError.
    """
    from designer.specs.registering.enriching import enriched  # noqa: PLC0415 - looking a name up loads no reader of documents

    return enriched(name, files, named=named, at=at, clear=clear, tell=tell)


def remove_system(name: str) -> Registered:
    """Let go of a system and of its downloaded documents; files of the user's own stay. Raises UsageError."""
    gone: list[Registered] = []

    def without(systems: tuple[Registered, ...]) -> tuple[Registered, ...]:
        gone[:] = [one for one in systems if same_name(one.name, name)]
        if not gone:
            raise UsageError(name, "no system of this name is registered", next_step=_meant(name))
        return tuple(one for one in systems if one not in gone)

    change_registry(without, after=lambda _: drop_all_but(folder_of(gone[0].name), set()))
    return gone[0]


def _meant(text: str) -> str:
    """Say which name may have been meant, by the registry or by what vendors publish."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for a message

    from designer.specs.vendors.vendor_addresses import published  # noqa: PLC0415 - the same

    known = {one.name.casefold(): one.name for one in read_registry()}
    close = [known[name] for name in get_close_matches(text.casefold(), known, n=3, cutoff=0.6)]
    if close:
        return f"Did you mean {' or '.join(close)}? `designer specs list` shows all."
    vendor = published(text)
    if vendor is not None and vendor.addresses:
        return f"`designer specs add {quoted(text)}` fetches the document that {vendor.name} publishes."
    listed = f"Registered: {', '.join(list(known.values())[:SHOWN])}{', ...' if len(known) > SHOWN else ''}. " if known else ""
    return f"{listed}`designer specs add NAME PATH|URL` makes one known."
