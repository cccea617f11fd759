"""One planted fault and more for each rule: what is changed in a good design, where it is found, and the exact message."""

from tests.unit.check.cases import access, descriptions, mappings, nocode, operations, personal, rates, safety, triggers, types, warehouse
from tests.unit.check.cases.planting import STEP, Case

__all__ = ["CASES", "STEP", "Case"]

CASES: tuple[Case, ...] = (
    *descriptions.CASES,
    *nocode.CASES,
    *operations.CASES,
    *mappings.CASES,
    *types.CASES,
    *triggers.CASES,
    *access.CASES,
    *rates.CASES,
    *safety.CASES,
    *personal.CASES,
    *warehouse.CASES,
)
