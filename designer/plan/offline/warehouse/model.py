"""All tables of a warehouse: staging, core, given tables and marts, with the identities and the questions they raise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.plan.offline.warehouse.core import Core, plan_core
from designer.plan.offline.warehouse.given import plan_given
from designer.plan.offline.warehouse.marts import missing_data, month_question, plan_marts, wanted_tables
from designer.plan.offline.warehouse.questions import extract_questions, identity_questions
from designer.plan.offline.warehouse.scale import records_told
from designer.plan.offline.warehouse.staging import stage
from designer.plan.offline.warehouse.wished import named_as_wished

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.question import Question
    from designer.model.spec import Catalog, SystemSpec
    from designer.model.warehouse import Identity, ModelTable
    from designer.plan.offline.warehouse.extracts import Extracted


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The tables in the order of their layers, and what must be asked about them."""

    tables: tuple[ModelTable, ...]
    identities: tuple[Identity, ...]
    questions: tuple[Question, ...]


def plan_model(brief: Brief, catalog: Catalog, stores: tuple[SystemSpec, ...], sources: tuple[Extracted, ...]) -> Model:
    """Return the model over what is read from the systems; *stores* are systems that lay out tables of their own."""
    given = plan_given(catalog, stores, sources)
    staged, unheld = named_as_wished(brief, stage(sources))
    if given.tables and brief.warehouse is None:
        core = Core(staged=staged)  # the brief lays out the tables it wants; ours would stand beside them unasked
    else:
        unread = any(not source.fields for source in sources)
        core = plan_core(staged, planned=wanted_tables(brief) if unread else frozenset())
    marts = plan_marts(brief, core)
    return Model(
        tables=(*(one.table for one in core.staged), *core.tables, *given.tables, *marts),
        identities=core.identities,
        questions=(
            *extract_questions(sources, counted=frozenset(records_told(brief))),
            *identity_questions(core),
            *given.questions,
            *(() if given.tables else unheld),
            *missing_data(brief, sources),
            *month_question(marts),
        ),
    )
