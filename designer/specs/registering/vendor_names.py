"""Which vendor a name that is none may have meant."""

from __future__ import annotations

from difflib import get_close_matches

from designer.specs.vendors.vendor_addresses import all_published


def vendor_like(name: str) -> str:
    """Ask whether vendors of a similar name were meant, with a space behind; nothing where none is similar."""
    known = {one.name.casefold(): one.name for one in all_published()}
    close = [known[each] for each in get_close_matches(name.casefold(), known, n=3, cutoff=0.75)]
    return f"Did you mean {' or '.join(close)}? " if close else ""
