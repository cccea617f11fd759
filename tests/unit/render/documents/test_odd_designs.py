"""A design may hold little or strange things: its documents are still written, and still laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args, get_type_hints

import pytest

from designer.model.design import Design, Flow, Mapping, Step, Trigger
from designer.model.transform import Transform
from designer.model.warehouse import Extract, ModelTable, Warehouse
from tests.unit.render.documents.made import CRM, SHOP, printed

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.scalars import Style

KINDS = get_args(get_args(get_type_hints(Trigger, include_extras=True)["kind"])[0])
ACTIONS = get_args(get_args(get_type_hints(Step, include_extras=True)["action"])[0])


def laid_out(design: Design, folder: Path) -> dict[str, str]:
    """Return the documents after a look at their layout."""
    documents = printed(design, folder)
    for path, text in documents.items():
        assert "\n\n\n" not in text, path
        assert not text.endswith("\n\n"), path
        assert "None" not in text.replace("`None`", ""), path
    return documents


@pytest.mark.parametrize("style", ["api", "nocode"])
def test_a_design_without_anything_is_written(style: Style, tmp_path: Path) -> None:
    """Nothing is required beyond a name."""
    assert "# empty" in laid_out(Design(name="empty", style=style), tmp_path)["README.md"]


def test_a_warehouse_without_anything_is_written(tmp_path: Path) -> None:
    """What is not there is said, not left out in silence."""
    documents = laid_out(Design(name="empty", style="warehouse", systems=(SHOP,), warehouse=Warehouse()), tmp_path)
    assert "**Nothing is read from this system yet**" in documents["docs/extracts.md"]
    assert "**The brief names no team**" in documents["docs/access.md"]


def test_a_warehouse_of_loose_ends_is_written(tmp_path: Path) -> None:
    """An extract without operation and a table without columns are shown as what they are."""
    warehouse = Warehouse(extracts=(Extract(id="leads", system="crm"),), tables=(ModelTable(id="leads"),))
    documents = laid_out(Design(name="loose", style="warehouse", systems=(CRM,), warehouse=warehouse), tmp_path)
    assert "`leads` has no operation yet: see the open questions." in documents["docs/extracts.md"]
    assert "- Key: **none**" in documents["docs/model.md"]


@pytest.mark.parametrize("style", ["api", "nocode"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_start_has_its_words(style: Style, kind: str, tmp_path: Path) -> None:
    """A trigger of which nothing else is known breaks no document."""
    flow = Flow(id="flow", trigger=Trigger(kind=kind, system="shop"))  # type: ignore[arg-type]
    laid_out(Design(name="start", style=style, systems=(SHOP,), flows=(flow,)), tmp_path)


@pytest.mark.parametrize("style", ["api", "nocode"])
@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_of_a_step_has_its_words(style: Style, action: str, tmp_path: Path) -> None:
    """So does a step that is no call."""
    step = Step(id="step", action=action, channel="orders", for_each="trigger:lines[]")  # type: ignore[arg-type]
    flow = Flow(id="flow", trigger=Trigger(kind="manual"), steps=(step,))
    laid_out(Design(name="step", style=style, flows=(flow,)), tmp_path)


@pytest.mark.parametrize("transform", get_args(Transform), ids=lambda transform: transform.name)
def test_every_transform_has_its_words(transform: type[Transform], tmp_path: Path) -> None:
    """With its defaults and a source that no document describes."""
    mapping = Mapping(target="body.email", sources=("trigger:unknown",), transform=transform())
    step = Step(id="write", system="crm", operation="POST /contacts", mappings=(mapping,))
    flow = Flow(id="flow", trigger=Trigger(kind="manual", system="shop"), steps=(step,))
    documents = laid_out(Design(name="transform", style="nocode", systems=(SHOP, CRM), flows=(flow,)), tmp_path)
    assert "`email`" in documents["docs/field-map.md"]
