"""Whether a delivery is genuine: what its sender signed is signed again and compared, over the bytes as they came.

Depends on: the standard library.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PARTS = re.compile(r"(\{(?:body|timestamp|method|address)\})")
IN_MILLISECONDS = 100_000_000_000
"""A number of seconds as large as this is a number of milliseconds."""


class ForgedDeliveryError(ValueError):
    """Nothing proves that the delivery comes from its sender; it must not be handled."""


@dataclass(frozen=True)
class Delivered:
    """A delivery as it came in: nothing parsed, nothing written anew."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"
    address: str = ""
    """The whole address that was called."""

    def header(self, name: str) -> str:
        """Return a header's value; empty where there is none."""
        return next((value for key, value in self.headers.items() if key.lower() == name.lower()), "")


@dataclass(frozen=True)
class Verification:
    """How a sender proves a delivery."""

    kind: Literal["hmac", "basic", "token"]
    environment: str = ""
    """Environment variable that holds the secret; `user:password` for basic."""
    header: str = ""
    """Header of the signature or token; a token without one stands in the address."""
    algorithm: str = "sha256"
    encoding: Literal["hex", "base64"] = "hex"
    signed: str = "{body}"
    """What is signed, of `{body}`, `{timestamp}`, `{method}` and `{address}`."""
    prefix: str = ""
    """What stands before the signature in its header."""
    timestamp_header: str = ""
    timestamp_prefix: str = ""
    tolerance_seconds: int | None = None

    def verify(self, delivered: Delivered, environment: Mapping[str, str], *, now: datetime | None = None) -> None:
        """Hold a delivery against its proof; without *now* its age is not judged. Raises ForgedDeliveryError."""
        secret = environment.get(self.environment, "")
        if not secret:
            message = f"{self.environment} is not set: without the secret no delivery can be told from a forged one"
            raise ForgedDeliveryError(message)
        match self.kind:
            case "token":
                self._same([self._wanted(delivered, self.header)] if self.header else [*_in_address(delivered.address)], secret)
            case "basic":
                given = self._wanted(delivered, self.header or "Authorization")
                self._same([given], f"Basic {base64.b64encode(secret.encode()).decode()}")
            case "hmac":
                if now is not None and self.tolerance_seconds is not None and self.timestamp_header:
                    self._young(self._timestamp(delivered), now)
                self._same([*self._signatures(delivered)], self.signature(delivered, secret))

    def signature(self, delivered: Delivered, secret: str) -> str:
        """Return the signature that the sender makes of a delivery, without its prefix."""
        made = hmac.new(secret.encode(), b"".join(self._parts(delivered)), self.algorithm).digest()
        return base64.b64encode(made).decode() if self.encoding == "base64" else binascii.hexlify(made).decode()

    def _parts(self, delivered: Delivered) -> Iterator[bytes]:
        for part in PARTS.split(self.signed):
            match part:
                case "{body}":
                    yield delivered.body
                case "{timestamp}":
                    yield self._timestamp(delivered).encode()
                case "{method}":
                    yield delivered.method.encode()
                case "{address}":
                    yield delivered.address.encode()
                case _:
                    yield part.encode()

    def _signatures(self, delivered: Delivered) -> Iterator[str]:
        """Yield what the header gives: several while a secret is being changed."""
        for given in _listed(self._wanted(delivered, self.header), self.prefix):
            yield given.lower() if self.encoding == "hex" else given

    def _timestamp(self, delivered: Delivered) -> str:
        return next(_listed(self._wanted(delivered, self.timestamp_header), self.timestamp_prefix), "")

    def _wanted(self, delivered: Delivered, name: str) -> str:
        value = delivered.header(name)
        if not value:
            message = f"the delivery has no header {name}"
            raise ForgedDeliveryError(message)
        return value

    def _same(self, given: list[str], expected: str) -> None:
        # Compared in a time that tells nothing of where they differ.
        if not any(hmac.compare_digest(one.encode(), expected.encode()) for one in given):
            message = f"the delivery's {'signature' if self.kind == 'hmac' else 'secret'} is not its sender's"
            raise ForgedDeliveryError(message)

    def _young(self, timestamp: str, now: datetime) -> None:
        moment = _moment(timestamp)
        if moment is None or abs(now.timestamp() - moment) > (self.tolerance_seconds or 0):
            message = f'the delivery\'s time stamp "{timestamp}" is more than {self.tolerance_seconds} s from now'
            raise ForgedDeliveryError(message)


def _listed(value: str, prefix: str) -> Iterator[str]:
    """Yield the entries of a header that begin with a prefix, without it."""
    for entry in value.split(",") if prefix else [value]:
        stripped = entry.strip()
        if stripped.startswith(prefix):
            yield stripped.removeprefix(prefix)


def _in_address(address: str) -> Iterator[str]:
    """Yield what can be a secret in an address: the last part of its path, and each value of its query."""
    parts = urlsplit(address)
    yield parts.path.rstrip("/").rpartition("/")[2]
    yield from (value for _, value in parse_qsl(parts.query))


def _moment(timestamp: str) -> float | None:
    """Return a time stamp in seconds since 1970; none if it is none."""
    try:
        number = float(timestamp)
    except ValueError:
        try:
            moment = datetime.fromisoformat(timestamp)
        except ValueError:
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return number / 1000 if number > IN_MILLISECONDS else number
