"""What the used operations can answer when they fail: the document's own words, the likely cause, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.documents.practice import practice
from designer.render.documents.used import used_operations
from designer.render.documents.words import code, codes, duration, prose

if TYPE_CHECKING:
    from designer.model.design import Design, RateLimit, System
    from designer.model.spec import Catalog

ALWAYS = ("401", "429", "5xx")
"""What every API can answer, whether its document says so or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One way in which calls of a system fail; all texts are Markdown, `status` is as in the document, lower case."""

    system: str
    status: str
    operations: tuple[str, ...]
    """Keys of the operations whose document names it; none: it is in no document."""
    told: str
    cause: str
    action: str


def failures(design: Design, catalog: Catalog) -> tuple[Failure, ...]:
    """Return the failures of each system, by status; equal words of several operations stand once."""
    return tuple(failure for system in design.systems for failure in _system_failures(design, system, catalog))


def _system_failures(design: Design, system: System, catalog: Catalog) -> list[Failure]:
    told: dict[tuple[str, str], list[str]] = {}
    for used in used_operations(design, catalog):
        if used.roles == ("register",):  # called once, by a person who reads the answer
            continue
        for response in used.operation.responses if used.operation and used.system.id == system.id else ():
            if not response.is_success and not response.status.startswith(("1", "3")):
                told.setdefault((response.status.lower(), prose(response.description)), []).append(used.key)
    for status in ALWAYS:
        if not any(_covers(known, status) for known, _ in told):
            told[status, ""] = []
    return [_failure(design, system, status=status, words=words, keys=keys) for (status, words), keys in sorted(told.items())]


def _covers(known: str, status: str) -> bool:
    return known == status or (status == "5xx" and known.startswith("5"))


def _failure(design: Design, system: System, *, status: str, words: str, keys: list[str]) -> Failure:
    cause, action = _advice(design, system, status)
    return Failure(system=prose(system.name), status=status, operations=tuple(keys), told=words, cause=cause, action=action)


def _advice(design: Design, system: System, status: str) -> tuple[str, str]:
    """Return cause and action of a status, with the names that this design gives to credentials, scopes, settings and limits."""
    held = codes(system.auth.environment) or "the credential"
    if status == "401":
        return "The credential is wrong, expired or revoked.", f"Renew {held} (SETUP.md), then run again what failed."
    if status == "403":
        scopes = f" Scopes it needs: {codes(system.auth.scopes)}." if system.auth.scopes else ""
        return "The credential is known, but may not do this.", f"Give the account of {held} the right, then run again.{scopes}"
    if status in {"404", "410"}:
        own = codes(setting.id for setting in design.settings if setting.system == system.id)
        settings = f" Check the settings {own}: an id of another account looks just like this." if own else ""
        return "The record was deleted, or an id belongs to another account.", f"Open the record in {prose(system.name)}.{settings}"
    if status == "429":
        return _rate_limit(design, system)
    for match, cause, action in ADVICE:
        if status.startswith(match):
            return cause, action or practice(design).waiting
    return "The document does not tell.", READ


def _rate_limit(design: Design, system: System) -> tuple[str, str]:
    known = [limit for limit in design.policies.rate_limits if limit.system == system.id]
    limits = "; ".join(f"{limit.calls:,} calls{_of_one(limit)} in {duration(limit.seconds)}" for limit in known)
    cause = f"More calls than the limit allows ({limits})." if limits else "More calls than the limit allows; no document tells the limit."
    return cause, f"{practice(design).waiting} If it lasts, look for another client of the same account."


def _of_one(limit: RateLimit) -> str:
    return f" to {code(limit.operation)}" if limit.operation else ""


READ = "Read the answer's own message; it is kept with what failed."
ADVICE = (
    (
        "400",
        "The request breaks a rule of the system.",
        "Read which field the answer names, mend its mapping (docs/field-map.md), run again.",
    ),
    ("402", "The account's plan or payment does not cover this.", "Ask the account's owner; nothing is wrong with the data."),
    ("405", "The method is not allowed at this address.", "Check `base_url` in design.yaml: a wrong version or region answers like this."),
    ("408", "The system took too long.", ""),
    ("409", "The record is there already, or somebody changed it meanwhile.", "Find the other record; keep one; run again what failed."),
    ("412", "The record changed since it was read.", "Run again: the record is read anew."),
    ("413", "The body is too large.", "Look for a long text or a long list in the record."),
    ("415", "The body's media type is not taken.", "Check `media_type` of the step in design.yaml."),
    ("422", "A value breaks a rule of the system.", "Read which field the answer names, mend its mapping (docs/field-map.md), run again."),
    ("5", "The system is down or has a fault.", ""),
    ("default", "Any failure that has no status of its own.", READ),
    ("4", "The request is refused.", READ),
)
"""First match wins; an empty action is to wait. The statuses whose advice needs names of this design are handled before."""
