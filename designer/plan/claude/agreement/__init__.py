"""Claude's choices beside the offline matcher's: where both say the same, where they differ, and how sure either is."""

from designer.plan.claude.agreement.judging import judged
from designer.plan.claude.agreement.left_out import left_out

__all__ = ["judged", "left_out"]
