"""How a starter tells a genuine delivery: vectors that vendors publish, every scheme, and what must never pass."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from designer.model.description import Verification
from designer.model.finding import Report
from designer.render.code.verifying import SCHEMES, verification_code, verifying_proof
from designer.render.run import render
from designer.render.runtime import runtime
from tests.unit.render.orders import an_order_design

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from designer.model.design import Flow

SECRET = "a secret of ours"  # noqa: S105 - signs what is made here
BODY = b'{"type": "employee.updated", "data": {"employeeId": "42"}}'
BAMBOO = Verification(
    scheme="hmac",
    header="X-BambooHR-Signature",
    algorithm="sha256",
    encoding="hex",
    signed="{body}{timestamp}",
    timestamp_header="X-BambooHR-Timestamp",
    tolerance_seconds=300,
    environment="HR_SECRET",
)


def a_flow(verification: Verification, tmp_path: Path) -> Flow:
    """Return a flow whose deliveries are proved so."""
    design, _ = an_order_design(tmp_path)
    flow = design.flows[0]
    return replace(flow, trigger=replace(flow.trigger, verification=verification))


def verifier(verification: Verification, tmp_path: Path) -> Any:
    """Return the starter's own, made of the code that is printed for it."""
    return eval(verification_code(a_flow(verification, tmp_path)), {"Verification": runtime("verification").Verification})  # noqa: S307 - made here


def passes(verification: Any, body: bytes, headers: Mapping[str, str], *, now: datetime | None = None, address: str = "") -> bool:
    """Tell whether a delivery is taken."""
    module = runtime("verification")
    try:
        verification.verify(module.Delivered(body, headers, address=address), {"HR_SECRET": SECRET}, now=now)
    except module.ForgedDeliveryError:
        return False
    return True


def signed(text: bytes) -> str:
    """Return the HMAC in hex, made here and not by the starter."""
    return hmac.new(SECRET.encode(), text, hashlib.sha256).hexdigest()


def test_a_published_vector_of_a_plain_signature(tmp_path: Path) -> None:
    """The one that GitHub's documentation gives for its header."""
    module = runtime("verification")
    github = verifier(Verification(scheme="github", environment="HR_SECRET"), tmp_path)
    headers = {"x-hub-signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}
    delivered = module.Delivered(b"Hello, World!", headers)
    github.verify(delivered, {"HR_SECRET": "It's a Secret to Everybody"})
    with pytest.raises(module.ForgedDeliveryError, match="signature is not its sender's"):
        github.verify(delivered, {"HR_SECRET": "another"})


def test_a_published_vector_of_a_hash() -> None:
    """The second case of RFC 4231, in both notations."""
    module = runtime("verification")
    wanted = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    delivered = module.Delivered(b"what do ya want for nothing?")
    assert module.Verification("hmac", "S", "X").signature(delivered, "Jefe") == wanted
    coded = base64.b64encode(bytes.fromhex(wanted)).decode()
    assert module.Verification("hmac", "S", "X", encoding="base64").signature(delivered, "Jefe") == coded


@pytest.mark.parametrize(
    ("pattern", "made"),
    [
        ("{body}{timestamp}", BODY + b"1769851800"),
        ("{timestamp}.{body}", b"1769851800." + BODY),
        ("v0:{timestamp}:{body}", b"v0:1769851800:" + BODY),
        ("{method}{address}{body}{timestamp}", b"POSThttps://x.example/hook" + BODY + b"1769851800"),
    ],
)
def test_what_is_signed_is_told_by_the_design(pattern: str, made: bytes, tmp_path: Path) -> None:
    """Time stamp before or behind the body, with what stands between; another order does not pass."""
    verification = verifier(replace(BAMBOO, signed=pattern), tmp_path)
    headers = {"X-BambooHR-Signature": signed(made), "X-BambooHR-Timestamp": "1769851800"}
    assert passes(verification, BODY, headers, address="https://x.example/hook")
    assert not passes(verification, BODY + b" ", headers, address="https://x.example/hook")
    assert not passes(verification, BODY, {**headers, "X-BambooHR-Timestamp": "1769851801"}, address="https://x.example/hook")
    assert not passes(verification, BODY, {"X-BambooHR-Timestamp": "1769851800"})
    assert not passes(verification, BODY, {**headers, "X-BambooHR-Signature": ""})


@pytest.mark.parametrize("stamp", ["1769851800", "1769851800000", "2026-01-31T09:30:00Z", "2026-01-31T10:30:00+01:00"])
def test_an_old_delivery_is_refused(stamp: str, tmp_path: Path) -> None:
    """However the time is written; one that lies as far ahead is refused as well."""
    verification = verifier(BAMBOO, tmp_path)
    headers = {"X-BambooHR-Signature": signed(BODY + stamp.encode()), "X-BambooHR-Timestamp": stamp}
    sent = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
    assert passes(verification, BODY, headers, now=sent.replace(minute=35))
    assert not passes(verification, BODY, headers, now=sent.replace(minute=36))
    assert not passes(verification, BODY, headers, now=sent.replace(minute=24))
    assert passes(verification, BODY, headers)


def test_a_time_stamp_that_is_none_is_refused(tmp_path: Path) -> None:
    """Though it is signed."""
    headers = {"X-BambooHR-Signature": signed(BODY + b"soon"), "X-BambooHR-Timestamp": "soon"}
    assert not passes(verifier(BAMBOO, tmp_path), BODY, headers, now=datetime(2026, 1, 31, tzinfo=UTC))


def test_stripe_writes_time_and_signatures_in_one_header(tmp_path: Path) -> None:
    """Several signatures stand there while a secret is changed; one is enough, and other versions do not count."""
    stripe = verifier(Verification(scheme="stripe", environment="HR_SECRET", tolerance_seconds=300), tmp_path)
    mine = signed(b"1769851800." + BODY)
    assert passes(stripe, BODY, {"Stripe-Signature": f"t=1769851800,v1={'0' * 64},v1={mine}"})
    assert not passes(stripe, BODY, {"Stripe-Signature": f"t=1769851800,v0={mine}"})
    assert not passes(stripe, BODY, {"Stripe-Signature": f"v1={mine}"})


def test_secrets_that_are_sent_as_they_are(tmp_path: Path) -> None:
    """A token in its header or in the address, a user with a password."""
    token = verifier(Verification(scheme="token", header="X-Token", environment="HR_SECRET"), tmp_path)
    assert passes(token, BODY, {"x-token": SECRET})
    assert not passes(token, BODY, {"x-token": "other"})
    hidden = verifier(Verification(scheme="token", environment="HR_SECRET"), tmp_path)
    assert passes(hidden, BODY, {}, address="https://x.example/hook?token=a%20secret%20of%20ours")
    assert not passes(hidden, BODY, {}, address="https://x.example/hook?token=")
    assert not passes(hidden, BODY, {})
    basic = verifier(Verification(scheme="basic", environment="HR_SECRET"), tmp_path)
    assert passes(basic, BODY, {"Authorization": f"Basic {base64.b64encode(SECRET.encode()).decode()}"})
    assert not passes(basic, BODY, {"Authorization": f"Basic {SECRET}"})


@pytest.mark.parametrize("scheme", [*(name for name in SCHEMES if name != "hmac"), "token", "basic"])
def test_each_scheme_is_printed_and_its_sample_passes(scheme: Any, tmp_path: Path) -> None:
    """The starter's own test holds each to a delivery that passes."""
    flow = a_flow(Verification(scheme=scheme, environment="HR_SECRET"), tmp_path)
    proof = verifying_proof(flow)
    assert proof is not None
    module = runtime("verification")
    delivered = module.Delivered(eval(proof.body), eval(proof.headers), address=eval(proof.address))  # noqa: S307 - literals made here
    verification = verifier(Verification(scheme=scheme, environment="HR_SECRET"), tmp_path)
    verification.verify(delivered, eval(proof.environment))  # noqa: S307 - the same
    with pytest.raises(module.ForgedDeliveryError, match="HR_SECRET is not set"):
        verification.verify(delivered, {})


def test_nothing_is_printed_where_nothing_is_known(tmp_path: Path) -> None:
    """Neither for a signature of unknown make, nor for a secret without a variable."""
    for verification in (
        Verification(scheme="unknown", environment="HR_SECRET"),
        Verification(scheme="hmac"),
        replace(BAMBOO, environment=""),
    ):
        assert verification_code(a_flow(verification, tmp_path)) == ""


def test_a_starter_holds_its_deliveries_to_it(tmp_path: Path) -> None:
    """The flow carries it, and a test of the starter's own refuses what was changed on the way."""
    design, catalog = an_order_design(tmp_path)
    design = replace(design, flows=(a_flow(BAMBOO, tmp_path), *design.flows[1:]))
    files = {artifact.path: artifact.text for artifact in render(design, catalog, Report())}
    assert 'signed="{body}{timestamp}"' in files["src/orders_to_books/flows.py"]
    assert "from .runtime.verification import Verification" in files["src/orders_to_books/flows.py"]
    assert "_refuses_a_forged_delivery() -> None:" in files["tests/test_delivery.py"]
