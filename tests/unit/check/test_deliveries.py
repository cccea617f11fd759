"""Deliveries of which it is known that they carry no id: what is right for them is taken, and what helps is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.check.run import check
from designer.model.spec import Event, Field
from tests.unit.check.cases import STEP, Case
from tests.unit.check.cases.planting import REMOVED
from tests.unit.check.designs import GOOD
from tests.unit.check.others import Altered

if TYPE_CHECKING:
    from collections.abc import Callable

TRIGGER = "$.flows[0].trigger"
NAMELESS = {f"{TRIGGER}.event_id": REMOVED, f"{TRIGGER}.record_id": REMOVED, f"{TRIGGER}.payload": "id"}


def known_as(**facts: object) -> Callable[[Event], Event]:
    """Return the event as a dated data file would know it."""
    return lambda event: replace(event, **{"dated": "2026-01-31", "event_id_path": "", "id_path": "", **facts})  # type: ignore[arg-type]


def told(changes: dict[str, object], event: Callable[[Event], Event], *fields: Field) -> dict[str, str]:
    """Return what is told of a changed design where an event is known so, by code."""
    known = Altered(event=event, event_fields=lambda _: fields)
    found = check(Case("", changes, "", "", good=GOOD).bad, known)  # type: ignore[arg-type]
    return {finding.code: finding.message for finding in found.findings if finding.code in {"TRG504", "TRG510"}}


def test_what_names_no_record_cannot_be_read_back() -> None:
    """The list is polled, or a step lists what changed: no id is asked for that nobody sends."""
    message = told(NAMELESS, known_as(payload="id"))["TRG504"]
    assert message.startswith("The delivery tells that something changed, and no id of what. Poll the list instead (`kind: poll`")


def test_what_names_its_record_is_read_back() -> None:
    """Whoever knows where, the design or the data file."""
    asked = "The delivery holds only the record's id. Add a step that reads the record before it is written."
    assert told(NAMELESS, known_as(payload="id", id_path="data.id"))["TRG504"] == asked
    assert told({**NAMELESS, f"{TRIGGER}.record_id": "data.id"}, known_as(payload="id"))["TRG504"] == asked


def test_a_step_that_lists_what_changed_is_enough() -> None:
    """It reads, though by no id of the delivery."""
    listing = {"id": "changed", "role": "read", "system": "shop", "operation": "GET /customers"}
    assert "TRG504" not in told({**NAMELESS, f"{STEP}": listing}, known_as(payload="id"))


@pytest.mark.parametrize(("payload", "field"), [("full", "id"), ("id", "sent.timestamp")])
def test_a_digest_is_enough_where_no_id_is_sent(payload: str, field: str) -> None:
    """Of the whole record, or of an id with the moment of the delivery."""
    assert "TRG510" not in told({f"{TRIGGER}.event_id": REMOVED}, known_as(payload=payload), Field(path=field, types=("string",)))


def test_a_digest_is_not_enough_where_changes_are_delivered_alike() -> None:
    """An id alone is the same for each change of its record."""
    message = told({f"{TRIGGER}.event_id": REMOVED}, known_as(payload="id"), Field(path="id", types=("string",)))["TRG510"]
    assert "the second passes for a repeat" in message


def test_an_id_that_is_known_is_asked_for() -> None:
    """A digest is no reason to leave it out."""
    message = told({f"{TRIGGER}.event_id": REMOVED}, known_as(payload="id", event_id_path="id"))["TRG510"]
    assert message.endswith("Name it as `event_id`; where the delivery has none, leave it empty.")
