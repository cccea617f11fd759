"""Prices are found however a provider writes a model's id, and what is not known is never cheap."""

from __future__ import annotations

import datetime as dt

import pytest

from designer.model.run import Usage
from designer.plan.claude.pricing import cost, price_of, worst_case


@pytest.mark.parametrize(
    "written",
    [
        "claude-sonnet-5-5",
        "anthropic.claude-sonnet-5-5-v1:0",
        "us.anthropic.claude-sonnet-5-5-20260901-v2:0",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-5-5-v1:0",
        "claude-sonnet-5-5@20260901",
        "claude-sonnet-5-5-20260901",
    ],
)
def test_a_model_has_one_price_however_its_id_is_written(written: str) -> None:
    """As the vendor, Bedrock and Vertex write it."""
    price = price_of(written)
    assert (price.is_known, price.like, price.model, price.input, price.output) == (True, "claude-sonnet-5-5", written, 2.0, 10.0)


def test_an_unknown_model_costs_as_much_as_the_dearest() -> None:
    """A cap on the cost must hold for what no table knows."""
    price = price_of("my-deployment")
    assert (price.is_known, price.like, price.output) == (False, "claude-fable-5", 50.0)


def test_a_reply_costs_by_kind_of_token() -> None:
    """Fresh, written to the cache, read from it, and written by the model."""
    usage = Usage(input_tokens=1_000, cache_write_tokens=10_000, cache_read_tokens=100_000, output_tokens=2_000)
    assert cost(usage, price_of("claude-opus-5-5")) == pytest.approx(0.004 + 0.05 + 0.02 + 0.04)


def test_a_long_request_is_dearer_where_the_model_has_a_tier() -> None:
    """Haiku: five times as much above 100,000 tokens of input, cached ones included."""
    haiku = price_of("claude-haiku-5-5")
    short, long = Usage(input_tokens=1_000, cache_read_tokens=99_000), Usage(input_tokens=1_001, cache_read_tokens=99_000)
    assert cost(short, haiku) == pytest.approx(0.00109)
    assert cost(long, haiku) == pytest.approx(5 * (1_001 * 0.1 + 99_000 * 0.01) / 1e6)
    assert worst_case(100_001, 0, haiku) == pytest.approx(5 * 100_001 * 0.125 / 1e6)


@pytest.mark.parametrize("model", ["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-fable-5-1", "other"])
def test_no_reply_costs_more_than_the_worst_case(model: str) -> None:
    """Whatever the cache holds."""
    price = price_of(model)
    worst = worst_case(50_000, 32_000, price)
    for usage in (
        Usage(input_tokens=50_000, output_tokens=32_000),
        Usage(cache_write_tokens=50_000, output_tokens=32_000),
        Usage(input_tokens=10_000, cache_read_tokens=40_000, output_tokens=32_000),
    ):
        assert cost(usage, price) <= worst


def test_a_model_that_stops_being_served_says_when() -> None:
    """By its plain name, in every way of writing it."""
    assert price_of("claude-sonnet-4-5-20250929").retires == dt.date(2026, 11, 30)
    assert price_of("claude-opus-5-5").retires is None


def test_the_table_says_when_it_was_read_and_where() -> None:
    """So that a person can judge an `about`."""
    price = price_of("claude-opus-5-5")
    assert dt.date.fromisoformat(price.dated).year >= 2026
    assert price.source
    assert (price.context, price.max_output) == (1_000_000, 128_000)
