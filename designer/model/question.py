"""A question to the user: what no source could answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What must be asked before the design can be trusted, and what an answer fills."""

    id: Annotated[str, "Unique among the questions, an identifier."]
    about: Annotated[str, "What it is about: a place in the design (`$.flows[0].steps[1]`), a field, or a part of the brief."]
    text: Annotated[str, "The question, in one sentence that ends with a question mark."]
    why: Annotated[str, "Why it matters: what goes wrong if it is answered by guess."] = ""
    candidates: Annotated[tuple[str, ...], "Likely answers, best first; suggestions, never facts."] = ()
    fills: Annotated[str, "What the answer fills: `setting:<id>`, `table:<id>` or the place of a mapping."] = ""
    line: Annotated[int, "Line of the brief that gave rise to it, 0 if none."] = 0
