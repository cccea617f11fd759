"""What filling the fields of a step brings: mappings, and the settings, tables and questions they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    def targets(self) -> frozenset[str]:
        """Return the targets that are filled."""
        return frozenset(mapping.target for mapping in self.mappings)
