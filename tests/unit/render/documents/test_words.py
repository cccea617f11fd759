"""Marks and turns of phrase."""

from __future__ import annotations

import pytest

from designer.render.documents.words import clipped, code, codes, counted, duration, listed, money, prose, schedule, sentence


@pytest.mark.parametrize(
    ("text", "span"),
    [("a.b", "`a.b`"), ("a|b", r"`a\|b`"), ("x`y", "``x`y``"), ("`x", "`` `x ``"), ("a\nb", "`a b`"), ("", "-")],
)
def test_a_code_span_holds_any_text(text: str, span: str) -> None:
    """Backticks, bars and line breaks do not end the span or the table cell."""
    assert code(text) == span


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("* * * * *", "every minute"),
        ("*/15 * * * *", "every 15 minutes"),
        ("0 * * * *", "every hour"),
        ("5 * * * *", "every hour, 5 minutes past"),
        ("*/1 * * * *", "every minute"),
        ("0 */1 * * *", "every hour"),
        ("0 */6 * * *", "every 6 hours"),
        ("30 2 * * *", "every day at 02:30 UTC"),
        ("0 3 * * 1", "on the schedule `0 3 * * 1`"),
        ("", "on no schedule yet"),
    ],
)
def test_plain_schedules_are_told_in_words(cron: str, words: str) -> None:
    """What is not plain is shown as the expression."""
    assert schedule(cron) == words


def test_a_long_text_ends_with_a_whole_sentence() -> None:
    """A vendor's essay is cut behind the last sentence that fits; without one, behind a word."""
    assert clipped("Short one. Another sentence follows here.", limit=20) == "Short one."
    assert clipped("one two three four", limit=10) == "one two…"


def test_tags_and_link_targets_of_a_vendor_are_dropped() -> None:
    """What a viewer would have shown stays."""
    assert prose("See <a href='x'>the [guide](https://v.example/x)</a>.") == "See the guide ."


@pytest.mark.parametrize("text", ["Onboard <first and last name>", "write to <address>", "<a person> decides", "1 < 2 and 3 > 2"])
def test_words_between_angle_brackets_that_are_no_tag_stay(text: str) -> None:
    """A person writes placeholders so; they are shown as text, never as markup."""
    assert clipped(text) == text
    assert prose(text).replace("\\", "") == text


@pytest.mark.parametrize(
    "tag", ["<br/>", "<img src=x onerror=alert(1)>", "</p>", "<!-- note -->", "<https://v.example>", "<SPAN class='x'>"]
)
def test_marks_of_html_are_dropped(tag: str) -> None:
    """A vendor's markup says nothing to a reader."""
    assert clipped(f"one {tag} two") == "one two"


def test_amounts_spans_and_lists() -> None:
    """Figures read as a person writes them."""
    assert [money(1200), money(9.5), money(4)] == ["$1,200", "$9.50", "$4"]
    assert [duration(90), duration(300), duration(7200), duration(86400), duration(0.5)] == ["90 s", "5 min", "2 h", "1 day", "0.5 s"]
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"], last="or")] == ["", "a", "a, b or c"]
    assert [counted(1, "field"), counted(2000, "entry", many="entries")] == ["1 field", "2,000 entries"]
    assert codes("abc", limit=2) == "`a`, `b` and 1 more"
    assert [sentence("it works"), sentence("Done."), sentence("")] == ["It works.", "Done.", ""]
