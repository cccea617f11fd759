"""What stops a run: the failures that a user, not a bug, can cause."""

from __future__ import annotations


class DesignerError(Exception):
    """One clear message that names place, fact and next step, and the exit code it ends with; what it quotes shows no secret.

    `place` is what the user can open (a file with its line, an option, an address), `fact` what is
    wrong there, `next_step` what to do about it.
    """

    exit_code = 2

    def __init__(self, place: str, fact: str, *, next_step: str = "") -> None:
        """Keep the three parts apart, so that text and JSON output can show them in their own way."""
        from designer.secrecy.looking import masked  # noqa: PLC0415 - only where something is wrong

        place, fact, next_step = masked(place), masked(fact), masked(next_step)
        super().__init__(f"{place}: {fact}" + (f"\n{next_step}" if next_step else ""))
        self.place = place
        self.fact = fact
        self.next_step = next_step


class UsageError(DesignerError):
    """An argument or option that cannot be taken as it is."""


class BriefError(DesignerError):
    """A brief that cannot be read at all."""


class DescriptionError(DesignerError):
    """A system's description (OpenAPI document, schema, sample) that cannot be read at all."""


class DesignFileError(DesignerError):
    """A design.yaml that is no design; all its faults are in the message, one a line."""


class WritingError(DesignerError):
    """A folder or file that cannot be written; what stood there before is unharmed."""


class RenderError(DesignerError):
    """A template that cannot be rendered, or generated code that does not parse."""
