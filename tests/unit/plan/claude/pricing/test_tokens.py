"""The estimate of tokens stays above what a tokenizer counts, and not far above."""

from __future__ import annotations

import pytest

from designer.plan.claude.pricing import about_tokens, tokens_of_length

COUNTED = [
    (
        (
            '{"type":"object","required":["customer_id"],"properties":{"customer_id":{"type":"string","maxLength":64},"amount":{"type":"integer",'
            '"description":"In the smallest unit of the currency."}}}'
        ),
        43,
    ),
    (
        "| Field | Filled from | How sure |\n| --- | --- | --- |\n| `body.email` **required** | `trigger:customer.email` | 0.97 |\n",
        42,
    ),
    (
        (
            "# Orders to invoices\n\nWhen an order is paid in the shop, the ERP shall have an invoice within five minutes, "
            "with the same number.\n"
        ),
        32,
    ),
    (
        (
            "flows:\n- id: order_to_invoice\n  trigger:\n    kind: webhook\n    event: ORDER_PAID\n  steps:\n  - id: write\n"
            "    operation: POST /v2/invoices\n"
        ),
        43,
    ),
    ("Größe und Währung: Übermäßige Beträge werden geprüft.", 23),
    ("日本語の説明文です。", 11),
    ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 44),
]
"""Texts with what the public tokenizer of Claude 2 counts."""


@pytest.mark.parametrize(("text", "counted"), COUNTED)
def test_the_estimate_is_never_below_a_real_count(text: str, counted: int) -> None:
    """JSON, Markdown, YAML, other alphabets, hashes: at least what was counted, at most three times as many."""
    assert counted <= about_tokens(text) <= 3 * counted


def test_most_texts_are_estimated_closely() -> None:
    """For the JSON, Markdown and YAML that a prompt holds: within 35 % for newer tokenizers and a third more."""
    texts = COUNTED[:4]
    assert sum(about_tokens(text) for text, _ in texts) <= 1.8 * sum(counted for _, counted in texts)


def test_a_value_is_counted_as_it_is_sent() -> None:
    """JSON without spaces, other alphabets as they are."""
    assert about_tokens({"name": "Größe", "list": [1, 2]}) == about_tokens('{"name":"Größe","list":[1,2]}')


def test_nothing_is_about_nothing() -> None:
    """An empty text takes no more than a token."""
    assert about_tokens("") <= 1
    assert tokens_of_length(0) <= 1
    assert tokens_of_length(2_500) == 1_000
