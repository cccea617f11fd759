"""How a request is refused, in the service's words for statuses and kinds."""

from __future__ import annotations

KINDS: dict[int, str] = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    500: "api_error",
    504: "timeout_error",
    529: "overloaded_error",
}
"""What an error of each status is called."""


class RefusedError(Exception):
    """A request that the service answers with an error."""

    def __init__(self, fact: str, *, status: int = 400) -> None:
        """Keep what the answer says."""
        super().__init__(fact)
        self.fact = fact
        self.status = status

    @property
    def kind(self) -> str:
        """Return what the service calls an error of this status."""
        return KINDS[self.status]
