"""The field mapping as CSV, for people who check it in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from designer.render.documents.examples import worked_example
from designer.transforms.words import describe

if TYPE_CHECKING:
    from designer.model.design import Design, Mapping
    from designer.model.spec import Catalog

HEADER = (
    "flow",
    "step",
    "target",
    "sources",
    "transform",
    "what_happens",
    "example_source",
    "example_target",
    "confidence",
    "status",
    "reason",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def mapping_csv(design: Design, catalog: Catalog) -> str:
    """Return one row per mapping, with how far two planners agree on it where they were compared.

    A cell that a spreadsheet would run as a formula is defused with an apostrophe.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    is_judged = any(mapping.agreement for *_, mapping in design.mappings())
    writer.writerow((*HEADER, "agreement") if is_judged else HEADER)
    for _, flow, step, mapping in design.mappings():
        example = worked_example(mapping, design=design, catalog=catalog, flow=flow, step=step)
        cells = (
            flow.id,
            step.id,
            mapping.target,
            " + ".join(mapping.sources),
            mapping.transform.name,
            describe(mapping.transform, sources=mapping.sources),
            example.given_text if example else "",
            example.result_text if example else "",
            f"{mapping.confidence:.2f}",
            mapping.status,
            mapping.reason,
            *([_agreement(mapping)] if is_judged else []),
        )
        writer.writerow([_defused(cell) for cell in cells])
    return stream.getvalue()


def _agreement(mapping: Mapping) -> str:
    """Return what the offline matcher says of a planner's choice, without markup."""
    if mapping.agreement == "disputed":
        return f"disputed: the matcher takes {' + '.join(mapping.rivals)}" if mapping.rivals else "disputed: converted in another way"
    return {"agreed": "both planners", "alone": "Claude alone"}.get(mapping.agreement, "")


def _defused(cell: str) -> str:
    line = " ".join(cell.split())
    return f"'{line}" if line.startswith(FORMULA_STARTS) else line
