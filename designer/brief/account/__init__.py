"""What came of each sentence of a brief: the facts that a design holds of it, and the parts that ask for something it does not hold."""

from designer.brief.account.accounting import account_of, with_brief_use

__all__ = ["account_of", "with_brief_use"]
