"""Briefs in many voices over systems that no example uses: each asks for one thing, and goes one way."""

from __future__ import annotations

import pytest

from designer.brief.read import read_brief
from designer.model.brief import SystemRef

VOICES = [
    (
        ("Parcels get lost. Carriers enter the loss in Shippo; Gorgias must then carry a ticket for the buyer with the tracking number."),
        "Shippo",
        "Gorgias",
    ),
    (
        ("As an account manager I want every signed PandaDoc contract to be filed under its company in Copper so that I find it again."),
        "PandaDoc",
        "Copper",
    ),
    (
        'In Notion, please put a new row into the base "Incidents" for whatever Opsgenie closes.',
        "Opsgenie",
        "Notion",
    ),
    (
        "Stock falls under ten in Cin7 -> kindly raise one purchase task in ClickUp, assignee is Priya.",
        "Cin7",
        "ClickUp",
    ),
    (
        "Course finished in Thinkific? Mark the person as certified over in Workday, nothing else.",
        "Thinkific",
        "Workday",
    ),
    (
        "Refunds that Mollie pays out should be reflected in Exact Online as credit notes.",
        "Mollie",
        "Exact Online",
    ),
    (
        ("Our drivers sign deliveries off in Onfleet. Billing sits in Chargify and needs to know about it the same evening."),
        "Onfleet",
        "Chargify",
    ),
    (
        "Sage has to be told when Recurly gives up on a card, we block the account by hand there today.",
        "Recurly",
        "Sage",
    ),
    (
        "While a room is out of service in Mews, no bookings may come from Cloudbeds for it, so close it over there.",
        "Mews",
        "Cloudbeds",
    ),
    (
        "Members are to be deactivated in Discourse the day their plan lapses in Memberful.",
        "Memberful",
        "Discourse",
    ),
    (
        "Greenhouse: candidate has accepted. HiBob: make the person, start date included. That is the whole wish.",
        "Greenhouse",
        "HiBob",
    ),
    (
        (
            "A hot lead shows up in Drift at night and nobody sees it until morning. Someone on duty ought to get a text "
            "through Vonage within a minute."
        ),
        "Drift",
        "Vonage",
    ),
    (
        "The candidates who decline in Lever are still in our Beamer list. They have to go from it.",
        "Lever",
        "Beamer",
    ),
    (
        "If somebody changes his bank details in Personio, Pleo shall be having the same details next day, na.",
        "Personio",
        "Pleo",
    ),
    (
        'Hi team! Quick one. Webflow forms. Each one filled = one person in Customer.io, tagged "website". Thanks!!',
        "Webflow",
        "Customer.io",
    ),
    (
        (
            "Bug reports come to us by Instabug, and the developers only look at Linear. Reports need to turn up there with"
            " log and screenshot."
        ),
        "Instabug",
        "Linear",
    ),
    (
        "Nightly, whoever has been on sick leave in Factorial must be shown as absent in Float.",
        "Factorial",
        "Float",
    ),
    (
        ("I keep forgetting to switch Kandji devices off once HR has closed the person in Rippling. Lock them automatically, please."),
        "Rippling",
        "Kandji",
    ),
    (
        "We ship from Sendcloud. The buyer's Etsy receipt wants the tracking code, as soon as the label is printed.",
        "Sendcloud",
        "Etsy",
    ),
    (
        "Wenn in Personio jemand kündigt, dann bitte in Jamf das Gerät sperren.",
        "Personio",
        "Jamf",
    ),
    (
        "Deals marked lost in Nutshell: their quotes in Qwilr have to be taken offline.",
        "Nutshell",
        "Qwilr",
    ),
    (
        "It would help us a lot if Metabase alerts were visible in Mattermost.",
        "Metabase",
        "Mattermost",
    ),
    (
        "The number of seats a client uses, taken from Auth0 once a month, belongs on his Zuora subscription.",
        "Auth0",
        "Zuora",
    ),
    (
        "Tickets: Spiceworks is old, Halo is new. All open ones go over, one time only, closed ones stay.",
        "Spiceworks",
        "Halo",
    ),
    (
        ("Vendor approved in Coupa, then please do the needful in NetSuite, means vendor is to be created with same tax number."),
        "Coupa",
        "NetSuite",
    ),
]


@pytest.mark.parametrize(("text", "source", "target"), VOICES)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["source given first", "target given first"])
def test_the_first_wish_goes_the_right_way(text: str, source: str, target: str, order: tuple[int, int]) -> None:
    """The order in which the systems are given tells nothing."""
    given = [(source, target)[place] for place in order]
    brief = read_brief(text, systems=[SystemRef(name=name) for name in given])
    assert [(wish.source, wish.target) for wish in brief.wishes[:1]] == [(source, target)]
