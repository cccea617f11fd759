"""design.lock: the same for the same, readable line by line, refused when it was edited; a rewritten document leaves it as it is."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml

from designer.drift.lock_file import LOCK_FILE, lock_text, read_lock, uses_in
from designer.drift.locking import lock_of
from designer.drift.uses import uses_of
from designer.errors import DesignFileError
from designer.model.design import Design, Mapping
from tests.unit.drift.pair import DESIGN, Documents, before, catalog_of, drifted
from tests.unit.drift.rewriting import rewritten

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.drift import LockedField


def _field(at: str) -> LockedField:
    return next(
        field
        for system in lock_of(DESIGN, before()).systems
        for part in (*system.operations, *system.events)
        for field in part.fields
        if field.at == at
    )


def test_a_lock_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Also where values are numbers, texts and truth values."""
    lock = lock_of(DESIGN, before())
    (tmp_path / LOCK_FILE).write_text(lock_text(lock))
    assert read_lock(tmp_path / LOCK_FILE) == lock
    assert lock_text(lock_of(DESIGN, before())) == lock_text(lock)


def test_each_used_thing_has_one_line() -> None:
    """A difference of two locks shows what has changed, and what it was."""
    lines = lock_text(lock_of(DESIGN, before())).splitlines()
    wanted = '{"at": "body.stage", "use": "sent", "says": "string, required, one of lost, new, won"'
    assert sum(line.strip().startswith(wanted) for line in lines) == 1
    assert sum('"key": "POST /v1/deals"' in line for line in lines) == 1


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("order.updated", None),
        ("data[].updated", "string date-time, required"),
        ("order.email", "string email, required"),
        ("body.title", "string, at most 40 characters"),
        ("body.origin", 'string, default "web"'),
        ("query.team", "string, required"),
        ("body.city", "string, may be null"),
        ("data[].id", "string, required"),
    ],
)
def test_a_statement_tells_what_a_field_is(at: str, says: str | None) -> None:
    """What the design does not use is not in the lock."""
    if says is None:
        with pytest.raises(StopIteration):
            _field(at)
    else:
        assert _field(at).says == says


def test_a_lock_that_was_edited_is_refused(tmp_path: Path) -> None:
    """The message names what does not fit, and how to write it anew."""
    text = lock_text(lock_of(DESIGN, before())).replace('"max_length": 40', '"max_length": 41')
    (tmp_path / LOCK_FILE).write_text(text)
    with pytest.raises(DesignFileError, match=r"was edited or merged by hand: what it says of .* does not fit its hash"):
        read_lock(tmp_path / LOCK_FILE)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("<<<<<<< yours\n", "is no JSON"),
        ('{"version": "2"}', "has version '2', and version 1 is read here"),
        ('{"version": "1"}', "is no lock of this version"),
        ("[]", "is no lock of this version"),
        ("[" * 100_000, "is no JSON"),
        ('{"uses": "x", "systems": [{"id": 1}]}', "is no lock of this version"),
    ],
)
def test_what_is_no_lock_is_refused(tmp_path: Path, text: str, fact: str) -> None:
    """In the words of the trade."""
    (tmp_path / LOCK_FILE).write_text(text)
    with pytest.raises(DesignFileError, match=fact):
        read_lock(tmp_path / LOCK_FILE)
    assert uses_in(tmp_path / LOCK_FILE) in {"", "x"}


def test_what_a_document_says_steers_no_terminal() -> None:
    """What cannot be seen is written as an escape, and a long default by its beginning and a hash."""
    documents = Documents()
    documents.deal["properties"]["stage"]["enum"] = ["new", "won", "\x1b[2J", "\u202eevil", "größer", "\u2028"]
    documents.deal["properties"]["origin"]["default"] = "x" * 100_000
    lock = lock_of(DESIGN, catalog_of(documents))
    text = lock_text(lock)
    assert "größer" in text
    assert all(character.isprintable() for line in text.split("\n") for character in line)
    assert max(map(len, text.split("\n"))) < 2_000


def test_no_lock_is_no_fault(tmp_path: Path) -> None:
    """A design written by hand needs none."""
    assert read_lock(tmp_path / LOCK_FILE) is None
    assert not uses_in(tmp_path / LOCK_FILE)


def test_what_a_design_uses_is_known_by_a_hash() -> None:
    """Reasons, confidences and the order of mappings leave it; another source does not."""
    step = DESIGN.flows[0].steps[0]
    first = replace(step.mappings[0], reason="because", confidence=0.5)
    assert uses_of(_with(first, *reversed(step.mappings[1:]))).digest == uses_of(DESIGN).digest
    other = Mapping(target="body.mail", sources=("trigger:order.spare",))
    assert uses_of(_with(other, *step.mappings[1:])).digest != uses_of(DESIGN).digest


def _with(*mappings: Mapping) -> Design:
    flow = DESIGN.flows[0]
    step = replace(flow.steps[0], mappings=mappings)
    return replace(DESIGN, flows=(replace(flow, steps=(step, *flow.steps[1:])), *DESIGN.flows[1:]))


@pytest.mark.parametrize("broken", ["body..", '"', 'a."b'])
def test_items_that_cannot_be_read_stop_no_lock(broken: str) -> None:
    """The check tells of them; what is read or filled below them is none of the lock's."""
    flow = DESIGN.flows[0]
    by_trigger = replace(flow, trigger=replace(flow.trigger, items=broken))
    by_steps = replace(flow, steps=tuple(replace(step, items=broken) for step in flow.steps))
    for one in (by_trigger, by_steps):
        design = replace(DESIGN, flows=(one, *DESIGN.flows[1:]))
        assert lock_of(design, before()).uses == uses_of(design).digest


@pytest.mark.parametrize("seed", range(12))
def test_a_document_written_otherwise_leaves_the_lock(seed: int) -> None:
    """Order, references, names of schemas, wrapping and words say nothing; nor is anything beside the design's own counted."""
    documents = {name: rewritten(document, seed=seed) for name, document in Documents().items()}
    assert lock_of(DESIGN, catalog_of(documents)) == lock_of(DESIGN, before())

    def write(old: Documents) -> None:
        old.update(copy.deepcopy(documents))

    report = drifted(write)
    assert (report.changes, [(one.added, one.removed, one.changed) for one in report.unused]) == ((), [(0, 0, 0)] * 2)


def test_yaml_and_json_say_the_same() -> None:
    """A document is what it says, however it is written."""
    documents = {name: yaml.safe_load(yaml.safe_dump(json.loads(json.dumps(document)))) for name, document in Documents().items()}
    assert lock_of(DESIGN, catalog_of(documents)) == lock_of(DESIGN, before())
