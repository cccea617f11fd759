"""Prompts: Markdown with front matter in `prompts/`, filled in strictly, with what a run's log tells of them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from designer.assets import prompt_path
from designer.files.yaml_reading import read_yaml
from designer.model.run import PromptUse
from designer.plan.claude.context.fencing import fenced

if TYPE_CHECKING:
    from jinja2 import Environment, Template

FRONT = re.compile(r"\A---\n(?P<front>.*?\n)---\n(?P<text>.*)\Z", re.DOTALL)
KNOWN = frozenset({"id", "version", "generate"})


class Prompt(NamedTuple):
    """A prompt as it is sent, and what the run's log keeps of it."""

    text: str
    use: PromptUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """An item of a style's "Generate:" list, and where in a starter it must stand."""

    item: str
    design: tuple[str, ...] = ()
    """Places of design.yaml (`flows[].steps[].mappings`), each of which holds something."""
    only: tuple[str, ...] = ()
    """Places of a design of which the item is asked: where one holds nothing, so need `design` not."""
    asked: tuple[str, ...] = ()
    """Questions (ids) one of which may stand in the item's place until it is answered."""
    documents: tuple[str, ...] = ()
    """Rendered documents, each of which is there and holds all of `words`."""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptFile:
    """A prompt as it lies on disk."""

    id: str
    version: str
    text: str
    generate: tuple[Demand, ...] = ()


def prompt(identifier: str, **values: object) -> Prompt:
    """Return the prompt *identifier* filled in: a file (`system`, `styles/api`), or a block of one (`repair/nudge`).

    Raises TypeError for a value that is missing or that the prompt has no place for, LookupError where there is no such prompt.
    """
    file, block = _found(identifier)
    template, names = _template(file, block)
    if missing := sorted(names - values.keys()):
        raise TypeError(f"prompt {identifier}: no value for {', '.join(missing)}")
    if unknown := sorted(values.keys() - names):
        raise TypeError(f"prompt {identifier} has no place for {', '.join(unknown)}")
    text = template.render(values).strip() + "\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Prompt(text, PromptUse(id=identifier, version=prompt_file(file).version, sha256=digest))


@cache
def prompt_file(identifier: str) -> PromptFile:
    """Return a prompt unfilled. Raises LookupError where there is none, ValueError where its front matter is not what it must be."""
    path = prompt_path(f"{identifier}.md")
    if not path.is_file():
        raise LookupError(f"no prompt is called {identifier}")
    parts = FRONT.match(path.read_text(encoding="utf-8"))
    front = read_yaml(parts["front"], place=f"prompts/{identifier}.md")[0] if parts else None
    if parts is None or not isinstance(front, dict):
        raise ValueError(f"prompts/{identifier}.md: begins with no front matter")
    version = front.get("version")
    if front.get("id") != identifier or not isinstance(version, str) or not version:
        raise ValueError(f"prompts/{identifier}.md: its front matter must hold `id: {identifier}` and a version in quotes")
    if unknown := sorted(front.keys() - KNOWN):
        raise ValueError(f"prompts/{identifier}.md: its front matter holds what nothing reads: {', '.join(unknown)}")
    return PromptFile(id=identifier, version=version, text=parts["text"], generate=_demands(front.get("generate") or [], identifier))


def _demands(rows: Any, identifier: str) -> tuple[Demand, ...]:
    try:
        demands = tuple(Demand(item=row["item"], **{key: tuple(texts) for key, texts in row.items() if key != "item"}) for row in rows)
    except (TypeError, AttributeError, KeyError) as fault:
        raise ValueError(f"prompts/{identifier}.md: `generate` is a list of item, design, only, documents, words: {fault}") from fault
    if bare := [demand.item for demand in demands if not (demand.design or demand.documents)]:
        raise ValueError(f"prompts/{identifier}.md: nothing says where these must stand: {', '.join(bare)}")
    return demands


def _found(identifier: str) -> tuple[str, str]:
    """Return the file that holds a prompt, and the block of it that is meant; empty: the whole."""
    if prompt_path(f"{identifier}.md").is_file():
        return identifier, ""
    file, _, block = identifier.rpartition("/")
    return (file, block) if file else (identifier, "")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - 60 ms that only a run with a model needs

    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)  # noqa: S701 - Markdown, no HTML
    environment.filters["fenced"] = lambda text, of: fenced(str(text), of=of)
    return environment


@cache
def _template(file: str, block: str) -> tuple[Template, frozenset[str]]:
    """Return the template and the names that it must be given."""
    from jinja2 import meta, nodes  # noqa: PLC0415 - as above

    whole = _environment().parse(prompt_file(file).text)
    if block:
        found = next((one for one in whole.find_all(nodes.Block) if one.name == block), None)
        if found is None:
            raise LookupError(f"no prompt is called {file}/{block}")
        whole = nodes.Template(found.body, lineno=1)
        whole.set_environment(_environment())
    return _environment().from_string(whole), frozenset(meta.find_undeclared_variables(whole))
