"""What a sentence asks of one system."""

from __future__ import annotations

from designer.match.operations.wording import asked


def test_nouns_belong_to_the_system_they_stand_by() -> None:
    """Each side's noun counts more for that side."""
    text = "Copy invoices from Billhub to bills in Ledgerly"
    billhub = asked(text, system="Billhub", others=["Ledgerly"]).said
    ledgerly = asked(text, system="Ledgerly", others=["Billhub"]).said
    assert billhub["invoice"] > billhub["bill"]
    assert ledgerly["bill"] > ledgerly["invoice"]


def test_what_is_made_counts_above_its_circumstances() -> None:
    """The object of the verb counts most; what comes along with it, least."""
    said = asked("Create an order in Shoply, with payments before the delivery", system="Shoply", others=[]).said
    assert said["order"] > 2 * said["payment"]
    assert said["order"] > 2 * said["shipping"]


def test_the_place_counts_less_than_the_thing() -> None:
    """`in our Trackly project` tells where an issue is opened, not what is opened."""
    said = asked("open an issue in our Trackly project", system="Trackly", others=[]).said
    assert said["issue"] > said["project"]
    assert said["project"] < asked("open an issue for our Trackly project", system="Trackly", others=[]).said["project"]


def test_names_of_systems_are_no_nouns() -> None:
    """A system called after a record is not asked for that record, unless the word stands alone."""
    said = asked("Send customers to Invoice Ninja and file an invoice", system="Invoice Ninja", others=[]).said
    assert "ninja" not in said
    assert "invoice" in said
    assert "invoice" not in asked("Send customers to Invoice Ninja", system="Invoice Ninja", others=[]).said


def test_people_say_hire_and_mean_employee() -> None:
    """An idiom names a record by other words, and counts more than the words that it is made of."""
    wanted = asked("for each new hire", system="Staffly", others=[])
    assert wanted.meant["employee"] > wanted.said["hire"] > 0
    assert wanted.happenings == {"created"}


def test_what_shall_be_there_is_made() -> None:
    """`must be in their calendar` asks to make an event; `must be corrected` asks for no new record."""
    there = asked("it must be in the Daybook calendar", system="Daybook", others=[]).verbs
    changed = asked("it must be corrected in Daybook", system="Daybook", others=[]).verbs
    assert there.get("create", 0.0) > there.get("update", 0.0)
    assert changed.get("update", 0.0) > changed.get("create", 0.0)


def test_what_leads_to_a_wish_is_not_the_wish() -> None:
    """What another moves before `I'd like …` is not what shall be done."""
    verbs = asked("the agent moves it and I'd like an issue to appear in Trackly", system="Trackly", others=[]).verbs
    alone = asked("the agent moves it", system="Trackly", others=[]).verbs
    assert verbs["update"] < alone["update"]


def test_many_in_one_call_are_told_apart() -> None:
    """`in one go` asks for a call that takes many records."""
    assert asked("load all contacts into Mailly in one go", system="Mailly", others=[]).is_bulk
    assert not asked("load all contacts into Mailly", system="Mailly", others=[]).is_bulk


def test_what_something_is_called_names_no_record() -> None:
    """Several words in quotation marks are a name or a value; a system of one word is known by it, whatever else the word may name."""
    wanted = asked('put the tag "came to the board meeting" on the contact in Trackly', system="Trackly", others=[])
    assert "meeting" not in wanted.said
    assert wanted.said["contact"] > 0
    assert "shop" not in asked("create an order in Shop", system="Shop", others=[]).said


def test_what_people_call_a_record_is_no_name_for_others() -> None:
    """`papers` may be files; who says `file` means no paper."""
    assert "file" in asked("send the paper to Trackly", system="Trackly", others=[]).meant
    assert "paper" not in asked("send the file to Trackly", system="Trackly", others=[]).meant


def test_an_idiom_keeps_the_word_that_it_means() -> None:
    """A `printed letter` is a letter; the roles of people are no records."""
    printed = asked("post a printed letter via Postly", system="Postly", others=[]).said
    assert printed["letter"] > 2 * asked("tell the service desk in Postly", system="Postly", others=[]).said["service"]


def test_the_sentence_that_names_the_system_says_what_is_done() -> None:
    """A wish cut off before the system's name still asks for what is told behind it."""
    whole = "Letters come back. In Ledgerly, please cancel the order."
    wanted = asked("Letters come back", system="Ledgerly", others=["Postly"], side="target", beside=whole)
    assert wanted.actions["cancel"] > 0
