"""What each call of an extract must send: required parameters, and the names of fields that come only on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.warehouse import ExtractParameter
from designer.names.path import leaf
from designer.plan.offline.filling import Filling
from designer.plan.offline.required import fill_parameters

if TYPE_CHECKING:
    from designer.model.design import System
    from designer.plan.offline.warehouse.extracts import Extracted


def plan_parameters(source: Extracted, designed: System) -> tuple[tuple[ExtractParameter, ...], Filling]:
    """Return the parameters of an extract, with the settings and questions that a required one without a value needs."""
    if source.operation is None:
        return (), Filling()
    sent = _on_request(source)
    own = {source.extract.cursor_parameter.partition("[")[0], *(target.partition(".")[2] for target in sent)}
    filled = [parameter.target for parameter in source.operation.parameters if parameter.name in own]
    filling = fill_parameters(source.system, source.operation, filled=filled, sign_in=designed.auth.parameter)
    parameters = [ExtractParameter(target=target, value=value) for target, value in sent.items()]
    for mapping in filling.mappings:
        setting = mapping.sources[0].partition(":")[2] if mapping.sources else ""
        parameters.append(ExtractParameter(target=mapping.target, value=None if setting else mapping.transform.value, setting=setting))  # type: ignore[union-attr]
    return tuple(parameters), Filling(settings=filling.settings, questions=filling.questions)


def _on_request(source: Extracted) -> dict[str, str]:
    """Return the parameters that ask for fields by name (`properties`), each with the names of the record's own."""
    asked: dict[str, list[str]] = {}
    known = {parameter.name for parameter in source.operation.parameters} if source.operation else set()
    for field in source.fields:
        if field.only_on_request in known and field.only_on_request != "expand" and field.is_leaf and "[]" not in field.path:
            asked.setdefault(f"query.{field.only_on_request}", []).append(leaf(field.path))
    return {target: ",".join(dict.fromkeys(names)) for target, names in asked.items()}
