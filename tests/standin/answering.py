"""From a request's body to its answer: types, rules, turn, cache, message."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.standin.faults import BREAKS, STATUSES
from tests.standin.models import model_called
from tests.standin.prefix import blocks_of
from tests.standin.replies import message
from tests.standin.rules import hold_against_rules
from tests.standin.stream import events
from tests.standin.validation import hold_against_types

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.standin.server import StandIn
    from tests.standin.turns import ScriptedTurn


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back."""

    turn: ScriptedTurn
    message: dict[str, Any]
    events: list[dict[str, Any]]
    """Of a stream; empty where the reply is sent in one piece."""


def answer(service: StandIn, body: dict[str, Any], *, waiting: Callable[[], None]) -> Answer:
    """Return the answer. Raises RefusedError for a body that the service does not take."""
    number = len(service.requests)
    if service.log:
        service.log.mkdir(parents=True, exist_ok=True)
        (service.log / f"{number:03d}.request.json").write_text(json.dumps(body, indent=1, ensure_ascii=False), encoding="utf-8")
    hold_against_types(body)
    model = model_called(body["model"])
    hold_against_rules(body, model, service.sent)
    turn = service.next_turn(body, number, waiting=waiting)
    if turn.fault in STATUSES:
        return Answer(turn=turn, message={}, events=[])
    counted = service.cache.take(blocks_of(body), cacheable_from=model.cacheable_from)
    whole = message(turn, body, number=number, counted=counted)
    if turn.fault not in BREAKS:
        service.sent.note(whole["content"], paused=whole["stop_reason"] == "pause_turn")
    return Answer(turn=turn, message=whole, events=events(whole, fault=turn.fault) if body.get("stream") else [])
