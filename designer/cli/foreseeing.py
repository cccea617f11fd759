"""What a run with Claude would send first and could cost, for `--dry-run`: nothing is sent for it, and no key is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.plan.claude.caps import LEAST_TOKENS
from designer.plan.claude.pricing import about_tokens, price_of, worst_case
from designer.show.foreseen import Foreseen

if TYPE_CHECKING:
    from designer.model.scalars import JsonObject
    from designer.plan.choosing import PlannerWish
    from designer.plan.claude.turn import Turn


def foreseen(turn: Turn, wish: PlannerWish) -> Foreseen:
    """Return the size of a first request, and the most that it and the whole run can cost."""
    price, body = price_of(turn.model), turn.body()
    sizes = {name: about_tokens(body[name]) for name in ("tools", "system", "messages")}
    tokens = about_tokens(body)
    longest = [min(tokens + number * turn.max_tokens, price.context) for number in range(wish.max_rounds)]
    return Foreseen(
        body=body,
        sizes=tuple(sizes.items()),
        tokens=tokens,
        first_usd=worst_case(tokens, turn.max_tokens, price),
        least_usd=worst_case(tokens, LEAST_TOKENS, price),
        run_usd=sum(worst_case(one, turn.max_tokens, price) for one in longest),
        max_cost=wish.max_cost,
        max_rounds=wish.max_rounds,
        input_usd=price.input,
        output_usd=price.output,
        cache_read_usd=price.cache_read,
        dated=price.dated,
        priced_like="" if price.is_known else price.like,
    )


def foreseen_answer(told: Foreseen) -> JsonObject:
    """Return it as JSON, the request as it would be sent."""
    return {
        "request": told.body,
        "tokens_estimated": {**dict(told.sizes), "all": told.tokens},
        "worst_case_usd": {
            "first_call": round(told.first_usd, 4),
            "run": round(told.worst_usd, 4),
            "without_max_cost": round(told.run_usd, 4),
        },
        "usd_per_million_tokens": {
            "input": told.input_usd,
            "output": told.output_usd,
            "cache_read": told.cache_read_usd,
            "dated": told.dated,
            "priced_like": told.priced_like,
        },
        "max_cost": told.max_cost,
        "max_rounds": told.max_rounds,
    }
