"""What the next call may cost, told before it is made."""

from __future__ import annotations

import pytest

from designer.model.run import Usage
from designer.plan.claude.caps import Budget
from designer.plan.claude.conversation import begun, text_block
from designer.plan.claude.pricing import about_tokens, price_of
from designer.plan.claude.settings import ClaudeSettings
from designer.plan.claude.turn import Reply

SETTINGS = ClaudeSettings()
OPENED = begun(("system",), (), ("context " * 1000, "task"))
TURN = OPENED.turn(SETTINGS, max_tokens=32_000)


def _budget(cap: float, earlier: float = 0.0) -> Budget:
    return Budget(price_of("claude-opus-5-5"), cap=cap, earlier=earlier)


def test_a_reply_has_all_the_room_that_is_wanted_while_the_cap_is_far() -> None:
    """And never more than the model can write."""
    assert _budget(2.0).room(TURN, 32_000) == 32_000
    assert _budget(50.0).room(TURN, 500_000) == 128_000


def test_room_shrinks_as_the_cap_comes_near() -> None:
    """The dearest case stays within it: the whole input written to the cache, and a reply of full length."""
    budget = _budget(0.5)
    room = budget.room(TURN, 32_000)
    price = budget.price
    assert room % 1_000 == 0
    assert 0.5 - 1_000 * price.output / 1e6 < (budget.input_tokens(TURN) * price.cache_write + room * price.output) / 1e6 <= 0.5


def test_a_reply_that_would_be_cut_is_not_asked_for() -> None:
    """Below four thousand tokens there is none."""
    assert _budget(0.07).room(TURN, 32_000) == 0
    assert _budget(2.0, earlier=1.95).room(TURN, 32_000) == 0


def test_what_the_service_counted_corrects_the_estimate() -> None:
    """Only what was added since is estimated."""
    budget = _budget(2.0)
    assert budget.input_tokens(TURN) == about_tokens(TURN.body())
    budget.learn(TURN, Usage(input_tokens=10, cache_write_tokens=20, cache_read_tokens=1_000))
    reply = Reply(content=({"type": "text", "text": "reply"},), stop_reason="end_turn")
    grown = OPENED.with_reply(reply).with_user([text_block("more " * 100)]).turn(SETTINGS, max_tokens=32_000)
    assert budget.input_tokens(grown) == pytest.approx(1_030 + about_tokens(list(grown.messages[1:])), abs=1)


def test_another_conversation_is_estimated_anew() -> None:
    """One that was begun anew is no longer than it is."""
    budget = _budget(2.0)
    longer = OPENED.with_user([text_block("more")]).turn(SETTINGS, max_tokens=1)
    budget.learn(longer, Usage(input_tokens=900_000))
    assert budget.input_tokens(TURN) == about_tokens(TURN.body())


def test_replies_are_counted_by_the_table() -> None:
    """Each kind of token at its price."""
    budget = _budget(2.0, earlier=0.5)
    usd = budget.take(Usage(input_tokens=1_000, cache_write_tokens=1_000, cache_read_tokens=1_000, output_tokens=1_000))
    assert usd == pytest.approx((4 + 5 + 0.2 + 20) / 1000)
    assert budget.spent == pytest.approx(0.5 + usd)


def test_an_unknown_model_is_as_dear_as_the_dearest() -> None:
    """So that no cap is passed for want of a price."""
    dearest = Budget(price_of("claude-nobody-knows"), cap=0.5)
    assert dearest.room(TURN, 32_000) < _budget(0.5).room(TURN, 32_000)
