"""Which system a wish starts in and which it ends in, told by grammar."""

from __future__ import annotations

import pytest

from designer.brief.read import read_brief
from designer.errors import BriefError
from designer.model.brief import SystemRef

SENTENCES = [
    ("When a deal is won in HubSpot, post a message to Slack", "HubSpot", "Slack"),
    ("HubSpot should get every new Salesforce contact.", "Salesforce", "HubSpot"),
    ("Whoever was deleted in Intercom must vanish from the Mailchimp audience.", "Intercom", "Mailchimp"),
    ("A form dropped into the Dropbox folder goes out for signature by DocuSign.", "Dropbox", "DocuSign"),
    ("A lead comes in on Typeform -> somebody in sales gets a task in Asana", "Typeform", "Asana"),
    ("Sales would like to run a campaign in Mailchimp for customers we have lost in HubSpot.", "HubSpot", "Mailchimp"),
    ("Renewals: once a deal is won in HubSpot, raise a ticket in our Jira project", "HubSpot", "Jira"),
    ("Invoice paid in Stripe? Then tell the owner: a message in Slack, with the amount", "Stripe", "Slack"),
    ("We are leaving Trello for Linear. Whatever isn't done yet has to go out again from Linear to the same people.", "Trello", "Linear"),
    ("We keep our suppliers in Airtable. They have to exist as vendors in Xero: name, who looks after them.", "Airtable", "Xero"),
    (
        "When somebody retires, HR enters the last day in BambooHR. I want their Okta login shut off once that day has come.",
        "BambooHR",
        "Okta",
    ),
    (
        "Okta is our master. Once a person has been created there they need an account in Slack; anybody suspended in Okta loses it.",
        "Okta",
        "Slack",
    ),
    (
        "Our head of support would like one line per rating added at the bottom of a Google Sheet. The ratings sit in Zendesk.",
        "Zendesk",
        "Google Sheets",
    ),
    ("Salesforce needs to know about invoices paid in Xero", "Xero", "Salesforce"),
    ("We want Jira issues created from Zendesk tickets.", "Zendesk", "Jira"),
    ("Invoices in Xero should be created from Shopify orders.", "Shopify", "Xero"),
    ("Create a Trello card when a GitHub issue is opened", "GitHub", "Trello"),
    ("Create a Microsoft Teams channel for every new Asana project", "Asana", "Microsoft Teams"),
    ("Push Stripe payouts into NetSuite every night.", "Stripe", "NetSuite"),
    ("Update the Shopify inventory from ERPNext stock levels", "ERPNext", "Shopify"),
    ("Slack message for each failed Stripe payment", "Stripe", "Slack"),
    ("Notify Slack about new Zendesk tickets", "Zendesk", "Slack"),
    ("Whenever we hire someone (BambooHR), IT wants an account in Okta.", "BambooHR", "Okta"),
    ("Orders: WooCommerce -> ERPNext", "WooCommerce", "ERPNext"),
    ("Our books are in QuickBooks. Every Stripe charge has to end up there.", "Stripe", "QuickBooks"),
    ("Jira issues get closed when the Zendesk ticket is solved", "Zendesk", "Jira"),
    ("Show in HubSpot which invoices are open in Xero", "Xero", "HubSpot"),
    ("I'd like to have new Shopify orders posted in Slack", "Shopify", "Slack"),
    ("contacts: hubspot to mailchimp", "HubSpot", "Mailchimp"),
    ("neue Bestellungen aus Shopify sollen in lexoffice als Rechnung angelegt werden", "Shopify", "lexoffice"),
    ("Every Xero contact needs to exist in Front too.", "Xero", "Front"),
    ("Could you keep the product list in Shopify up to date with what is in Odoo?", "Odoo", "Shopify"),
    ("Guests that sign in to Front should appear in Slack.", "Front", "Slack"),
    ("In Xero we need one invoice per WooCommerce order.", "WooCommerce", "Xero"),
    ("We get leads via Typeform. They belong in Pipedrive.", "Typeform", "Pipedrive"),
    ("Salesforce is our master. HubSpot must follow it for contacts.", "Salesforce", "HubSpot"),
    ("Employees leaving according to BambooHR: disable their Okta login.", "BambooHR", "Okta"),
    ("Freshdesk tickets -> Jira issues, one way", "Freshdesk", "Jira"),
    ("Keep Salesforce accounts current with the company data from ERPNext.", "ERPNext", "Salesforce"),
    ("The company moves from Trello to Linear. Copy the cards with their comments.", "Trello", "Linear"),
]


@pytest.mark.parametrize(("text", "source", "target"), SENTENCES)
@pytest.mark.parametrize("given", [False, True], ids=["named only in prose", "given beside it"])
def test_direction(text: str, source: str, target: str, *, given: bool) -> None:
    """Conditions, prepositions, passive voice and order of words decide, whether or not the systems were given."""
    systems = [SystemRef(name=name) for name in sorted((source, target))] if given else []
    brief = read_brief(text, systems=systems)
    assert [(wish.source, wish.target) for wish in brief.wishes] == [(source, target)]


@pytest.mark.parametrize(
    ("text", "given", "source", "target"),
    [
        ("Billing customers that are companies must exist in the CRM.", ("Lago", "HubSpot"), "Lago", "HubSpot"),
        ("Copy new orders to our accounting.", ("Shopify", "Xero"), "Shopify", "Xero"),
        ("Every M365 user needs a seat in Asana", ("Microsoft Graph", "Asana"), "Microsoft Graph", "Asana"),
        ("Mirror Outlook meetings to Google calendar", ("Google Calendar", "Microsoft Graph"), "Microsoft Graph", "Google Calendar"),
        ("When a parcel leaves Depot 7, tell Frontdesk.", ("Depot 7", "Frontdesk"), "Depot 7", "Frontdesk"),
        ("Load customers into the customers table", ("Stripe", "Data warehouse"), "Stripe", "Data warehouse"),
    ],
)
def test_systems_known_by_other_names(text: str, given: tuple[str, ...], source: str, target: str) -> None:
    """Aliases, the words for a kind of system and names of one's own all lead to the system given."""
    wishes = read_brief(text, systems=[SystemRef(name=name) for name in given]).wishes
    assert [(wish.source, wish.target) for wish in wishes] == [(source, target)]


def test_everyday_words_are_no_systems() -> None:
    """`Make sure` and `in front of` name no product; `Front` and `Make` with their capitals do."""
    brief = read_brief("Make sure that every new Stripe customer is in HubSpot before the box in front of me is closed.")
    assert [system.name for system in brief.systems] == ["Stripe", "HubSpot"]
    assert brief.platform == ""
    assert read_brief("Build this in Make: new Stripe customers go to HubSpot.").platform == "make"


def test_mail_addresses_name_no_system() -> None:
    """The domain of an address is no mention."""
    brief = read_brief("When a ticket is solved in Zendesk, update the issue in Jira. Ask anna@slack.com or https://slack.com/help.")
    assert [system.name for system in brief.systems] == ["Zendesk", "Jira"]


WITHDRAWN = [
    ("Forget the Slack thing.", ["Xero"]),
    ("No need for Slack any more.", ["Xero"]),
    ("The Slack message is no longer needed.", ["Xero"]),
    ("Scratch that.", ["Xero"]),
    ("We don't need Slack after all.", ["Xero"]),
    ("Never mind the Xero part.", ["Slack"]),
    ("Use Teams instead of Slack.", ["Xero", "Microsoft Teams"]),
    ("Not Slack but Teams please.", ["Xero", "Microsoft Teams"]),
    ("Instead of Slack, use Microsoft Teams.", ["Xero", "Microsoft Teams"]),
    ("We don't want duplicates.", ["Xero", "Slack"]),
    ("Owners are handled separately.", ["Xero", "Slack"]),
    ("Refunds are out of scope.", ["Xero", "Slack"]),
    ("We don't need a message for test orders.", ["Xero", "Slack"]),
]


@pytest.mark.parametrize(("sentence", "targets"), WITHDRAWN)
def test_what_a_later_sentence_takes_back(sentence: str, targets: list[str]) -> None:
    """A withdrawn wish is not designed, a replaced system is; remarks take nothing back and wish for nothing."""
    text = "When an order is paid in Shopify, create an invoice in Xero.\nWhen an order is paid in Shopify, post a message to Slack.\n"
    brief = read_brief(text + sentence)
    assert [wish.target for wish in brief.wishes] == targets
    assert [system.name for system in brief.systems] == ["Shopify", *targets]


def test_a_system_of_a_withdrawn_wish_is_none_of_the_brief() -> None:
    """With every wish taken back, only systems that still matter are left."""
    brief = read_brief("When a deal is won in HubSpot, post a message to Slack. Forget the Slack thing.")
    assert brief.wishes == ()
    assert [system.name for system in brief.systems] == ["HubSpot"]


def test_both_directions() -> None:
    """Both ways is read; an agreement without a direction is asked about."""
    assert read_brief("Keep contacts in HubSpot and Salesforce in sync, both ways.").wishes[0].two_way
    assert not read_brief("Keep HubSpot in sync with Salesforce.").wishes[0].two_way
    between = read_brief("Sync contacts between HubSpot and Salesforce.")
    assert not between.wishes[0].two_way
    assert [question.id for question in between.questions] == ["two_way_1"]


def test_failures_of_the_connection_are_no_wishes() -> None:
    """A failed record can start a flow, a failed connection is an error wish."""
    brief = read_brief(
        "When a payment fails in Stripe, open a ticket in Zendesk. If Zendesk is down, retry for a day and alert ops@example.com."
    )
    assert [(wish.source, wish.target) for wish in brief.wishes] == [("Stripe", "Zendesk")]
    assert brief.errors == ("If Zendesk is down, retry for a day and alert ops@example.com.",)


@pytest.mark.parametrize("text", ["", " \n\n", "Hello", "\ufeff", "---\n---\n", "# \n"])
def test_nothing_is_refused(text: str) -> None:
    """An empty brief or a single word names the place, the fact and the next step."""
    with pytest.raises(BriefError) as refusal:
        read_brief(text, path="brief.md")
    assert refusal.value.place == "brief.md"
    assert refusal.value.fact
    assert "designer new" in refusal.value.next_step


def answered(question: str, answer: str) -> tuple[list[str], bool, list[str]]:
    """Return the targets, whether what is there stays, and the questions of a chat that ends so."""
    text = f"[09:00] a: when a deal is won in HubSpot, create a project in Asana\n[09:01] b: {question}\n[09:02] a: {answer}"
    brief = read_brief(text)
    return [wish.target for wish in brief.wishes], any(wish.create_only for wish in brief.wishes), [one.id for one in brief.questions]


def test_an_answer_decides_about_the_question_before_it() -> None:
    """A no puts it off, a yes takes it in; without either the brief is asked back."""
    assert answered("could we also post it to Slack?", "nah") == (["Asana"], False, [])
    assert answered("could we also post it to Slack?", "yes please") == (["Asana", "Slack"], False, [])
    assert answered("could we also post it to Slack?", "ask Tim") == (["Asana"], False, ["asked_2"])
    assert answered("and if the project exists?", "then don't touch it") == (["Asana"], True, [])
    assert answered("and if the project exists?", "update it, but never twice") == (["Asana"], False, [])
    assert answered("is there already an api?", "we never had one") == (["Asana"], False, [])


def test_a_no_that_says_what_shall_not_be_is_no_answer() -> None:
    """`No duplicates please` stands for itself."""
    brief = read_brief("When a deal is won in HubSpot, create a project in Asana. Only deals over 1000. No duplicates please.")
    assert [wish.target for wish in brief.wishes] == ["Asana"]
    assert answered("could we also post it to Slack?", "no duplicates please")[2] == ["asked_2"]


@pytest.mark.parametrize(
    "text",
    [
        "When a deal is won in HubSpot, create a project in Asana. Add it to the Asana portfolio, with the HubSpot id in a field.",
        "When a deal is won in Close, create it in Pipedrive. Close gives the amounts in cents, Pipedrive wants pounds.",
        "Orders placed in Shopify have to reach whoever packs them. Please raise them in Asana on the right project.",
        "Contracts must not live in DocuSign only. When a contract is signed in DocuSign, put it into the folder in Box.",
        "Sales pay attention to HubSpot; HubSpot deals are a mess. For each won deal in HubSpot create a project in Asana, show the owner.",
        "When a deal is won in HubSpot, create a project in Asana. Show the lines too; mind that Asana counts in days.",
    ],
)
def test_a_sentence_that_adds_to_a_wish_is_no_second_one(text: str) -> None:
    """Additions, remarks and prohibitions around one wish leave it the only one."""
    assert len(read_brief(text).wishes) == 1


def test_an_order_about_what_was_wished_says_what_is_done() -> None:
    """`Raise them in Asana` completes the wish before it, instead of starting another."""
    (wish,) = read_brief(
        "Orders placed in Shopify have to reach whoever packs them. Please raise them in Asana on the right project."
    ).wishes
    assert (wish.source, wish.target, wish.then) == ("Shopify", "Asana", "raise them in Asana on the right project")


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("Every customer we open in Zoho Books should be in Square as well.", ()),
        (
            'A form put into the Dropbox folder "To be signed" goes out for signature by DocuSign.',
            ('into the Dropbox folder "To be signed"',),
        ),
        ("Orders placed in Shopify (shipped, not returned) must become invoices in Xero.", ("shipped",)),
        ("Anything in Trello that isn't closed yet has to be copied to Linear.", ("not closed yet",)),
        ("When a pull request is merged on GitHub, move the Jira issue whose key is in the branch to Done.", ()),
        ("When a text comes in on Twilio, create a ticket in Zendesk, and a requester only if there is none.", ()),
    ],
)
def test_what_limits_the_records(text: str, conditions: tuple[str, ...]) -> None:
    """A state limits; a verb, a name in quotation marks, the target's own records and look-ups do not."""
    assert read_brief(text).wishes[0].conditions == conditions


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Tasks in our Asana project should also be in Trello, ticked off when they are done.", "Tasks in our Asana project"),
        ("Every Friday evening copy the hours from Asana into Xero.", "the hours from Asana"),
        (
            "Every night we need all accounts that changed in Salesforce to be known as companies in Freshdesk.",
            "all accounts that changed in Salesforce",
        ),
        (
            "Our head of support would like one line per rating added to a Google Sheet. The ratings sit in Zendesk.",
            "The ratings sit in Zendesk",
        ),
        (
            "When a plan ends, i.e. the subscription in Stripe is cancelled, switch the page in Notion to Ended.",
            "a plan ends, i.e. the subscription in Stripe is cancelled",
        ),
        ("After each pay run in Gusto the totals (gross, taxes, net) have to be booked in Xero.", "each pay run in Gusto"),
        (
            "As soon as an order is approved in Xero it ought to show up in Airtable with supplier, number and date.",
            "an order is approved in Xero",
        ),
    ],
)
def test_the_clause_that_starts_a_wish(text: str, when: str) -> None:
    """It holds the whole condition and nothing of the action, a time of day or a clause about what was named before."""
    assert read_brief(text).wishes[0].when == when


def test_a_form_decides_the_direction() -> None:
    """The lines for source and target outweigh what a sentence lets one think."""
    text = (
        "Source system: Pipedrive\nTarget system: Xero\n\nXero needs the amount of the deal.\n\n"
        "| Source | Target |\n|---|---|\n| title | Reference |\n"
    )
    for given in (("Xero", "Pipedrive"), ("Pipedrive", "Xero")):
        (wish,) = read_brief(text, systems=[SystemRef(name=name) for name in given]).wishes
        assert (wish.source, wish.target) == ("Pipedrive", "Xero")
        assert [(pair.sources, pair.target) for pair in wish.pairs] == [(("title",), "Reference")]


@pytest.mark.parametrize(
    ("given", "said"), [("Jira Service Management", "Jira help desk"), ("Zoho Books", "Zoho"), ("Xero Projects", "Xero")]
)
def test_a_shorter_name_means_the_given_system(given: str, said: str) -> None:
    """A product that only one given system holds in its name is that system."""
    brief = read_brief(
        f"When a deal is won in HubSpot, create an entry in {said}.", systems=[SystemRef(name=given), SystemRef(name="HubSpot")]
    )
    assert [wish.target for wish in brief.wishes] == [given]


WISHES_TO_BE = [
    (
        (
            "Whenever HR hires somebody in BambooHR we still create the Okta account by hand. "
            "Please set it up so that a new hire gets an Okta user on the first day."
        ),
        [("BambooHR", "Okta", "a new hire")],
    ),
    (
        (
            "Ticket: INT-7\nType: Story\nAs a support lead I want bugs that agents escalate in Zendesk to show up as GitHub issues\nAC:\n"
            "- link back to the Zendesk ticket in the body"
        ),
        [("Zendesk", "GitHub", "bugs that agents escalate in Zendesk")],
    ),
    (
        "Trigger: as soon as possible\nGoal: a meeting scheduled in Zoom must appear in Google Calendar",
        [("Zoom", "Google Calendar", "a meeting scheduled in Zoom")],
    ),
    (
        "When a contact changes in HubSpot, update the member in Mailchimp. If both changed, HubSpot wins.",
        [("HubSpot", "Mailchimp", "a contact changes in HubSpot")],
    ),
]


@pytest.mark.parametrize(("text", "wishes"), WISHES_TO_BE)
def test_what_only_stands_around_a_wish_is_none(text: str, wishes: list[tuple[str, str, str]]) -> None:
    """Work of today, the head and role of a user story, a time, the rule of a conflict and what a text shall hold start no flow."""
    systems = [SystemRef(name=name) for name in wishes[0][:2]]
    assert [(wish.source, wish.target, wish.when) for wish in read_brief(text, systems=systems).wishes] == wishes


def test_a_brief_in_prose_keeps_its_limits_and_its_second_flow() -> None:
    """What people have to do by hand is no wish; limits in brackets, and what shall be noted later, are read."""
    brief = read_brief(
        "When somebody is paged, somebody later has to copy the incident into Shortcut by hand. We'd like a story in Shortcut the moment "
        'an incident is triggered in PagerDuty (service "Checkout" and "Payments" only, and only high urgency - low ones are noise). '
        "If the incident gets resolved, add a comment to the story. Not for test incidents."
    )
    first, second = brief.wishes
    assert (first.source, first.target) == (second.source, second.target) == ("PagerDuty", "Shortcut")
    assert first.conditions == ('service "Checkout" and "Payments" only', "only high urgency")
    assert second.conditions == ("Not for test incidents",)
    assert second.then.startswith("add a comment to the story")


def test_an_order_before_any_comma_begins_the_action() -> None:
    """`Someone is added in BambooHR create a task ..., due on ...`: the comma stands in the order."""
    (wish,) = read_brief("As soon as someone is added in BambooHR (hourly is fine) create a task in Asana, due on the hire date.").wishes
    assert wish.when.startswith("someone is added in BambooHR")
    assert wish.then.startswith("create a task in Asana")
