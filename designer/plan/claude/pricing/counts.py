"""A service's own counts of tokens, taken where they can be counts: a cap is held against them."""

from __future__ import annotations

from designer.model.run import Usage

MOST = 100_000_000
"""Tokens of one request or reply: many times what any model reads."""


def usage_of(*, fresh: object, written: object, read: object, output: object) -> Usage | None:
    """Return what was counted, input neither kept nor taken, written to the cache and read from it, and output; None: these are no counts.

    What is not told (None) is nothing; but all of a request cannot be.
    """
    counts = [0 if one is None else one for one in (fresh, written, read, output)]
    if not all(type(one) is int and 0 <= one <= MOST for one in counts):  # no bool either, which is an int to Python
        return None
    first, second, third, last = (int(str(one)) for one in counts)
    usage = Usage(input_tokens=first, cache_write_tokens=second, cache_read_tokens=third, output_tokens=last)
    return usage if usage.all_input_tokens else None
