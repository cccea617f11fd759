"""What goes to the model and what comes back, as plain as the service has it, and the ways in which a turn fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from designer.errors import DesignerError
from designer.model.run import Usage

if TYPE_CHECKING:
    from designer.model.scalars import JsonObject

Heard = Literal["thinking", "text", "tool", "input", "waiting", "sent"]
Effort = Literal["low", "medium", "high", "xhigh", "max"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One request: the whole conversation so far. Histories only grow, so that the service's cache holds all that was sent before."""

    model: str
    system: tuple[JsonObject, ...]
    tools: tuple[JsonObject, ...]
    messages: tuple[JsonObject, ...]
    max_tokens: int
    effort: Effort = "medium"

    def body(self) -> JsonObject:
        """Return the request's body without `stream`: always the same bytes for the same turn."""
        return {
            "model": self.model,
            "max_tokens": self.max_tokens,
            "thinking": {"type": "adaptive", "display": "summarized"},
            "output_config": {"effort": self.effort},
            "system": list(self.system),
            "tools": list(self.tools),
            "messages": list(self.messages),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole reply. `content` goes back into the history unchanged: thinking blocks are bound to model and conversation."""

    content: tuple[JsonObject, ...]
    stop_reason: str
    """As the service says: end_turn, tool_use, max_tokens, refusal, pause_turn, model_context_window_exceeded ..."""
    usage: Usage = Usage()
    is_estimated: bool = False
    """What the service told of tokens were no counts: `usage` is an estimate."""
    request_id: str = ""
    stop_details: JsonObject = field(default_factory=dict)
    """Of a refusal: category and explanation."""


class Hear(Protocol):
    """Hears how far a reply is, for a person who waits: pieces of the summary of what the model thinks, of text, of a tool's input."""

    def __call__(self, kind: Heard, text: str) -> None:
        """Take one piece.

        `waiting` is a whole message (a countdown before the next try), after which `sent` says that the request goes out again; `tool` is
        a tool's name, `input` a piece of what it is called with.
        """
        ...


class Transport(Protocol):
    """Sends a turn and returns the whole reply."""

    def send(self, turn: Turn, *, hear: Hear) -> Reply:
        """Return the reply. Raises LostReplyError and MalformedReplyError (the turn may be sent again) and ServiceError (it may not)."""
        ...


class LostReplyError(Exception):
    """A reply that broke off: connection dropped, an error in the stream, an end before the end. What had come is of no use.

    `output_characters` is how much had come, for an estimate of what it cost.
    """

    def __init__(self, fact: str, *, output_characters: int = 0, request_id: str = "") -> None:
        """Keep what had come before it broke off."""
        super().__init__(fact)
        self.fact = fact
        self.output_characters = output_characters
        self.request_id = request_id


class MalformedReplyError(LostReplyError):
    """A whole reply whose tool input is no JSON."""


class ServiceError(DesignerError):
    """The model's service cannot be used: it refused, is overloaded, or cannot be reached. The run can be resumed."""


class TooLongError(ServiceError):
    """The conversation is longer than the model, or the service, takes: the same may be told of in a shorter one."""


class OurRequestError(ServiceError):
    """The service calls the request itself wrong: a bug of ours; the message names the file that holds the request."""


class CredentialError(ServiceError):
    """No credential, or one that the service does not take."""


class BugError(DesignerError):
    """The designer itself failed in the midst of a run that had no design yet. The run can be resumed."""
