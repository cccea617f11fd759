"""What the rules for no-code platforms share: which platforms are meant, how sure a finding is, how they are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.platforms import meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.check.evidence.platforms import Platform
    from designer.check.lookup.view import View
    from designer.model.finding import Severity


def chosen(view: View) -> tuple[Platform, ...]:
    """Return the platforms that a no-code design is made for; none in the other styles."""
    return meant(view.design) if view.design.style == "nocode" else ()


def named(found: Sequence[Platform]) -> str:
    """Return the titles in a row: `Zapier and Make`."""
    titles = [one.title for one in found]
    return " and ".join(titles) if len(titles) < 3 else f"{', '.join(titles[:-1])} and {titles[-1]}"


def one_or_more(found: Sequence[Platform], one: str, more: str) -> str:
    """Return the verb that fits so many."""
    return one if len(found) == 1 else more


def severity_of(view: View) -> Severity:
    """Return a warning where the platform is chosen, else information: another one may be taken."""
    return "warning" if view.design.platform else "info"
