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
    (
        (
            "Gym members freeze their membership in Glofox and the accountant wonders why FreeAgent still bills them. Their"
            " recurring invoice has to pause there as well."
        ),
        "Glofox",
        "FreeAgent",
    ),
    (
        (
            "Somebody rates us with one star on Trustpilot. Customer care works in Kustomer, a conversation with the review"
            " text should be waiting for them."
        ),
        "Trustpilot",
        "Kustomer",
    ),
    (
        "Please see that the phone numbers our receptionists correct in Phorest find their way to Textlocal.",
        "Phorest",
        "Textlocal",
    ),
    (
        "Ein Angebot wird in Weclapp angenommen, daraus soll in Clockodo ein Projekt mit dem Stundenbudget werden.",
        "Weclapp",
        "Clockodo",
    ),
    (
        "Rack temperature alarm in Zabbix? Hang a note on the matching device in NetBox.",
        "Zabbix",
        "NetBox",
    ),
    (
        "Kindly note: once PO is released in Ariba same is to be reflecting in Tally latest by evening.",
        "Ariba",
        "Tally",
    ),
    (
        ("Teachers publish marks in Canvas and parents read ClassDojo. Marks of the day = one message per pupil over there, at 5 pm."),
        "Canvas",
        "ClassDojo",
    ),
    (
        "Without anybody typing, BlackLine ought to have the exchange rate that Oanda fixes each morning.",
        "Oanda",
        "BlackLine",
    ),
    (
        ("As a recruiter, I want rejected applicants from Teamtailor gone from Calendly event invitations, so that no one turns up."),
        "Teamtailor",
        "Calendly",
    ),
    (
        "Returns: Loop registers them, Katana must add the pieces to stock again.",
        "Loop",
        "Katana",
    ),
    (
        (
            "Our technicians close jobs in Jobber on the phone. What I am missing is the invoice draft in Sage Intacct that"
            " should come out of it."
        ),
        "Jobber",
        "Sage Intacct",
    ),
    (
        "Donation over 1000 in Donorbox - Bloomerang gets a task for the director to call.",
        "Donorbox",
        "Bloomerang",
    ),
    (
        "New version tagged in Bitbucket. Sentry: open a release with the same name. Thanks, Oleg",
        "Bitbucket",
        "Sentry",
    ),
    (
        "The moment insurance of a driver lapses in Samsara, suspend that driver in Bringg; he comes back by hand.",
        "Samsara",
        "Bringg",
    ),
    (
        (
            "Lost luggage claims reach us through SITA. For each I want a case in Salesloft's neighbour Dialpad, er, no, "
            "just a case in Dixa."
        ),
        "SITA",
        "Dixa",
    ),
    (
        "We're moving house: contracts leave Ironclad, and Juro is where they shall live from June on.",
        "Ironclad",
        "Juro",
    ),
    (
        "Whoever unsubscribes via Iterable shouldn't get texts from Attentive any longer either.",
        "Iterable",
        "Attentive",
    ),
    (
        ("Table bookings made in OpenTable: the kitchen screen, which is Toast, wants to see how many guests and which allergies."),
        "OpenTable",
        "Toast",
    ),
    (
        "can u pls make that when i archive a project in teamwork the folder in egnyte gets read only",
        "Teamwork",
        "Egnyte",
    ),
    (
        (
            "Tenants report leaks in Buildium. Dispatching is done in ServiceTitan, so there a job must be opened, priority"
            " high if the word water is in it."
        ),
        "Buildium",
        "ServiceTitan",
    ),
    (
        "A patient ticks 'no SMS' in Cliniko. Twilio Segment has to learn of it.",
        "Cliniko",
        "Twilio Segment",
    ),
    (
        "Expense reports approved in Expensify land in Fortnox as supplier invoices, that's what I'm after.",
        "Expensify",
        "Fortnox",
    ),
    (
        "Pull yesterday's ad spend out of Adform and have it in Pigment before the 9 o'clock meeting.",
        "Adform",
        "Pigment",
    ),
    (
        (
            "Do the addresses in Lightspeed and in Yotpo have to differ? A customer who moves tells the shop (Lightspeed); "
            "Yotpo should follow suit."
        ),
        "Lightspeed",
        "Yotpo",
    ),
    (
        "It is in Deputy that shifts get swapped. Make the door system, Kisi, let the right person in.",
        "Deputy",
        "Kisi",
    ),
    (
        "Field engineers upload photos to CompanyCam. The office wants them attached to the job in Simpro the same day.",
        "CompanyCam",
        "Simpro",
    ),
    (
        ("Deliveries are late again. If Project44 moves an ETA by more than a day, Gladly must open a conversation with the consignee."),
        "Project44",
        "Gladly",
    ),
    (
        ("New vendor bank details in Airbase? Hold: Ramp must not pay before somebody has looked, so put a hold on the vendor there."),
        "Airbase",
        "Ramp",
    ),
    (
        "When I add someone to a course in Docebo I'd also like to see her in the Zoom webinar as registrant.",
        "Docebo",
        "Zoom",
    ),
    (
        "The consent a patient gives on Formsort is worth nothing until it is in Healthie. Get it there.",
        "Formsort",
        "Healthie",
    ),
    (
        "Gift aid declarations: JustGiving collects, Beacon files. One contact per donor, declaration date included.",
        "JustGiving",
        "Beacon",
    ),
    (
        "Every evening at six, Tripletex ought to be given the day's takings as counted by Zettle.",
        "Zettle",
        "Tripletex",
    ),
    (
        (
            "Kindly do one thing for me: whichever candidate is getting selected in Darwinbox, his laptop request is to be "
            "raised in Freshservice."
        ),
        "Darwinbox",
        "Freshservice",
    ),
    (
        "Wir arbeiten mit Hero und Lexware. Angenommene Angebote aus Hero sollen als Auftrag in Lexware stehen.",
        "Hero",
        "Lexware",
    ),
    (
        "Unhappy survey answers (Delighted) are to be discussed: make a card for each on our Miro board.",
        "Delighted",
        "Miro",
    ),
    (
        "If I rename a product in Plytix, then Faire has the old name for weeks. This has to stop.",
        "Plytix",
        "Faire",
    ),
    (
        "A tenant is late by 10 days according to AppFolio. Send her a letter through PostGrid.",
        "AppFolio",
        "PostGrid",
    ),
    (
        "I would like Linode's monthly invoice in Candis, as PDF, without having to fetch it.",
        "Linode",
        "Candis",
    ),
    (
        "Sprints finished in Shortcut: their velocity goes on the Geckoboard screen.",
        "Shortcut",
        "Geckoboard",
    ),
    (
        "Whatever Veriff rejects must be frozen in Marqeta within seconds.",
        "Veriff",
        "Marqeta",
    ),
    (
        "People book desks in Robin, but Envoy does not know them at the door; they should be expected there.",
        "Robin",
        "Envoy",
    ),
    (
        ('Our agents tag calls "refund" in CloudTalk. Finance then opens Rebilly and pays it back, which could happen by itself.'),
        "CloudTalk",
        "Rebilly",
    ),
    (
        "Put a hold on the seat in Eventix as long as the payment is pending in Buckaroo.",
        "Buckaroo",
        "Eventix",
    ),
    (
        "As soon as the last guest has checked out according to Apaleo, Breezeway needs to have a cleaning task.",
        "Apaleo",
        "Breezeway",
    ),
    (
        ("Copper or zinc? Never mind. Price list lives in Pricefx; our quotes in Tacton should use its prices from tomorrow."),
        "Pricefx",
        "Tacton",
    ),
    (
        "Ops here. Whenever Statuspage goes red, the on-duty phone in Twilio should ring. That's all.",
        "Statuspage",
        "Twilio",
    ),
    (
        ("Our warehouse guys scan goods in Fishbowl, the web shop (Ecwid) has no idea. Stock there ought to be right within ten minutes."),
        "Fishbowl",
        "Ecwid",
    ),
    (
        "Sobald ein Ticket in Zammad gelöst ist, hätten wir gern eine Zufriedenheitsumfrage aus Typeform raus.",
        "Zammad",
        "Typeform",
    ),
    (
        (
            "I am wanting that all those leads who are coming from IndiaMART must get created in Kylas automatically, "
            "duplicate to be avoided."
        ),
        "IndiaMART",
        "Kylas",
    ),
    (
        ("Time sheets: filled in Toggl, invoiced by Harvest. Every Friday the week's hours need to be over there, one line per project."),
        "Toggl",
        "Harvest",
    ),
    (
        (
            "Nobody deletes users. People who Rippling shows as terminated keep their Dropbox seat for months! Please take "
            "it from them on the last day."
        ),
        "Rippling",
        "Dropbox",
    ),
    (
        "A purchase order gets the status 'sent' in Procurify; its supplier should then find a shared folder in Egnyte.",
        "Procurify",
        "Egnyte",
    ),
    (
        "What Gong hears about competitors should be on the deal in Dynamics.",
        "Gong",
        "Dynamics",
    ),
    (
        "Ask: Amplitude cohort 'at risk' refreshed -> Braze segment of the same name refreshed.",
        "Amplitude",
        "Braze",
    ),
    (
        "Our dispatchers would love to see in Geotab which jobs ServiceMax has given to which van.",
        "ServiceMax",
        "Geotab",
    ),
    (
        (
            "Two things hang together: a student pays in Flywire, and Blackbaud marks the fee as settled. The second must "
            "follow the first by itself."
        ),
        "Flywire",
        "Blackbaud",
    ),
    (
        "For every repository archived in Gitea, its pipeline in Buildkite has to be switched off.",
        "Gitea",
        "Buildkite",
    ),
    (
        "Could Looker's weekly figure be put at the top of the Coda doc? Monday morning is early enough.",
        "Looker",
        "Coda",
    ),
    (
        "US-7: As a store manager I'd like to have Deliverect orders show in Lightspeed without typing.",
        "Deliverect",
        "Lightspeed",
    ),
    (
        "Sales closes in Copper. Legal is in Ironclad, they want a draft waiting with the party's name filled in.",
        "Copper",
        "Ironclad",
    ),
    (
        "Calls that ring out in Aircall: give the owner a to-do in Nimble, due today.",
        "Aircall",
        "Nimble",
    ),
    (
        "The wiki (Slab) needs a page for each product that goes live in Akeneo.",
        "Akeneo",
        "Slab",
    ),
    (
        "In Talkdesk we mark callers as VIP. This mark shall also be visible for the hotel desk in Cloudbeds.",
        "Talkdesk",
        "Cloudbeds",
    ),
    (
        "When the contract ends in Juro, the licence keys made in Keygen have to die too.",
        "Juro",
        "Keygen",
    ),
    (
        ("Finance books in DATEV and gets the receipts of the week from Spendesk, Sunday night, nothing that is not approved."),
        "Spendesk",
        "DATEV",
    ),
    (
        "Let Elastic know each time somebody's role is changed in Keycloak.",
        "Keycloak",
        "Elastic",
    ),
    (
        "Bounced newsletter in Sendy? The bad address must be flagged in Zurmo, we had angry calls.",
        "Sendy",
        "Zurmo",
    ),
    (
        (
            "Every quarter we send the customer list of Sellsy to the bank by hand. The bank portal, Agicap, has an API: "
            "upload the list on the first of the quarter."
        ),
        "Sellsy",
        "Agicap",
    ),
]


@pytest.mark.parametrize(("text", "source", "target"), VOICES)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["source given first", "target given first"])
def test_the_first_wish_goes_the_right_way(text: str, source: str, target: str, order: tuple[int, int]) -> None:
    """The order in which the systems are given tells nothing."""
    given = [(source, target)[place] for place in order]
    brief = read_brief(text, systems=[SystemRef(name=name) for name in given])
    assert [(wish.source, wish.target) for wish in brief.wishes[:1]] == [(source, target)]
