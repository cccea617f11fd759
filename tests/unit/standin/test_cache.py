"""What the stand-in estimates to be read from the cache and kept in it."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass
from typing import Any

import pytest

from tests.standin import StandIn
from tests.standin.tokens import estimated_tokens
from tests.unit.standin.bodies import VERSION, a_body, a_tool, marked, posted, says

LONG = "A sentence of a system's description. " * 400
"""Some 4,300 tokens: longer than what the shortest prefix of Opus must be."""


@dataclass
class Clock:
    """A clock that a test moves."""

    now: float = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@dataclass
class Asked:
    """A stand-in with its clock."""

    service: StandIn
    clock: Clock

    def usage(self, body: dict[str, Any]) -> tuple[int, int, int]:
        """Return the tokens of a request: fresh, kept, read."""
        status, text = posted(self.service.url, {**body, "stream": False})
        assert status == 200, text
        usage = json.loads(text)["usage"]
        return usage["input_tokens"], usage["cache_creation_input_tokens"], usage["cache_read_input_tokens"]


@pytest.fixture
def asked() -> Any:
    """Return a stand-in that always says the same."""
    clock = Clock()
    with StandIn(lambda _: {"content": [{"type": "text", "text": "Done."}]}, clock=clock) as one:
        yield Asked(one, clock)


SYSTEM = marked(LONG)
LENGTH = estimated_tokens(SYSTEM)
QUESTION = estimated_tokens("Design this.")


def test_a_prefix_is_kept_and_then_read(asked: Asked) -> None:
    """The first request keeps what stands before the breakpoint, the second reads it; what follows is fresh in both."""
    assert asked.usage(a_body(system=[SYSTEM])) == (QUESTION, LENGTH, 0)
    assert asked.usage(a_body(system=[SYSTEM])) == (QUESTION, 0, LENGTH)


def test_without_a_breakpoint_nothing_is_kept(asked: Asked) -> None:
    """All input is fresh, however often it is sent."""
    body = a_body(system=[{"type": "text", "text": LONG}])
    assert asked.usage(body) == asked.usage(body) == (QUESTION + LENGTH, 0, 0)


def test_a_short_prefix_is_not_kept(asked: Asked) -> None:
    """What is shorter than the model's least is fresh each time; a model with a lower least keeps it."""
    short = marked("A sentence of a system's description. " * 200)
    body = a_body(system=[short])
    assert asked.usage(body) == asked.usage(body) == (QUESTION + estimated_tokens(short), 0, 0)
    assert asked.usage({**body, "model": "claude-sonnet-5-5"})[1] == estimated_tokens(short)


def test_a_prefix_is_let_go_after_five_minutes(asked: Asked) -> None:
    """Each use keeps it five minutes more."""
    asked.usage(a_body(system=[SYSTEM]))
    for _ in range(3):
        asked.clock.now += 299
        assert asked.usage(a_body(system=[SYSTEM]))[2] == LENGTH
    asked.clock.now += 301
    assert asked.usage(a_body(system=[SYSTEM]))[2] == 0


def test_a_prefix_can_be_kept_for_an_hour(asked: Asked) -> None:
    """A breakpoint may ask for an hour."""
    body = a_body(system=[marked(LONG, ttl="1h")])
    asked.usage(body)
    asked.clock.now += 3599
    assert asked.usage(body)[2] == LENGTH


@pytest.mark.parametrize(
    "changed",
    [
        a_body(system=[SYSTEM], tools=[a_tool()]),
        a_body(system=[marked(f"{LONG}!")]),
        a_body(system=[SYSTEM], model="claude-opus-4-6"),
    ],
    ids=["a tool more", "another system prompt", "another model"],
)
def test_a_changed_prefix_is_not_read(asked: Asked, changed: dict[str, Any]) -> None:
    """Tools stand before the system prompt: whatever changes there, or the model, makes all that follows new."""
    asked.usage(a_body(system=[SYSTEM]))
    assert asked.usage(changed)[2] == 0


def test_another_kind_of_thinking_costs_the_messages_alone(asked: Asked) -> None:
    """The system prompt is still read; the kept messages are not."""
    body = a_body(system=[SYSTEM], messages=[says(marked(LONG))])
    asked.usage(body)
    assert asked.usage({**body, "thinking": {"type": "adaptive"}}) == (0, LENGTH, LENGTH)


def test_a_growing_conversation_is_read_up_to_its_last_breakpoint(asked: Asked) -> None:
    """The breakpoint moves on with the tail: what it marked before is read, what is new is kept."""
    first = says(marked(LONG))
    asked.usage(a_body(messages=[first]))
    unmarked = says({"type": "text", "text": LONG})
    grown = a_body(messages=[unmarked, says("Yes.", role="assistant"), says(marked("More."))])
    assert asked.usage(grown) == (0, estimated_tokens("Yes.") + estimated_tokens("More."), LENGTH)


def test_a_breakpoint_looks_twenty_blocks_back(asked: Asked) -> None:
    """A kept prefix that ends more than twenty blocks before the breakpoint is not found."""
    texts = [f"Block {number}." for number in range(21)]
    asked.usage(a_body(messages=[says(marked(LONG))]))
    head = {"type": "text", "text": LONG}
    far = a_body(messages=[says(head, *texts[:-1], marked(texts[-1]))])
    near = a_body(messages=[says(head, *texts[:-2], marked(texts[-2]))])
    assert asked.usage(near)[2] == LENGTH
    asked.clock.now += 301
    asked.usage(a_body(messages=[says(marked(LONG))]))
    assert asked.usage(far)[2] == 0


def test_a_count_of_tokens_is_what_a_message_takes(asked: Asked) -> None:
    """The same estimate, without a reply."""
    body = {key: one for key, one in a_body(system=[SYSTEM]).items() if key not in ("max_tokens", "stream")}
    headers = {"anthropic-version": VERSION, "x-api-key": "any"}
    request = urllib.request.Request(f"{asked.service.url}/v1/messages/count_tokens", json.dumps(body).encode(), headers)  # noqa: S310 - loopback
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - loopback
        assert json.load(answer) == {"input_tokens": LENGTH + QUESTION}
    assert [one.body for one in asked.service.counted] == [body]
    assert asked.service.requests == []
