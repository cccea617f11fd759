"""The price of a model, by the dated table beside this file, and what tokens cost by it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from designer.model.run import Usage

MILLION = 1_000_000
PROVIDERS = re.compile(r"^(?:.*/)?(?:[a-z-]+\.)?anthropic\.")
"""How Amazon Bedrock begins a model's id, an address of an inference profile included."""
VERSIONS = re.compile(r"(?:@[\w-]+|-v\d+(?::\d+)?|:\d+|-latest|-20\d{6})+$")
"""What stands behind a model's name: the day of its making, the version that a provider gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a model costs, in US dollars for a million tokens, and how much it reads and writes."""

    model: str
    """The id that was asked for."""
    like: str
    """The model of the table whose price it is: another one where `is_known` is false."""
    input: float
    output: float
    cache_write: float
    cache_read: float
    long_input: int = 0
    """A request that reads more tokens than that costs `long_factor` times as much; 0: none does."""
    long_factor: float = 1.0
    context: int
    max_output: int
    is_known: bool = True
    retires: date | None = None
    dated: str
    """The day on which the table was read."""
    source: str


def price_of(model: str) -> Price:
    """Return what a model costs, however a provider writes its id; one that is not known costs as much as the dearest that is."""
    name = plain_name(model)
    found = next((one for one in known_prices() if one.model == name), None)
    like = found or max(known_prices(), key=lambda one: (one.output, one.input, one.cache_read))
    return replace(like, model=model, is_known=found is not None, retires=retirements().get(name))


def plain_name(model: str) -> str:
    """Return a model's id as the vendor itself writes it: `us.anthropic.claude-opus-5-5-v1:0` is `claude-opus-5-5`."""
    return VERSIONS.sub("", PROVIDERS.sub("", model.strip().lower()))


def cost(usage: Usage, price: Price) -> float:
    """Return what one reply cost, in US dollars. Not for a sum of replies: a long request is dearer by itself alone."""
    told = (
        usage.input_tokens * price.input
        + usage.cache_write_tokens * price.cache_write
        + usage.cache_read_tokens * price.cache_read
        + usage.output_tokens * price.output
    )
    return told * _factor(usage.all_input_tokens, price) / MILLION


def worst_case(input_tokens: int, max_tokens: int, price: Price) -> float:
    """Return the most that a call can cost: nothing is in the cache yet, all is written to it, and the reply is as long as it may be."""
    told = input_tokens * max(price.input, price.cache_write) + max_tokens * price.output
    return told * _factor(input_tokens, price) / MILLION


@cache
def known_prices() -> tuple[Price, ...]:
    """Return the models of the table, in its order."""
    table = _table()
    return tuple(
        Price(**one, model=identifier, like=identifier, dated=table["dated"], source=table["source"])
        for one in (dict(entry) for entry in table["model"])
        for identifier in (one.pop("id"),)
    )


@cache
def retirements() -> dict[str, date]:
    """Return the last day of each model that will not be served much longer."""
    return dict(_table()["retires"])


def _factor(input_tokens: int, price: Price) -> float:
    return price.long_factor if price.long_input and input_tokens > price.long_input else 1.0


def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files("designer.plan.claude.pricing").joinpath("prices.toml").read_text(encoding="utf-8"))
