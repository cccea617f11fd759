"""Faults of what a warehouse reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mutants.ground import misspelt, misspelt_path
from mutants.kinds.warehouse import extracts, is_absent
from mutants.nouns import DROPPED, Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mutants.ground import Ground


@kind("OP201", "OP202", "OP204", "WH901")
def extract_call_misspelt(ground: Ground) -> Iterator[Mutant]:
    """An extract reads by a call that is not there."""
    for where, extract, called in extracts(ground):
        if called and called.in_spec:
            yield Mutant(where=where, changes={f"{where}.operation": misspelt(extract.operation) + "x"})


@kind("WH901")
def extract_call_lost(ground: Ground) -> Iterator[Mutant]:
    """An extract has no call to read by."""
    for where, extract, _ in extracts(ground):
        if extract.operation:
            yield Mutant(where=where, changes={f"{where}.operation": DROPPED})


@kind("WH902")
def extract_key_misspelt(ground: Ground) -> Iterator[Mutant]:
    """The field that names a record is misspelt.

    Left out: records that the document leaves open.
    """
    for where, extract, called in extracts(ground):
        for at, path in enumerate(extract.primary_key):
            if is_absent(ground, extract, called, misspelt_path(path)):
                yield Mutant(where=where, changes={f"{where}.primary_key[{at}]": misspelt_path(path)})


@kind("WH903")
def extract_key_lost(ground: Ground) -> Iterator[Mutant]:
    """Nothing names a record, so that one that comes again is added and not replaced."""
    for where, extract, _ in extracts(ground):
        if extract.primary_key:
            yield Mutant(where=where, changes={f"{where}.primary_key": DROPPED})


@kind("WH902")
def extract_cursor_misspelt(ground: Ground) -> Iterator[Mutant]:
    """The field that tells what is new is misspelt.

    Left out: records that the document leaves open.
    """
    for where, extract, called in extracts(ground):
        if extract.cursor and is_absent(ground, extract, called, misspelt_path(extract.cursor)):
            yield Mutant(where=where, changes={f"{where}.cursor": misspelt_path(extract.cursor)})


@kind("WH904")
def extract_cursor_lost(ground: Ground) -> Iterator[Mutant]:
    """An extract reads the whole each time."""
    for where, extract, _ in extracts(ground):
        if extract.cursor and extract.cursor_parameter:
            yield Mutant(where=where, changes={f"{where}.cursor": DROPPED, f"{where}.cursor_parameter": DROPPED})


@kind("WH902")
def extract_cursor_parameter_misspelt(ground: Ground) -> Iterator[Mutant]:
    """The parameter that takes the last value seen is misspelt.

    Left out: calls that no document describes, and where the misspelt name is a parameter as well.
    """
    for where, extract, called in extracts(ground):
        name = extract.cursor_parameter
        if name and called and called.in_spec and misspelt(name) not in {one.name for one in called.parameters}:
            base = name.partition("[")[0]
            wrong = misspelt(base) + name[len(base) :]
            yield Mutant(where=where, changes={f"{where}.cursor_parameter": wrong}, note=wrong)


@kind("WH902")
def extract_items_misspelt(ground: Ground) -> Iterator[Mutant]:
    """The list of an answer that holds the records is misspelt."""
    for where, extract, called in extracts(ground):
        if extract.items and extract.items != "[]" and called and called.success:
            wrong = misspelt(extract.items.removesuffix("[]")) + "[]"
            if ground.catalog.field(called.success, wrong, access="read") is None:
                yield Mutant(where=where, changes={f"{where}.items": wrong})


@kind("WH902")
def extract_nested_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A nested list is misspelt.

    Left out: records that the document leaves open.
    """
    for where, extract, called in extracts(ground):
        for at, path in enumerate(extract.nested):
            wrong = misspelt_path(path.removesuffix("[]"))
            if is_absent(ground, extract, called, wrong):
                yield Mutant(where=where, changes={f"{where}.nested[{at}]": wrong + ("[]" if path.endswith("[]") else "")})


@kind("TRG502", "TRG512", "WH914")
def extract_schedule_broken(ground: Ground) -> Iterator[Mutant]:
    """An extract's schedule is no cron expression of five fields."""
    for where, extract, _ in extracts(ground):
        if extract.schedule:
            yield Mutant(where=where, changes={f"{where}.schedule": "every 30 minutes"})
            yield Mutant(where=where, changes={f"{where}.schedule": "*/30 * * *"}, note="four fields")


@kind("WH902", "MAP302", "OP207")
def extract_parameter_misspelt(ground: Ground) -> Iterator[Mutant]:
    """An extract sends a parameter that the call does not take.

    Left out: calls that no document describes.
    """
    for where, extract, called in extracts(ground):
        for at, parameter in enumerate(extract.parameters):
            if called and called.in_spec:
                wrong = parameter.target + "_x"
                yield Mutant(where=where, changes={f"{where}.parameters[{at}].target": wrong}, note=wrong)


@kind("OP212", "AUTH606", "WH905", "WH936")
def extract_setting_misspelt(ground: Ground) -> Iterator[Mutant]:
    """An extract sends the value of a setting that is not there."""
    for where, extract, called in extracts(ground):
        if called and called.in_spec and called.parameters:
            new = f"{where}.parameters[{len(extract.parameters)}]"
            target = called.parameters[0].target
            if target not in {one.target for one in extract.parameters}:
                yield Mutant(where=where, changes={new: {"target": target, "setting": "no_such_setting"}}, note=target)


@kind("WH915")
def extract_too_seldom(ground: Ground) -> Iterator[Mutant]:
    """Extracts run once a week where the data may be an hour old."""
    for where, extract, _ in extracts(ground):
        if extract.schedule and ground.design.warehouse and ground.design.warehouse.freshness_minutes <= 1440:
            yield Mutant(where=where, changes={f"{where}.schedule": "0 3 * * 1"}, places=("$.warehouse",))
