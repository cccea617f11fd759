"""An earlier run gone on with: its replies are given again while the requests are the same, then the service is asked.

All that happens here between two requests is deterministic, so the same replies bring about the same state.
"""

from __future__ import annotations

import contextlib
import json
import math
import re
from collections import deque
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from designer.errors import UsageError
from designer.files.runs import MASKED, as_logged, exchanges, read_run
from designer.model.codec import encode
from designer.model.run import Usage
from designer.plan.claude.pricing.counts import usage_of
from designer.plan.claude.turn import Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.files.runs import Exchange
    from designer.model.run import Run
    from designer.model.scalars import JsonObject
    from designer.plan.claude.turn import Hear, Transport, Turn

ANEW = "Start the design anew, without --resume."
FREE = frozenset({"max_tokens"})
"""What may differ from the kept request: how long a reply may be depends on what may still be spent."""
PARTS = {
    "model": "the model is another one",
    "output_config": "the effort (--effort) is another one",
    "thinking": "this version of the designer asks for other thinking",
    "system": "this version of the designer has other instructions (prompts/)",
    "tools": "this version of the designer has other tools",
}
KINDS = {"fresh": "input", "written": "cache_write", "read": "cache_read", "output": "output"}
FENCE = re.compile(r'<data id="\w+" of="([^"]*)">')
SHOWN = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A request that was answered."""

    number: int
    body: JsonObject
    reply: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRun:
    """A run to go on with."""

    id: str = ""
    usd: float = 0.0
    """What it took, and the runs that it resumed itself."""
    version: str = ""
    """Of the designer."""
    kept: tuple[Kept, ...] = ()
    """Answered requests, in order; a refusal at the end is left out: it is asked again."""


@dataclass(slots=True)
class Replaying:
    """A transport that answers from an earlier run, then from *live*."""

    earlier: EarlierRun
    live: Transport
    _left: deque[Kept] = field(init=False)

    def __post_init__(self) -> None:
        self._left = deque(self.earlier.kept)

    @property
    def is_replaying(self) -> bool:
        """Tell whether the next request is answered from the earlier run."""
        return bool(self._left)

    def holds(self, turn: Turn) -> bool:
        """Tell whether the next kept reply is an answer to this very request."""
        return bool(self._left) and not _differing(self._left[0].body, _logged(turn))

    def send(self, turn: Turn, *, hear: Hear) -> Reply:
        """Return the kept reply, or a new one. Raises UsageError if the request is not the one that was sent then."""
        if not self._left:
            return self.live.send(turn, hear=hear)
        kept = self._left[0]
        differing = _differing(kept.body, _logged(turn))
        if differing:
            raise self._refusal(kept, turn, differing)
        return self._left.popleft().reply

    def _refusal(self, kept: Kept, turn: Turn, differing: str) -> UsageError:
        place = f"--resume {self.earlier.id}"
        if differing == "model":
            asked, now = kept.body.get("model"), turn.model
            return UsageError(
                place, f"this run asked {asked}, not {now}", next_step=f"Add `--model {asked}`, or start anew without --resume."
            )
        if differing == "output_config":
            asked = _effort(kept.body)
            return UsageError(place, f"this run asked with --effort {asked}", next_step=f"Add `--effort {asked}`, or start anew.")
        from designer import __version__  # noqa: PLC0415 - beside its only use

        other = f" (it was made by version {self.earlier.version})" if self.earlier.version not in {"", __version__} else ""
        fact = PARTS.get(differing) or _difference(kept.body, _logged(turn))
        return UsageError(place, f"the run cannot be gone on with: {fact}{other}", next_step=ANEW)


def earlier_run(name: str) -> EarlierRun:
    """Return a run of the log by its id, by what its id begins with, or the `last` one. Raises UsageError if there is none.

    A run that was cut off while it gave the replies of another one again holds fewer of them: that other one is gone on with.
    """
    line = tuple(_line(read_run(name)))
    run, kept = max(((one, _answered(one)) for one in line), key=lambda pair: len(pair[1]))
    return EarlierRun(id=run.id, usd=sum(_paid(one.usd) for one in line), version=run.start.version, kept=kept)


def _paid(usd: float) -> float:
    """Return what a run took; a log that was edited cannot give anything back."""
    return usd if math.isfinite(usd) and usd > 0 else 0.0


def reply_document(reply: Reply) -> JsonObject:
    """Return a reply as the log keeps it."""
    document: JsonObject = {"stop_reason": reply.stop_reason, "request_id": reply.request_id, "usage": encode(reply.usage)}
    if reply.stop_details:
        document["stop_details"] = reply.stop_details
    return {**document, "content": list(reply.content)}


def reply_of(document: Any) -> Reply:
    """Return a reply from the log. Raises KeyError, TypeError or AttributeError for what is none."""
    return Reply(
        content=tuple(_block(block) for block in document["content"]),
        stop_reason=str(document["stop_reason"]),
        usage=_usage(document["usage"]),
        request_id=str(document.get("request_id", "")),
        stop_details=dict(document.get("stop_details") or {}),
    )


def _usage(told: Any) -> Usage:
    """Return the tokens that a log tells; none where what stands there is no count: what was asked is paid for already."""
    counts = {name: told.get(f"{kind}_tokens") for name, kind in KINDS.items()}
    return usage_of(**counts) or Usage()


def _kept(told: tuple[Exchange, ...]) -> Iterator[Kept]:
    """Yield what was answered; a request whose reply was lost is passed over where it was sent again.

    After a reply that cannot be read nothing counts, nor from one on of which a secret was left out: what the service sealed in it
    belongs to the whole reply, and what the tools answered came of the whole one.
    """
    lost: Exchange | None = None
    for one in told:
        if one.response is None:
            lost = one
            continue
        is_gap = lost is not None and len(_messages(lost.request)) != len(_messages(one.request))
        if is_gap or one.response.get(MASKED):
            return
        lost = None
        try:
            yield Kept(number=one.number, body=one.request, reply=reply_of(one.response))
        except (KeyError, TypeError, AttributeError, ValueError):
            return


def _block(block: Any) -> JsonObject:
    if block["type"] == "tool_use" and not (isinstance(block["id"], str) and isinstance(block["name"], str)):
        raise TypeError(block["type"])
    return dict(block)


def _answered(run: Run) -> tuple[Kept, ...]:
    """Return what is given again of a run: a refusal at its end is asked again."""
    kept = tuple(_kept(exchanges(run.id)))
    while kept and kept[-1].reply.stop_reason == "refusal":
        kept = kept[:-1]
    return kept


def _line(run: Run) -> Iterator[Run]:
    """Yield a run and those that it goes on with, the newest first, up to one whose log is gone."""
    seen: set[str] = set()
    with contextlib.suppress(UsageError):
        while run.id not in seen:
            yield run
            seen.add(run.id)
            if not run.start.resumes:
                return
            run = read_run(run.start.resumes)


def _logged(turn: Turn) -> JsonObject:
    """Return a request as the log would hold it, secrets masked, after a way through a file."""
    document: JsonObject = json.loads(json.dumps(as_logged(turn.body())))
    return document


def _differing(kept: JsonObject, now: JsonObject) -> str:
    """Return the first part in which two requests differ; empty: they are the same."""
    names = [*PARTS, "messages", *sorted(kept.keys() | now.keys())]
    return next((name for name in names if name not in FREE and kept.get(name) != now.get(name)), "")


def _effort(body: JsonObject) -> str:
    config = body.get("output_config")
    return str(config.get("effort", "")) if isinstance(config, dict) else ""


def _difference(kept: JsonObject, now: JsonObject) -> str:
    """Say in which message two requests differ first, and how that line went and goes."""
    for number, (then, today) in enumerate(zip_longest(_messages(kept), _messages(now))):
        if then != today:
            return _changed(_lines(then), _lines(today), is_opening=number == 0)
    return "it asks for something else than it did then"


def _changed(then: list[str], today: list[str], *, is_opening: bool) -> str:
    """Say what has changed: a fence around what others wrote carries its hash, and says what it is."""
    pairs = [pair for pair in zip_longest(then, today, fillvalue="") if pair[0] != pair[1]]
    fences = [FENCE.match(line) for pair in pairs[:1] for line in pair]
    what = "the designer answers another way than it did then"
    if is_opening:
        what = f"{fences[0][1] if fences[0] else 'the brief or a document'} has changed since"
    old, new = next((pair for pair in pairs if not any(FENCE.match(line) for line in pair)), ("", ""))
    alike = next((place for place, (one, other) in enumerate(zip_longest(old, new)) if one != other), 0)
    start = max(0, alike - SHOWN // 3)
    if old == new:
        return what
    return f'{what} (then "{_part(old, start)}", now "{_part(new, start)}")'


def _part(line: str, start: int) -> str:
    before, after = "…" if start else "", "…" if len(line) > start + SHOWN else ""
    return f"{before}{line[start : start + SHOWN]}{after}"


def _messages(body: JsonObject) -> list[Any]:
    messages = body.get("messages")
    return messages if isinstance(messages, list) else []


def _lines(message: Any) -> list[str]:
    """Return the texts of a message line by line."""
    blocks = message.get("content", []) if isinstance(message, dict) else []
    texts = [str(block.get("text") or block.get("content") or "") for block in blocks if isinstance(block, dict)]
    return [line.strip() for text in texts for line in text.splitlines()]
