"""Replies with an error status, as the error that a user is told: whose fault it is and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from designer.plan.claude.service.connecting import OFFLINE
from designer.plan.claude.service.existing import existing_models
from designer.plan.claude.service.texts import said, told
from designer.plan.claude.service.waiting import LONGEST, asked_pause, in_words
from designer.plan.claude.turn import CredentialError, OurRequestError, ServiceError, TooLongError

if TYPE_CHECKING:
    import anthropic

    from designer.plan.claude.service.address import Address
    from designer.plan.claude.service.clients import Client

Kind = Literal["unpaid", "unknown", "absent", "forbidden", "large", "blocked", "proxy", "moved", "passing", "ours"]
"""What an error status means for the user."""
UNPAID = frozenset({"contract_spend_limit_reached", "enforced_spend_limit_reached", "linked_organization_spend_limit_reached"})
UNPAID_WORDS = ("credit balance", "usage limit", "spend limit", "spending limit")
"""How a service says that it is about money, where it gives no code."""
LARGE_WORDS = ("prompt is too long", "input is too long", "too many input tokens", "maximum context", "context window")
"""How a service says in a 400 that the conversation is longer than the model reads."""
ACCOUNT = frozenset({"organization_on_hold", "organization_type_not_supported", "parent_organization_required", "user_profile_required"})
"""Codes of a 400 that are about the account, not about the request."""
MODEL_WORDS = ("model identifier", "model id", "model:", "on-demand throughput")
"""How a service says that it is about the model."""
BLOCKED_WORDS = ("content filter", "usage polic")
TOLD: dict[Kind, tuple[type[ServiceError], str, str]] = {
    "unpaid": (ServiceError, "the account may not spend more", f"See to the account's credit or its limits, {OFFLINE}."),
    "unknown": (CredentialError, "{name} does not take this credential", f"Set one that is valid, {OFFLINE}."),
    "forbidden": (CredentialError, "{name} does not allow this", f"Ask whoever gave out the credential, {OFFLINE}."),
    "large": (TooLongError, "the request is too large", f"Wish for fewer flows or systems at once, {OFFLINE}."),
    "blocked": (ServiceError, "it declines to answer", f"Reword the brief, {OFFLINE}."),
    "proxy": (ServiceError, "a proxy wants to be signed in to", "Set its user and password in HTTPS_PROXY."),
    "moved": (
        ServiceError,
        "it sends requests on to another address ({status}), and a credential goes to no address but the one that was given",
        f"Mend the address that the environment names for it, {OFFLINE}.",
    ),
    "ours": (
        OurRequestError,
        "it calls the request wrong ({status})",
        "This is a bug of the designer: please report it with this message.",
    ),
}
"""The error, its fact and the next step; `absent` and `passing` know more than fits here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked, and of whom."""

    address: Address
    client: Client
    model: str
    now: float
    """Seconds since 1970."""


def refusal(error: anthropic.APIStatusError, asked: Asked, *, what: str) -> ServiceError:
    """Return what is told of an error status; *what* says in words what a passing fault is, with the number of tries."""
    kind = _kind(error, asked)
    words = said(error)
    details = (f": {words}" if words else "") + _known_as(error)
    if kind == "absent":
        return _absent(asked, details, is_told=_is_about_model(words, asked.model))
    if kind == "passing":
        return _passing(error, asked, f"{what}{details}")
    what_kind, fact, step = TOLD[kind]
    place = (asked.address.credential if what_kind is CredentialError else "") or asked.address.place
    return what_kind(place, fact.format(name=asked.address.name, status=error.status_code) + details, next_step=step)


def _kind(error: anthropic.APIStatusError, asked: Asked) -> Kind:
    status, code, words = error.status_code, error.error_code, said(error).lower()
    is_elsewhere = asked.address.provider != "anthropic" and _is_about_model(words, asked.model)
    rules: tuple[tuple[Kind, bool], ...] = (
        ("unpaid", status == 402 or error.type == "billing_error" or code in UNPAID or (status < 500 and _any(UNPAID_WORDS, words))),
        ("unknown", status == 401),
        ("absent", status == 404 or (status == 400 and is_elsewhere)),
        ("forbidden", status == 403 or code in ACCOUNT),
        ("large", status == 413 or (status == 400 and _any(LARGE_WORDS, words))),
        ("blocked", status == 400 and _any(BLOCKED_WORDS, words)),
        ("proxy", status == 407),
        ("moved", 300 <= status < 400),
        ("passing", status in (408, 409, 429) or status >= 500),
    )
    return next((kind for kind, holds in rules if holds), "ours")


def _absent(asked: Asked, details: str, *, is_told: bool) -> ServiceError:
    """Tell of a model that is not there, with those that are; or of an address where nothing of the kind answers."""
    address, models = asked.address, existing_models(asked.client)
    if asked.model in models or not (models or is_told):
        step = f"Mend the address that the environment names for {address.name}, {OFFLINE}."
        return ServiceError(address.place, f"nothing there answers to what was asked{details}", next_step=step)
    step = f"Choose one that exists there with `--model`: {', '.join(models)}." if models else "Choose another with `--model`."
    return ServiceError("--model", f"{address.name} has no model `{told(asked.model)}`{details}", next_step=step)


def _passing(error: anthropic.APIStatusError, asked: Asked, fact: str) -> ServiceError:
    pause = asked_pause(error.response.headers, now=asked.now)
    if pause is not None and pause > LONGEST:
        return ServiceError(asked.address.place, f"{fact}; it asks to wait {in_words(pause)}", next_step=f"Wait that long, {OFFLINE}.")
    return ServiceError(asked.address.place, fact, next_step=f"Wait a while, {OFFLINE}.")


def _is_about_model(words: str, model: str) -> bool:
    return model.lower() in words.lower() or _any(MODEL_WORDS, words.lower())


def _any(parts: tuple[str, ...], words: str) -> bool:
    return any(part in words for part in parts)


def _known_as(error: anthropic.APIStatusError) -> str:
    """Return the id by which the service knows the request, for its support."""
    headers = error.response.headers
    found = error.request_id or headers.get("x-amzn-requestid", "") or headers.get("apim-request-id", "")
    return f" (request {told(found)})" if found else ""
