"""The connector refuses to start while something that only the account knows is missing."""

from __future__ import annotations

import pytest

from new_stripe_customers_become_xero_contacts.runtime.configuration import Unanswered, missing_credentials
from new_stripe_customers_become_xero_contacts.settings import SETTINGS, SYSTEMS, load

UNANSWERED = ("XERO_TENANT_ID",)
CREDENTIALS: tuple[str, ...] = (
    "STRIPE_TOKEN",
    "XERO_CLIENT_ID",
    "XERO_CLIENT_SECRET",
)


def test_what_is_not_answered_stops_the_start() -> None:
    """Every gap is named at once, with the variable to set or the table to fill."""
    with pytest.raises(Unanswered) as stop:
        load({}, samples=False)
    assert [name for name in UNANSWERED if name not in str(stop.value)] == []


def test_answers_come_from_the_environment() -> None:
    """With every setting given the connector starts."""
    samples = {setting.environment: str(setting.sample) for setting in SETTINGS if setting.value is None}
    load(samples, samples=False)


def test_a_missing_credential_is_named() -> None:
    """Each credential that is not set is told by its variable."""
    told = " ".join(missing_credentials(SYSTEMS, {}))
    assert [name for name in CREDENTIALS if name not in told] == []
