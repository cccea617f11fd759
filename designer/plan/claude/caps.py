"""What a run may still cost: the most that the next call can come to, before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.plan.claude.pricing import about_tokens, cost, worst_case

if TYPE_CHECKING:
    from designer.model.run import Usage
    from designer.plan.claude.pricing import Price
    from designer.plan.claude.turn import Turn

LEAST_TOKENS = 4_000
"""A reply with less room than that is not asked for: most would be cut."""
STEP_TOKENS = 1_000


class Budget:
    """What was spent, and what the next call may take. Figures are US dollars by the dated table."""

    def __init__(self, price: Price, *, cap: float, earlier: float = 0.0) -> None:
        """Start with what *earlier* runs took that this one resumes."""
        self.price = price
        self.cap = cap
        self.spent = earlier
        self._measured: Turn | None = None
        self._true_tokens = 0

    def input_tokens(self, turn: Turn) -> int:
        """Return about how many tokens a request has; what the service has counted before is taken from its count."""
        before = self._measured
        if before is None or turn.system != before.system or len(turn.messages) < len(before.messages):
            return about_tokens(turn.body())
        grown = about_tokens(list(turn.messages[len(before.messages) :]))
        return self._true_tokens + grown if self._true_tokens else about_tokens(turn.body())

    def learn(self, turn: Turn, usage: Usage) -> None:
        """Take the service's own count of a request."""
        self._measured, self._true_tokens = turn, usage.all_input_tokens

    def room(self, turn: Turn, wanted: int) -> int:
        """Return how many tokens the reply may have: as many as are wanted, as the model can write, and as the cap leaves; 0: too few."""
        tokens = self.input_tokens(turn)
        base = worst_case(tokens, 0, self.price)
        each = (worst_case(tokens, STEP_TOKENS, self.price) - base) / STEP_TOKENS
        left = self.cap - self.spent - base
        wanted = min(wanted, self.price.max_output)
        if each > 0 and left < wanted * each:
            wanted = int(left / each / STEP_TOKENS) * STEP_TOKENS
        return wanted if wanted >= LEAST_TOKENS else 0

    def take(self, usage: Usage) -> float:
        """Count a reply, and return what it cost."""
        usd = cost(usage, self.price)
        self.spent += usd
        return usd
