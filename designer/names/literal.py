"""Values and texts as literals of other languages: whatever a document says, code stays code.

Vendor documents are untrusted: what they say enters generated code only through these functions or as a name made in `names.text`.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.scalars import Json

_PRAGMA = re.compile(r"^\W*(noqa|type|fmt|ruff|mypy|isort|pragma|pylint|pyright|flake8|nosec)\b", re.IGNORECASE)
_ENDING = re.compile(r'"{3,}|"+\Z')
"""Quotation marks that would end a docstring, or run into the marks that do."""
_JAVASCRIPT = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def python_literal(value: Json) -> str:
    """Return a JSON value as a Python expression; what cannot be printed is escaped."""
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    if isinstance(value, list):
        return f"[{', '.join(python_literal(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {python_literal(item)}' for key, item in value.items())}}}"
    return repr(value)


def python_comment(text: str) -> str:
    """Return a comment on one line, `# ` included; a text that a linter would take for an instruction is put in quotes."""
    line = one_line(text).replace("#", "\N{FULLWIDTH NUMBER SIGN}")
    return f'# "{line}"' if _PRAGMA.match(line) else f"# {line}"


def python_docstring(text: str) -> str:
    """Return a docstring with its quotation marks: paragraphs kept, lines inside them as given, nothing that could end it."""
    lines = [one_line(line) for line in text.strip().splitlines()]
    inner = _ENDING.sub(lambda found: '\\"' * len(found[0]), "\n".join(lines).replace("\\", "\\\\"))
    return f'"""{inner}"""' if len(lines) <= 1 else f'"""{inner}\n"""'


def javascript_literal(value: Json) -> str:
    """Return a JSON value as a JavaScript expression that may also stand inside HTML."""
    return json.dumps(value, ensure_ascii=False).translate(_JAVASCRIPT).encode("utf-8", "backslashreplace").decode()


def one_line(text: str) -> str:
    """Return a text on one line: white space made single blanks, control and direction marks left out."""
    kept = "".join(char if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"} else " " for char in text)
    return " ".join(kept.split())
