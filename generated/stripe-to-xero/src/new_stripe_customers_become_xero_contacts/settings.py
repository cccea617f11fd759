"""What this connector must be told: values that only your account knows, and how each system is reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .runtime.configuration import Policy, Setting, SignIn, System, read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Settings:
    """The settings, answered."""

    xero_tenant_id: str


SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="xero_tenant_id",
        title="Xero: tenant id",
        environment="XERO_TENANT_ID",
        found='In the Xero account; its document says: "Id of the Xero organisation, from the connections of the app"',
        sample="00000000-0000-4000-8000-000000000001",
    ),
)

SYSTEMS = (
    System(
        id="stripe",
        name="Stripe",
        document="stripe.json",
        base_url="https://api.stripe.com",
        base_url_environment="STRIPE_BASE_URL",
        sign_in=SignIn(kind="bearer", environment=("STRIPE_TOKEN",)),
    ),
    System(
        id="xero",
        name="Xero",
        document="xero.json",
        base_url="https://api.xero.com/api.xro/2.0",
        base_url_environment="XERO_BASE_URL",
        sign_in=SignIn(
            kind="oauth2",
            token_url="https://identity.xero.com/connect/token",
            environment=(
                "XERO_CLIENT_ID",
                "XERO_CLIENT_SECRET",
                "XERO_ACCESS_TOKEN",
            ),
            scopes=("accounting.contacts",),
        ),
    ),
)

POLICY = Policy(attempts=36, first_delay_seconds=1.0, longest_delay_seconds=3600.0, timeout_seconds=30.0, enforce=True)


def load(environment: Mapping[str, str], samples: bool) -> Settings:
    """Return the settings; with *samples* a sample stands in for each missing answer. Raises Unanswered with every gap."""
    values: dict[str, Any] = read_settings(SETTINGS, environment, samples=samples)
    return Settings(**values)
