"""How far two planners agree, for a person: the count, the fields that they fill differently, what only the matcher would fill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from designer.show.console import Line, row
from designer.show.safe import one_line
from designer.transforms.words import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.design import Design, Mapping
    from designer.model.warehouse import Column
    from designer.show.console import Tone

AGREED, ALONE = "by Claude and the matcher", "Claude alone"
FEW = 10
"""So many fields are told in an outcome; `check --all` tells all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A mapping or column that both planners were asked about."""

    place: str
    """The step or table."""
    target: str
    chosen: Mapping | Column
    is_settled: bool

    @property
    def agreement(self) -> Literal["agreed", "disputed", "alone", ""]:
        """Return what the matcher said."""
        return self.chosen.agreement


def judged_fields(design: Design) -> tuple[Judged, ...]:
    """Return every mapping and column that both planners were asked about, in the order of the design."""
    fields = [
        Judged(place=step.id, target=mapping.target, chosen=mapping, is_settled=mapping.status == "accepted")
        for _, _, step, mapping in design.mappings()
    ]
    fields += [
        Judged(place=table.id, target=column.name, chosen=column, is_settled=column.confidence >= 1)
        for table in (design.warehouse.tables if design.warehouse else ())
        for column in table.columns
    ]
    return tuple(one for one in fields if one.agreement)


def agreement_lines(design: Design, *, everything: bool = False) -> Iterator[Line]:
    """Yield the count, and with *everything* each field with what the matcher said; nothing where only one planner was asked."""
    found = judged_fields(design)
    if not found:
        return
    yield Line(_counted(found, "Columns" if design.warehouse else "Mappings"), "quiet")
    for one in found if everything else ():
        yield Line(f"  {_words(one)}  {one_line(one.place)} > {one_line(one.target)}{_rivals(one.chosen)}", _tone(one), hang=4)


def _counted(found: Sequence[Judged], noun: str) -> str:
    agreed, disputed, alone = ([one for one in found if one.agreement == word] for word in ("agreed", "disputed", "alone"))
    settled = sum(one.is_settled for one in disputed)
    accepted = f" ({settled} accepted)" if settled else ""
    return f"{noun}: {len(agreed)} agreed {AGREED}, {len(disputed)} disputed{accepted}, {len(alone)} {ALONE}"


def _words(one: Judged) -> str:
    return f"{ALONE if one.agreement == 'alone' else one.agreement} {one.chosen.confidence:.2f}"


def _rivals(chosen: Mapping | Column) -> str:
    return f" (the matcher: {one_line(', '.join(chosen.rivals))})" if chosen.rivals else ""


def _tone(one: Judged) -> Tone:
    return "warning" if one.agreement == "disputed" and not one.is_settled else "quiet"


def disputed_lines(design: Design, left_out: Sequence[tuple[str, Mapping]] = (), *, file: str = "design.yaml") -> Iterator[Line]:
    """Yield the open disputes as a table of Claude's choice, the matcher's and Claude's reason, then what Claude left out."""
    found = [one for one in judged_fields(design) if one.agreement == "disputed" and not one.is_settled]
    if found:
        yield Line(f"{_number(len(found))} that Claude and the offline matcher fill differently", "warning")
        for one in found[:FEW]:
            yield Line(f"  {one_line(one.place)} > {one_line(one.target)}", hang=4)
            yield _choice("Claude ", describe(one.chosen.transform, sources=one.chosen.sources))
            yield _choice("matcher", ", ".join(one.chosen.rivals) or "the same, converted in another way")
            yield _choice("reason ", one.chosen.reason or "none given")
        yield from _more(len(found), file)
        yield Line("")
    if left_out:
        yield Line(f"{_number(len(left_out))} that the matcher would fill and Claude left out", "warning")
        for step, mapping in left_out[:FEW]:
            filled = f"{one_line(step)} > {one_line(mapping.target)} <- {one_line(', '.join(mapping.sources))}"
            yield Line(f"  {filled} ({mapping.confidence:.2f})", hang=4)
        yield from _more(len(left_out))
        yield Line("")


def _choice(who: str, what: str) -> Line:
    return row((f"      {who}  ", "quiet"), (one_line(what), ""), hang=9)


def _more(number: int, file: str = "") -> Iterator[Line]:
    if number > FEW:
        how = f"; `designer check {one_line(file)} --all` tells them" if file else ""
        yield Line(f"  and {number - FEW} more{how}", "quiet")


def _number(number: int) -> str:
    return f"{number} field{'' if number == 1 else 's'}"
