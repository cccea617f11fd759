"""How a delivery is verified, as the starter's `Verification`: a vendor's own scheme told by its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.names.literal import python_literal
from designer.render.runtime import runtime

if TYPE_CHECKING:
    from designer.model.description import Verification
    from designer.model.design import Flow
    from designer.model.scalars import Json

SCHEMES: dict[str, dict[str, str]] = {
    "stripe": {
        "header": "Stripe-Signature",
        "signed": "{timestamp}.{body}",
        "prefix": "v1=",
        "timestamp_prefix": "t=",
    },
    "github": {"header": "X-Hub-Signature-256", "prefix": "sha256="},
    "slack": {
        "header": "X-Slack-Signature",
        "signed": "v0:{timestamp}:{body}",
        "prefix": "v0=",
        "timestamp_header": "X-Slack-Request-Timestamp",
    },
    "shopify": {"header": "X-Shopify-Hmac-Sha256", "encoding": "base64"},
    "hubspot_v3": {
        "header": "X-HubSpot-Signature-v3",
        "encoding": "base64",
        "signed": "{method}{address}{body}{timestamp}",
        "timestamp_header": "X-HubSpot-Request-Timestamp",
    },
    "zendesk": {
        "header": "X-Zendesk-Webhook-Signature",
        "encoding": "base64",
        "signed": "{timestamp}{body}",
        "timestamp_header": "X-Zendesk-Webhook-Signature-Timestamp",
    },
    "xero": {"header": "x-xero-signature", "encoding": "base64"},
    "hmac": {},
}
"""What each scheme's signature is made of, as its vendor documents it; where one is silent, the starter's own defaults hold."""
DEFAULTS = {"algorithm": "sha256", "encoding": "hex", "signed": "{body}"}
"""The starter's own."""
SAMPLE_BODY = b'{"sample": true}'
SAMPLE_SECRET = "sample"  # noqa: S105 - the secret of a sample, which proves nothing
SAMPLE_STAMP = "1769851800"
ADDRESS = "https://connector.example.com/deliveries"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyingProof:
    """A test that a delivery which somebody changed is refused; every text is a literal."""

    body: str
    headers: str
    address: str
    environment: str
    """A dictionary with the sample's secret."""
    forged: str
    """A list of what must not pass, as an expression over `delivered`."""


def verification_code(flow: Flow) -> str:
    """Return the starter's `Verification` of a flow as an expression; empty where nothing is known."""
    parts = _parts(flow)
    return f"Verification({', '.join(f'{name}={python_literal(value)}' for name, value in parts.items())})" if parts else ""


def verifying_proof(flow: Flow) -> VerifyingProof | None:
    """Return a delivery that the flow's own proof lets pass, signed with a secret of its own."""
    parts = _parts(flow)
    if not parts:
        return None
    module = runtime("verification")
    verification = module.Verification(**parts)
    headers: Json = dict(_headers(verification, module))
    address = f"{ADDRESS}/{SAMPLE_SECRET}" if verification.kind == "token" and not verification.header else ADDRESS
    return VerifyingProof(
        body=repr(SAMPLE_BODY),
        headers=python_literal(headers),
        address=python_literal(address),
        environment=python_literal({verification.environment: SAMPLE_SECRET}),
        forged="[Delivered(delivered.body + b' ', headers, address=delivered.address), Delivered(delivered.body)]"
        if verification.kind == "hmac"
        else "[Delivered(delivered.body)]",
    )


def _headers(verification: Any, module: Any) -> dict[str, str]:
    match verification.kind:
        case "token":
            return {verification.header: SAMPLE_SECRET} if verification.header else {}
        case "basic":
            return {verification.header or "Authorization": "Basic c2FtcGxl"}
        case _:
            return _signed(verification, module)


def _signed(verification: Any, module: Any) -> dict[str, str]:
    stamp = f"{verification.timestamp_prefix}{SAMPLE_STAMP}"
    headers = {verification.timestamp_header: stamp} if verification.timestamp_header else {}
    made = verification.signature(module.Delivered(SAMPLE_BODY, headers, address=ADDRESS), SAMPLE_SECRET)
    before = f"{stamp}," if verification.timestamp_header == verification.header else ""
    return {**headers, verification.header: f"{before}{verification.prefix}{made}"}


def _parts(flow: Flow) -> dict[str, Any]:
    """Return the arguments of the starter's `Verification`, defaults left out."""
    told = flow.trigger.verification
    if flow.trigger.kind != "webhook" or told is None or not told.environment:
        return {}
    if told.scheme in {"token", "basic"}:
        return {"kind": told.scheme, "environment": told.environment, **({"header": told.header} if told.header else {})}
    known = SCHEMES.get(told.scheme)
    said = {} if known is None else {**known, **_told(told)}
    parts = {name: value for name, value in said.items() if value and value != DEFAULTS.get(name)}
    if "header" not in parts:
        return {}
    if "{timestamp}" in parts.get("signed", "") and not parts.get("timestamp_header"):
        # Stripe's way: the time stamp stands in the signature's own header.
        parts["timestamp_header"] = parts["header"]
    tolerance = {} if told.tolerance_seconds is None else {"tolerance_seconds": told.tolerance_seconds}
    return {"kind": "hmac", "environment": told.environment, **parts, **tolerance}


def _told(told: Verification) -> dict[str, str]:
    """Return what a design says itself, which goes before what the scheme is known for."""
    algorithm = told.algorithm.lower().replace("-", "")
    parts = {
        "header": told.header,
        "algorithm": algorithm,
        "encoding": told.encoding,
        "signed": told.signed,
        "prefix": told.prefix or (f"{algorithm}=" if told.scheme == "github" and algorithm else ""),
        "timestamp_header": told.timestamp_header,
    }
    return {name: value for name, value in parts.items() if value}
