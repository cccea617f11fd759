"""What Claude costs by a dated table: the price of a model, of a reply, and of the worst that a call can come to."""

from __future__ import annotations

from designer.plan.claude.pricing.prices import Price, cost, price_of, worst_case
from designer.plan.claude.pricing.tokens import about_tokens, tokens_of_length

__all__ = ["Price", "about_tokens", "cost", "price_of", "tokens_of_length", "worst_case"]
