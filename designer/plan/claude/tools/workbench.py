"""The workbench: answers the model's tool calls and holds the design as it stands."""

from __future__ import annotations

import difflib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from designer.files.faults import Fault
from designer.plan.claude.context.fencing import neutral, one_line
from designer.plan.claude.proposal.accepting import accepted, changed_sections, patched_design
from designer.plan.claude.proposal.called import called_system
from designer.plan.claude.proposal.findings import findings_text, known_findings, left_to_do
from designer.plan.claude.proposal.telling import narrated
from designer.plan.claude.tools.answer import ToolAnswer
from designer.plan.claude.tools.arguments import argument_faults, as_meant
from designer.plan.claude.tools.searching import found_operations, unknown_system
from designer.plan.claude.tools.slicing import Asked, SchemaError, schema_text
from designer.secrecy.looking import masked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.finding import Checker, Report
    from designer.model.scalars import JsonObject
    from designer.model.spec import Catalog, SystemSpec
    from designer.plan.claude.proposal.accepting import Accepted

MOST_FAULTS = 25
LONGEST_FAULT = 500


class Workbench:
    """Answers one run's calls in order; the same calls give the same answers."""

    def __init__(
        self,
        brief: Brief,
        catalog: Catalog,
        *,
        checker: Checker,
        draft: Design,
        judge: Callable[[Design, Design], Design],
        mend: Callable[[Design], tuple[Design, Report]] | None = None,
        planner: str = "",
    ) -> None:
        """Begin with the offline planner's draft.

        *mend* makes certain fixes and checks; *judge* sets how sure a design's mappings are, seen beside the draft; *planner* is whom a
        changed design names.
        """
        self.brief = brief
        self.catalog = catalog
        self.draft = draft
        self.design = draft
        self.planner = planner
        self._judge = judge
        self._checker = checker
        self._mend = mend or (lambda design: (design, checker(design)))
        self._report: Report | None = None
        self._tools: dict[str, Callable[[JsonObject], ToolAnswer]] = {
            "check_design": self._check,
            "patch_design": self._patch,
            "read_schema": self._read,
            "search_operations": self._search,
            "submit_design": self._submit,
            "submit_narrative": self._narrate,
        }

    @property
    def report(self) -> Report:
        """Return what the check says of the design as it stands."""
        if self._report is None:
            self._report = self._checker(self.design)
        return self._report

    def use(self, name: str, arguments: JsonObject) -> ToolAnswer:
        """Return the answer to a call, whatever the arguments are; a fault of the model's is an answer too.

        No text of a document reads as a tag in it, or begins a line of its own.
        """
        answer = self._answer(name, arguments)
        return replace(answer, text=neutral(answer.text))

    def _answer(self, name: str, arguments: JsonObject) -> ToolAnswer:
        if name not in self._tools:
            close = difflib.get_close_matches(name[:60], self._tools, n=1, cutoff=0.5)
            meant = f"Did you mean `{close[0]}`?" if close else f"There are: {', '.join(self._tools)}."
            return ToolAnswer(text=f"There is no tool `{one_line(name, 60)}`. {meant}", is_error=True)
        meant_by = as_meant(name, arguments)
        if wrong := argument_faults(name, meant_by):
            return _refused(wrong, f"Nothing was done. The input of {name} has {len(wrong)} fault(s):")
        return self._tools[name](cast("JsonObject", meant_by))

    def _check(self, _arguments: JsonObject) -> ToolAnswer:
        return ToolAnswer(text=findings_text(self.design, self.report))

    def _search(self, arguments: JsonObject) -> ToolAnswer:
        system = self._system(str(arguments["system"]))
        if system is None:
            return _refused([Fault("$.system", unknown_system(self.catalog, str(arguments["system"])))])
        limit = cast("int", arguments["limit"])
        return ToolAnswer(text=found_operations(self.catalog, system, text=str(arguments["words"]), limit=int(limit)))

    def _read(self, arguments: JsonObject) -> ToolAnswer:
        given: dict[str, Any] = arguments
        system = self._system(given["system"])
        if system is None:
            return _refused([Fault("$.system", unknown_system(self.catalog, given["system"]))])
        asked = Asked(part=given["part"], below=given.get("below", ""), find=given.get("find", ""), depth=int(given.get("depth", 3)))
        try:
            return ToolAnswer(text=schema_text(self.catalog, system, given["name"].strip(), asked))
        except SchemaError as wrong:
            return _refused([Fault(f"$.{wrong.argument}", wrong.words)])

    def _system(self, name: str) -> SystemSpec | None:
        """Return a system by its id or name, in any writing."""
        known = [(system.id, system.name) for system in self.design.systems]
        return self.catalog.system(name) or self.catalog.system(called_system(known, name))

    def _submit(self, arguments: JsonObject) -> ToolAnswer:
        return self._changed(accepted(arguments["design"], base=self.design, catalog=self.catalog, brief=self.brief), done="Taken.")

    def _patch(self, arguments: JsonObject) -> ToolAnswer:
        patches: Any = arguments["patches"]
        result = patched_design(patches, base=self.design, catalog=self.catalog, brief=self.brief)
        made = "1 patch made." if result.made == 1 else f"{result.made} patches made."
        return self._changed(result, done="Made, but for what is told here." if result.left or result.absent else made)

    def _narrate(self, arguments: JsonObject) -> ToolAnswer:
        result = narrated(arguments["narrative"], self.design, author=self.planner, brief=self.brief, catalog=self.catalog)
        return self._changed(result, done="The texts are taken.")

    def _changed(self, result: Accepted, *, done: str) -> ToolAnswer:
        if result.design is None:
            return _refused(list(result.faults), "Nothing was changed: all faults must be mended first.")
        left = told_beside(result)
        sections = changed_sections(result.design, self.design)
        if not sections and result.refused:
            return _refused(list(result.refused), "Nothing was changed.")
        if not sections:
            same = "Nothing changed." if left else "Nothing changed: the design holds this already."
            # The draft unchanged is nobody's proposal; one that was changed before is proposed once more.
            told = (self.design, self.report) if self.design is not self.draft else (None, None)
            return ToolAnswer(text="\n".join((same, *left, left_to_do(self.report))), design=told[0], report=told[1])
        known = known_findings(self.design, self.report)
        changed = self._judge(result.design, self.draft)
        self.design, self._report = self._mend(changed)
        findings = findings_text(self.design, self._report, known=known)
        text = "\n".join((f"{done} Changed: {', '.join(sections)}.", *_not_made(result), *left, findings))
        return ToolAnswer(text=text, is_error=bool(result.refused), design=self.design, report=self._report)


def _not_made(result: Accepted) -> tuple[str, ...]:
    """Return the patches that were not made, each with its fault, under a line that says what to do about them."""
    if not result.refused:
        return ()
    faults = tuple(masked(_cut(f"{fault.where}: {fault.words}")) for fault in result.refused[:MOST_FAULTS])
    more = (f"and {len(result.refused) - MOST_FAULTS} more",) if len(result.refused) > MOST_FAULTS else ()
    return ("Not made, for a fault of their own (send these alone again, mended):", *faults, *more)


def told_beside(result: Accepted) -> tuple[str, ...]:
    """Return what was read otherwise than it was written, left as it is, or not there to be removed."""
    read = "; ".join(dict.fromkeys(fault.words for fault in result.read))
    absent = [_cut(f"removed nothing: {words}") for words in dict.fromkeys(fault.words for fault in result.absent)][:MOST_FAULTS]
    return (*([masked(_cut(f"read: {read}."))] if read else []), *left_text(result.left), *map(masked, absent))


def left_text(left: Sequence[Fault]) -> tuple[str, ...]:
    """Return what was left as it is, alike ones together."""
    places: dict[str, list[str]] = {}
    for fault in left:
        places.setdefault(fault.words, []).append(fault.where)
    lines = ((_cut(f"left as it is: {', '.join(found[:MOST_FAULTS])}"), words) for words, found in places.items())
    return tuple(masked(f"{line} ({' '.join(words.split())}).") for line, words in lines)


def _refused(wrong: list[Fault], head: str = "") -> ToolAnswer:
    """Return an error that tells all faults, without any secret that the model wrote."""
    lines = [_cut(f"{fault.where}: {fault.words}") for fault in wrong[:MOST_FAULTS]]
    if len(wrong) > MOST_FAULTS:
        lines.append(f"and {len(wrong) - MOST_FAULTS} more")
    return ToolAnswer(text=masked("\n".join([head, *lines] if head else lines)), is_error=True)


def _cut(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= LONGEST_FAULT else f"{line[:LONGEST_FAULT]}…"
