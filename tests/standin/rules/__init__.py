"""What the service is known to refuse although the types allow it. Sources: the SDK's docstrings, published limits, quoted errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.standin.rules.blocks import cache_breakpoints, non_empty_text
from tests.standin.rules.conversation import answered_tools, no_prefill, unchanged_thinking, user_first
from tests.standin.rules.limits import fits_the_window, kind_of_thinking, length_of_the_reply, no_forced_tool
from tests.standin.rules.schemas import strict_schemas
from tests.standin.rules.tools import tool_names, tool_schemas

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.standin.models import Model
    from tests.standin.sent import Sent

RULES: tuple[Callable[[dict[str, Any], Model, Sent], None], ...] = (
    length_of_the_reply,
    kind_of_thinking,
    no_forced_tool,
    tool_names,
    tool_schemas,
    strict_schemas,
    cache_breakpoints,
    non_empty_text,
    user_first,
    no_prefill,
    answered_tools,
    unchanged_thinking,
    fits_the_window,
)
"""Each raises RefusedError for a body that breaks it. The types were held against the body before."""


def hold_against_rules(body: dict[str, Any], model: Model, sent: Sent) -> None:
    """Refuse a body that breaks a rule; the first one is told, as the service does."""
    for rule in RULES:
        rule(body, model, sent)
