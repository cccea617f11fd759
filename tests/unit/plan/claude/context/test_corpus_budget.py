"""The budget over vendors' documents: pairs and triples of the largest and the smallest, in all three styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.plan.claude.context.opening import MOST_TOKENS
from tests.unit.plan.claude.context.openings import inside, opening_of

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.scalars import Style

pytestmark = pytest.mark.corpus


class Case(NamedTuple):
    """A brief over documents of the corpus, and what its opening must tell."""

    style: Style
    brief: str
    specs: dict[str, str]
    told: tuple[str, ...]


CASES = (
    Case(
        "api",
        "When a customer is created in Stripe, create a contact in Xero within a minute. Match by email.",
        {"Stripe": "stripe.json", "Xero": "xero-accounting.yaml"},
        ("customer.created", "PUT /Contacts", "trigger:data.object.email"),
    ),
    Case(
        "api",
        "When an issue is opened in GitHub, create an issue in Jira with its title, body and labels.",
        {"GitHub": "github-issues.yaml", "Jira": "jira.json"},
        ("POST /rest/api/2/issue",),
    ),
    Case(
        "nocode",
        "When a ticket is created in Zendesk, create a task in Asana with subject and description. Five minutes of delay are fine.",
        {"Zendesk": "zendesk.yaml", "Asana": "asana.yaml"},
        ("POST /tasks", "GET /api/v2/tickets"),
    ),
    Case(
        "nocode",
        "When a contact is created in HubSpot, add a member to our Mailchimp list with first name, last name and email.",
        {"HubSpot": "hubspot-contacts.json", "Mailchimp": "mailchimp-lists.yaml"},
        ("/lists/{list_id}/members",),
    ),
    Case(
        "api",
        "Create a user in Okta for each new user in Microsoft Graph, with name, mail and department.",
        {"Microsoft Graph": "msgraph-users.yaml", "Okta": "okta.yaml"},
        ("POST /api/v1/users", "users lcrud"),
    ),
    Case(
        "api",
        "When a payment is completed in Square, create a payment in QuickBooks with amount, currency and customer.",
        {"Square": "square.json", "QuickBooks": "quickbooks-online.yaml"},
        ("payment",),
    ),
    Case(
        "warehouse",
        "Load customers, charges and invoices of Stripe, deals of HubSpot and tickets of Zendesk into Snowflake for dashboards of revenue.",
        {"Stripe": "stripe.json", "HubSpot": "hubspot-deals.json", "Zendesk": "zendesk.yaml"},
        ("GET /v1/customers", "$.warehouse.extracts"),
    ),
    Case(
        "warehouse",
        "One warehouse of customers and orders from Square, profiles from Klaviyo and incidents from PagerDuty, for reporting.",
        {"Square": "square.json", "Klaviyo": "klaviyo.json", "PagerDuty": "pagerduty.json"},
        ("$.warehouse.extracts",),
    ),
    Case(
        "api",
        "When an audit event happens in Cloudflare, create an event in Datadog with its text and tags.",
        {"Cloudflare": "cloudflare.json", "Datadog": "datadog-v2.yaml"},
        ("Datadog",),
    ),
    Case(
        "nocode",
        "When an employee is hired in BambooHR, create a user in Microsoft Graph and tell the team.",
        {"BambooHR": "bamboohr.yaml", "Microsoft Graph": "msgraph-users.yaml"},
        ("read_employee", "users lcrud"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join((case.style, *case.specs)))
def test_vendors_documents_stay_within_the_budget(corpus: Path, case: Case) -> None:
    """Tools, system and first message of any of them stay within the budget, and tell what the case is about."""
    systems = [
        SystemRef(name=name, descriptions=(DescriptionRef(kind="openapi", path=str(corpus / "specs" / file)),))
        for name, file in case.specs.items()
    ]
    found = opening_of(f"# A case\n\n{case.brief}\n", systems, style=case.style)
    assert found.tokens <= MOST_TOKENS
    assert len(inside(found.context)) == 7
    for told in case.told:
        assert told in found.context
    assert "not shown:" not in found.context
    assert str(corpus) not in found.context
