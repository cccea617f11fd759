"""A reply as it streams in: told on while it grows, then whole, and what there is to say when it breaks off."""

from __future__ import annotations

import json
import math
import warnings
from typing import TYPE_CHECKING, Any, cast

import anthropic
import httpx2

from designer.model.run import Usage
from designer.plan.claude.pricing.counts import usage_of
from designer.plan.claude.pricing.tokens import about_tokens
from designer.plan.claude.service.halves import mended
from designer.plan.claude.service.texts import is_of_a_library, said, told
from designer.plan.claude.turn import LostReplyError, MalformedReplyError, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anthropic.lib.streaming import MessageStream

    from designer.model.scalars import JsonObject
    from designer.plan.claude.turn import Hear

CUT = frozenset({"max_tokens", "model_context_window_exceeded", "refusal", "pause_turn"})
"""Reasons to stop at which a tool's input may be cut: whoever reads the reply must not run its tools."""
EVENTS = ("text/event-stream", "application/vnd.amazon.eventstream")

COUNTS = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens")
CHARACTERS_PER_TOKEN = 2.5
"""Of a reply whose tokens are not told, an estimate that is rather too dear."""


class Reading:
    """Reads one stream to its end. Keeps what had come, so that a reply that breaks off can be told of."""

    def __init__(self, stream: MessageStream[Any], hear: Hear, *, asked: JsonObject) -> None:
        """Read *stream*, which answers the body *asked*."""
        self._stream = stream
        self._asked = asked
        self._hear: Hear = lambda kind, text: hear(kind, mended(text))
        self._inputs: dict[int, str] = {}
        self.characters = 0
        self.has_begun = False
        self.is_held_up = False
        """The service broke off by itself, overloaded as a rule: it had better not be asked again at once."""

    def reply(self) -> Reply:
        """Return the whole reply. Raises LostReplyError and MalformedReplyError; what *hear* raises passes through."""
        for event in self._events():
            self._take(event)
        if not self.has_begun:
            raise self._lost(self._nothing_came())
        message = self._stream.current_message_snapshot
        if message.stop_reason is None:
            raise self._lost("the reply ended before its end")
        if message.stop_reason not in CUT:
            self._check_inputs()
        # A half character of a tool's input would be lost in JSON's own way of writing names: all are mended first.
        content = tuple(cast("JsonObject", mended(block.to_dict(mode="python", warnings=False))) for block in message.content)
        usage = self._usage(message.usage)
        return Reply(
            content=content,
            stop_reason=message.stop_reason,
            usage=usage or self._estimate(),
            is_estimated=usage is None,
            request_id=self._request_id,
            stop_details=cast("JsonObject", mended(message.stop_details.to_dict(mode="python"))) if message.stop_details else {},
        )

    def _usage(self, told: Any) -> Usage | None:
        """Return the tokens that the service counted; None where what it tells is no count, or nothing at all for what came."""
        counts = [getattr(told, name, None) for name in COUNTS]
        usage = usage_of(fresh=counts[0], written=counts[1], read=counts[2], output=counts[3])
        return usage if usage and (usage.output_tokens or not self.characters) else None

    def _estimate(self) -> Usage:
        """Return about what the reply took: a cap counts on it."""
        return Usage(input_tokens=about_tokens(self._asked), output_tokens=math.ceil(self.characters / CHARACTERS_PER_TOKEN))

    def _events(self) -> Iterator[Any]:
        """Yield the stream's events; whatever goes wrong in reading them comes out as a reply that is lost."""
        events = iter(self._stream)
        while True:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of values that are not as the SDK knows them: they are looked at here
                    event = next(events)
            except StopIteration:
                return
            except Exception as error:  # noqa: BLE001 - only the SDK's reading of what came runs here
                raise self._broken(error) from None
            yield event

    def _broken(self, error: Exception) -> LostReplyError:
        words = told(str(error)) or type(error).__name__
        match error:
            case anthropic.APIStatusError():  # an event that tells of an error: its status is 200
                self.is_held_up = True
                return self._lost(f"the service broke the reply off: {said(error) or error.type or 'it gives no reason'}")
            case httpx2.TimeoutException():
                return self._lost("nothing more came for too long")
            case httpx2.HTTPError() | httpx2.StreamError() | OSError():
                return self._lost(f"the connection was cut: {words}")
            case json.JSONDecodeError() | UnicodeDecodeError():
                return self._lost("what came is no stream of events")
            case ValueError() if not is_of_a_library(error):  # the SDK's word for a tool's input that is no JSON
                return self._malformed()
            case _:
                return self._lost(f"the reply cannot be read: {words}")

    def _take(self, event: Any) -> None:
        """Count what came and tell it on."""
        match event.type:
            case "message_start":
                self.has_begun = True
            case "content_block_start" if event.content_block.type == "tool_use":
                self._hear("tool", event.content_block.name)
            case "thinking":
                self.characters += len(event.thinking)
                self._hear("thinking", event.thinking)
            case "text":
                self.characters += len(event.text)
                self._hear("text", event.text)
            case "content_block_delta" if event.delta.type == "input_json_delta":
                self.characters += len(event.delta.partial_json)
                self._inputs[event.index] = self._inputs.get(event.index, "") + event.delta.partial_json
                self._hear("input", event.delta.partial_json)
            case _:
                pass

    def _check_inputs(self) -> None:
        """Refuse a tool's input that is no whole JSON object: the SDK completes by guess what was cut."""
        for text in self._inputs.values():
            try:
                whole = json.loads(text or "{}", parse_constant=_refused)
            except ValueError:
                raise self._malformed() from None
            if not isinstance(whole, dict):
                raise self._malformed()

    def _nothing_came(self) -> str:
        kind = self._stream.response.headers.get("content-type", "")
        if kind and not kind.startswith(EVENTS):
            return f"what came is no reply but {told(kind)}: something else than the service answers there"
        return "the reply ended before it began"

    @property
    def _request_id(self) -> str:
        return told(self._stream.request_id or self._stream.response.headers.get("x-amzn-requestid") or "")

    def _lost(self, fact: str) -> LostReplyError:
        return LostReplyError(fact, output_characters=self.characters, request_id=self._request_id)

    def _malformed(self) -> MalformedReplyError:
        fact = "the input of a tool that the model called is no JSON"
        return MalformedReplyError(fact, output_characters=self.characters, request_id=self._request_id)


def _refused(constant: str) -> None:
    message = f"{constant} is no JSON"
    raise ValueError(message)
