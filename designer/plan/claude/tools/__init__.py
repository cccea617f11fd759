"""The tools that Claude is given: what it is told of them, and the workbench that answers their calls."""

from designer.plan.claude.tools.answer import ToolAnswer
from designer.plan.claude.tools.declarations import TOOLS
from designer.plan.claude.tools.workbench import Workbench

__all__ = ["TOOLS", "ToolAnswer", "Workbench"]
