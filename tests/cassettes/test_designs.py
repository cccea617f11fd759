"""Whole designs by Claude, replayed through the real command with no network: design, report, run log and what was asked."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from designer.plan.claude.demands import held
from designer.plan.claude.prompts import prompt_file
from tests.cassettes.designs import DESIGNS, Made, Recorded, make
from tests.cassettes.record import scripted
from tests.cassettes.tape import StaleCassetteError, bodies, replaying
from tests.cassettes.transcript import transcript
from tests.standin.models import model_called
from tests.standin.rules import hold_against_rules
from tests.standin.sent import Sent
from tests.standin.validation import hold_against_types

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEY = "sk-ant-api03-never-to-be-written"
STYLES = {one.style: one for one in DESIGNS}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Made, list[dict[str, Any]]]]:
    """Return what the command makes of a style's cassette, with the bodies of the requests; each is replayed once."""
    kept: dict[str, tuple[Made, list[dict[str, Any]]]] = {}

    def replayed(style: str) -> tuple[Made, list[dict[str, Any]]]:
        if style not in kept:
            with pytest.MonkeyPatch.context() as patch, replaying(STYLES[style].cassette) as cassette:
                patch.setenv("ANTHROPIC_API_KEY", KEY)
                found = make(STYLES[style], tmp_path_factory.mktemp(style))
                assert cassette.all_played, (
                    f"{style}.yaml: {len(cassette) - cassette.play_count} requests did not come; run `make cassettes`"
                )
                kept[style] = found, list(bodies(cassette))
        return kept[style]

    return replayed


every_style = pytest.mark.parametrize("style", STYLES)
pytestmark = pytest.mark.xdist_group("cassettes")


@every_style
def test_the_design_is_the_one_that_was_kept(made: Any, style: str) -> None:
    """To the byte, and without errors."""
    found, _ = made(style)
    assert found.code == 0, found.told
    assert found.answer["planner"] == "claude:claude-opus-5-5"
    assert found.design == STYLES[style].golden.read_text(encoding="utf-8")


@every_style
def test_each_item_of_the_styles_list_is_in_the_design_or_the_documents(made: Any, style: str) -> None:
    """What the lesson wants generated is there in what Claude made, not in the offline planner's example alone."""
    found, _ = made(style)
    design = yaml.safe_load(found.design)
    for demand in prompt_file(f"styles/{style}").generate:
        assert [place for place in demand.design if not held(design, place)] == [], demand.item
        for document in demand.documents:
            assert [word for word in demand.words if word not in found.documents[document]] == [], f"{demand.item}: {document}"


@every_style
def test_the_report_is_the_one_that_was_kept(made: Any, style: str) -> None:
    """Rounds, ending, findings; none is an error."""
    found, _ = made(style)
    assert found.report() == STYLES[style].report.read_text(encoding="utf-8")
    assert not [one for one in found.answer["findings"] if one["severity"] == "error"]


@every_style
def test_the_run_log_holds_each_request_and_reply(made: Any, style: str) -> None:
    """The requests as they were sent, a line for each round, the whole price; and no credential in any file."""
    found, asked = made(style)
    logged = [found.run[f"{number:03d}.request.json"][0] for number in range(1, len(asked) + 1)]
    assert [{**body, "stream": True} for body in logged] == asked
    lines = [line["round"] for line in found.run["run.jsonl"] if "round" in line]
    assert [line["number"] for line in lines] == list(range(1, len(asked) + 1))
    assert [line["stop_reason"] for line in lines] == [
        found.run[f"{number:03d}.response.json"][0]["stop_reason"] for number in range(1, len(asked) + 1)
    ]
    assert found.answer["cost_usd"] == pytest.approx(sum(line["usd"] for line in lines), abs=1e-6)
    assert KEY not in json.dumps(found.run) + found.told + found.design


@every_style
def test_each_request_is_one_that_the_service_takes(made: Any, style: str) -> None:
    """By the SDK's types and the known rules, whoever recorded it."""
    for body in made(style)[1]:
        hold_against_types(body)
        hold_against_rules(body, model_called(body["model"]), Sent())


@every_style
def test_a_conversation_only_grows(made: Any, style: str) -> None:
    """Tools and system prompt stay as they are and messages are added at the end, so that the service's cache holds all before."""
    _, asked = made(style)
    for before, after in pairwise(asked):
        assert [after[part] for part in ("tools", "system", "model", "thinking")] == [
            before[part] for part in ("tools", "system", "model", "thinking")
        ]
        assert unmarked(after["messages"])[: len(before["messages"])] == unmarked(before["messages"])
        assert len(after["messages"]) > len(before["messages"])


@every_style
def test_a_cassette_says_how_it_was_made(style: str) -> None:
    """In its first lines; one from the kept replies names who wrote them."""
    head = STYLES[style].cassette.read_text(encoding="utf-8").split("version: 1\n")[0]
    assert all(line.startswith("#") for line in head.splitlines())
    assert "NOT recorded from the live service" in head or "Recorded from the live service" in head


@every_style
def test_the_transcript_is_of_this_cassette(style: str) -> None:
    """What docs/transcripts shows is what was asked and answered."""
    assert transcript(STYLES[style]) == STYLES[style].transcript.read_text(encoding="utf-8")


@every_style
def test_a_cassette_is_what_its_replies_give(tmp_path: Path, style: str) -> None:
    """The kept replies give this cassette to the byte, so that nobody has to believe it."""
    kept = STYLES[style].cassette
    if "NOT recorded from the live service" not in kept.read_text(encoding="utf-8"):
        pytest.skip("recorded from the live service")
    scripted(STYLES[style], tmp_path / "again.yaml")
    assert (tmp_path / "again.yaml").read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")


def test_claude_finds_the_contact_before_it_writes_one(made: Any) -> None:
    """What the offline planner did not understand of the brief: the same email address, a day of tries, the address for the name."""
    found, _ = made("api")
    design = yaml.safe_load(found.design)
    created = design["flows"][0]
    look, write = created["steps"]
    assert (look["operation"], look["role"]) == ("GET /Contacts", "lookup")
    by_target = {one["target"]: one for one in write["mappings"]}
    assert by_target["body.Contacts[].ContactID"]["sources"] == ["find_contact:Contacts[0].ContactID"]
    assert by_target["body.Contacts[].Name"]["transform"]["name"] == "coalesce"
    assert (design["policies"]["attempts"], design["policies"]["longest_delay_seconds"]) == (36, 3600)
    assert "xero_contact_search" not in found.design
    assert design["narrative"]["author"] == "claude:claude-opus-5-5"


def test_claude_mends_what_the_check_refuses(made: Any) -> None:
    """The errors of its own patch come back as the tool's answer, and the next round has none."""
    found, asked = made("nocode")
    counted = [line["round"].get("errors") for line in found.run["run.jsonl"] if "round" in line]
    first, *later = [one for one in counted if one is not None]
    assert first > 0
    assert later == [0, 0]
    answer = asked[3 - 1]["messages"][-1]["content"][0]
    assert answer["type"] == "tool_result"
    assert 'POST /rest/api/2/issue has no "issue.key". Did you mean "key"?' in json.dumps(answer, ensure_ascii=False).replace('\\"', '"')
    write_back = yaml.safe_load(found.design)["flows"][0]["steps"][-1]
    assert write_back["operation"] == "PUT /api/v2/tickets/{ticket_id}"
    assert write_back["mappings"][1]["sources"] == ["write_issue:key"]


def test_claude_asks_what_no_document_can_tell(made: Any) -> None:
    """How a contact belongs to a company is a question in the warehouse's design, and the brief's figures are in its extracts."""
    found, _ = made("warehouse")
    design = yaml.safe_load(found.design)
    assert "revenue_per_industry" in [one["id"] for one in design["questions"]]
    assert {one["id"]: one["records_per_day"] for one in design["warehouse"]["extracts"] if "records_per_day" in one} == {
        "stripe_charges": 3000,
        "zendesk_tickets": 200,
    }


def test_a_changed_prompt_fails_with_the_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command stops at once, names the place in the request and says what to run."""
    kept = STYLES["nocode"].cassette
    changed = tmp_path / "nocode.yaml"
    changed.write_text(
        kept.read_text(encoding="utf-8").replace("You are the integration engineer", "You were an integration engineer"), "utf-8"
    )
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    with replaying(changed), pytest.raises(StaleCassetteError, match=r"differs .* in \$\.system\[0\]\.text\. .* run `make cassettes`"):
        make(Recorded(style="nocode", example="zendesk-to-jira"), tmp_path / "made")


def unmarked(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return messages without their cache breakpoints, which move on."""
    return [
        {**message, "content": [{key: one for key, one in block.items() if key != "cache_control"} for block in message["content"]]}
        for message in messages
    ]
