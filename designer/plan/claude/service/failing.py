"""What went wrong with a request: whether a further try may help, and the error that a user is told after the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anthropic

from designer.plan.claude.service.connecting import OFFLINE, no_credential
from designer.plan.claude.service.refusing import Asked, refusal
from designer.plan.claude.service.texts import is_of_a_library, told, unhad
from designer.plan.claude.service.unreachable import is_silence, why_not, will_pass
from designer.plan.claude.service.waiting import OVERLOADED, SILENT, UNREACHED
from designer.plan.claude.turn import ServiceError

if TYPE_CHECKING:
    from designer.plan.claude.service.address import Address

SPENT = frozenset({"contract_spend_limit_reached", "enforced_spend_limit_reached"})
"""Codes of a 429 that no waiting mends."""
PASSING = frozenset({408, 409, 429})


def is_of_the_service(error: Exception) -> bool:
    """Tell whether an error came of the SDK or of a library that signs requests for a cloud; any other is a bug of ours."""
    if isinstance(error, TypeError):
        return "authentication method" in str(error)  # the SDK's way to say that it has no credential
    return isinstance(error, anthropic.AnthropicError) or is_of_a_library(error)


def _may_help(error: Exception) -> bool:
    """Tell whether the same request may go through a little later."""
    if isinstance(error, anthropic.APIStatusError):
        advice = error.response.headers.get("x-should-retry", "")
        if error.error_code in SPENT or advice == "false":
            return False
        return advice == "true" or error.status_code in PASSING or error.status_code >= 500
    return isinstance(error, anthropic.APIConnectionError) and will_pass(error)


def pauses(error: Exception) -> tuple[float, ...]:
    """Return the seconds before each further try; none where none may help."""
    if not _may_help(error):
        return ()
    if isinstance(error, anthropic.APIConnectionError):
        return SILENT if is_silence(error) else UNREACHED
    return OVERLOADED


def hindrance(error: Exception, address: Address) -> str:
    """Say what keeps the request from going through for now, as the end of a sentence about the service."""
    if isinstance(error, anthropic.APIConnectionError):
        return why_not(error, address)[0]
    status = error.status_code if isinstance(error, anthropic.APIStatusError) else 0
    words = {429: "takes no more requests for now", 529: "is overloaded"}
    return f"{words.get(status, 'has a fault')} ({status})"


def failure(error: Exception, asked: Asked, *, tries: int) -> ServiceError:
    """Return what is told of an error after which no more is tried; *tries* is how often the request was sent."""
    address = asked.address
    after = f" after {tries} tries" if tries > 1 else ""
    if isinstance(error, anthropic.APIStatusError):
        return refusal(error, asked, what=f"it {hindrance(error, address)}{after}")
    if isinstance(error, anthropic.APIConnectionError):
        told_after = f",{after}" if after else ""
        return ServiceError(address.place, f"it {hindrance(error, address)}{told_after}", next_step=why_not(error, address)[1])
    if isinstance(error, anthropic.CredentialsError) or not isinstance(error, anthropic.AnthropicError):
        return no_credential(address.provider, unhad(address.provider, error), credential=address.credential)
    return ServiceError(address.place, told(str(error)) or type(error).__name__, next_step=f"Try again later, {OFFLINE}.")
