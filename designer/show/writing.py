"""How several values go into one name of a query, a form or a part, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.show.safe import one_line

if TYPE_CHECKING:
    from designer.model.spec import Encoding, Parameter

SEPARATED = {
    "form": "separated by commas",
    "simple": "separated by commas",
    "spaceDelimited": "separated by spaces",
    "pipeDelimited": "separated by |",
    "tabDelimited": "separated by tabs",
    "label": "each behind a dot",
    "matrix": "as ;name=value",
}


def written(one: Parameter | Encoding) -> str:
    """Return how a parameter or a member of a form is written, where that is not plain; empty: one name, one value."""
    name = one.member if hasattr(one, "member") else one.name
    media = one.media_types if hasattr(one, "media_types") else (one.media_type,) if one.media_type else ()
    if any(media):
        return f"as {' or '.join(map(one_line, media))}"
    if one.style == "deepObject":
        return f"as {one_line(name)}[...]=value"
    if one.style and one.explode:
        return "a pair for each"
    return SEPARATED.get(one.style, "")
