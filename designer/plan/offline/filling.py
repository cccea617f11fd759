"""What filling the fields of a step brings: mappings, and the settings, tables and questions they rest on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.names.text import identifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.brief import GivenSetting
    from designer.model.design import Mapping, Setting, Table
    from designer.model.question import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """Mappings with everything they rest on; two fillings add up."""

    mappings: tuple[Mapping, ...] = ()
    settings: tuple[Setting, ...] = ()
    tables: tuple[Table, ...] = ()
    questions: tuple[Question, ...] = ()

    def __add__(self, other: Filling) -> Filling:
        return Filling(
            mappings=self.mappings + other.mappings,
            settings=self.settings + tuple(s for s in other.settings if s.id not in {known.id for known in self.settings}),
            tables=self.tables + tuple(t for t in other.tables if t.id not in {known.id for known in self.tables}),
            questions=self.questions + tuple(q for q in other.questions if q.id not in {known.id for known in self.questions}),
        )

    @property
    def sources(self) -> frozenset[str]:
        """Return the sources that fill something."""
        return frozenset(source for mapping in self.mappings for source in mapping.sources)

    @property
    def targets(self) -> frozenset[str]:
        """Return the targets that are filled."""
        return frozenset(mapping.target for mapping in self.mappings)


def answered(filling: Filling, given: Sequence[GivenSetting]) -> Filling:
    """Return *filling* with the settings that the brief answers, and without the questions about them."""
    values = {identifier(entry.id): entry.value for entry in given}
    settings = tuple(replace(setting, value=values[setting.id]) if setting.id in values else setting for setting in filling.settings)
    questions = tuple(question for question in filling.questions if question.fills.removeprefix("setting:") not in values)
    return replace(filling, settings=settings, questions=questions)
