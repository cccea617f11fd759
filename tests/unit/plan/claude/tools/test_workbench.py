"""The workbench: what the model is answered, and what becomes of the design."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.transform import SplitName
from tests.unit.plan.claude.benches import FLOW, PLANNER, a_bench

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.design import Mapping
    from designer.model.scalars import Json, JsonObject
    from designer.plan.claude.tools import ToolAnswer, Workbench

WRITE = f"{FLOW}.steps[id=write_contact]"


def patch(bench: Workbench, op: str, at: str, *value: Json) -> ToolAnswer:
    """Make one patch."""
    one: JsonObject = {"op": op, "at": at, **({"value": value[0]} if value else {})}
    return bench.use("patch_design", {"patches": [one]})


def mapping(bench: Workbench, target: str) -> Mapping:
    """Return the mapping of the write."""
    return next(one for _, _, step, one in bench.design.mappings() if step.id == "write_contact" and one.target == target)


def test_a_patch_changes_the_design_and_is_answered_with_findings(tmp_path: Path) -> None:
    """The answer holds the new design and its report; the draft stays."""
    bench = a_bench(tmp_path)
    answer = patch(
        bench,
        "set",
        f"{WRITE}.mappings[target=body.name]",
        {"sources": ["trigger:customer.full_name"], "transform": {"name": "split_name"}},
    )
    assert not answer.is_error
    assert answer.text.startswith("1 patch made. Changed: flows.\n")
    assert "0 errors, 1 open point, 2 warnings:" in answer.text.splitlines()[-1]
    assert answer.design is bench.design
    assert answer.report is bench.report
    assert mapping(bench, "body.name").transform == SplitName()
    assert bench.draft != bench.design


def test_a_wrong_field_is_found_by_the_check(tmp_path: Path) -> None:
    """The model learns where, what, and what was meant."""
    bench = a_bench(tmp_path)
    answer = patch(bench, "set", f"{WRITE}.mappings[target=body.name].sources", ["trigger:customer.fullname"])
    assert not answer.is_error
    assert f"{WRITE}.mappings[target=body.name].sources[0]" in answer.text
    assert "full_name" in answer.text
    assert "1 error" in answer.text.splitlines()[-1]


def test_certain_fixes_are_made_and_told(tmp_path: Path) -> None:
    """What has only one right form is mended here, and the model is told."""
    bench = a_bench(tmp_path)
    answer = patch(bench, "set", f"{WRITE}.media_type", "text/xml")
    assert "mended here: " in answer.text
    assert answer.design is not None
    assert answer.design.flows[0].steps[1].media_type == "application/json"


def test_submitted_sections_replace_and_others_stay(tmp_path: Path) -> None:
    """A submission may hold a single section."""
    bench = a_bench(tmp_path)
    flows = bench.design.flows
    answer = bench.use("submit_design", {"design": {"architecture": {"pattern": "webhook to API", "reasons": ["fast"]}}})
    assert answer.text.startswith("Taken. Changed: architecture.")
    assert bench.design.architecture.reasons == ("fast",)
    assert bench.design.flows == flows


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    """A submission of what is there is told as such, and counts as no design."""
    bench = a_bench(tmp_path)
    answer = bench.use("submit_design", {"design": {"title": bench.design.title}})
    assert answer.text.startswith("Nothing changed")
    assert answer.design is None


def test_all_faults_at_once(tmp_path: Path) -> None:
    """Form and ids are told together; nothing is changed."""
    bench = a_bench(tmp_path)
    before = bench.design
    wrong: JsonObject = {
        "flows": [{"id": "a-b", "trigger": {"kind": "webhok"}, "steps": [{"id": "s", "maping": []}, {"id": "s"}]}],
        "systems": [{"id": "shop", "base_url": "https://x.example"}, {"id": "erp"}],
    }
    answer = bench.use("submit_design", {"design": wrong})
    assert answer.is_error
    assert answer.design is None
    for told in ('Did you mean "webhook"', 'Did you mean "mappings"', "'a_b'", "there twice"):
        assert told in answer.text
    assert bench.design == before


def test_a_draft_beyond_the_bounds_of_a_reply_can_be_patched(tmp_path: Path) -> None:
    """The bounds are for what a model sends, not for what is there."""
    bench = a_bench(tmp_path)
    flow = bench.design.flows[0]
    bench.design = replace(bench.design, flows=tuple(replace(flow, id=f"flow_{number}") for number in range(45)))
    assert not patch(bench, "set", "$.flows[id=flow_44].title", "The last").is_error
    assert bench.design.flows[44].title == "The last"


def test_arguments_in_another_form_are_understood(tmp_path: Path) -> None:
    """A design written as a text of JSON, and a patch outside a list, are what they mean."""
    bench = a_bench(tmp_path)
    assert not bench.use("submit_design", {"design": '{"title": "New"}'}).is_error
    assert bench.design.title == "New"
    assert not bench.use("patch_design", {"patches": {"op": "set", "at": "$.title", "value": "Newer"}}).is_error
    assert bench.design.title == "Newer"


def test_unknown_tools_and_arguments(tmp_path: Path) -> None:
    """They are answered with what was meant."""
    bench = a_bench(tmp_path)
    assert "`submit_design`" in bench.use("submit_desing", {}).text
    answer = bench.use("search_operations", {"system": "Shop", "word": "x", "limit": "5"})
    assert answer.is_error
    for told in ("$.word: ", '"words"', "$: ", "$.limit: "):
        assert told in answer.text


def test_what_is_sent_twice_in_the_same_words_stands_once(tmp_path: Path) -> None:
    """Two questions with one id and other words are a fault; twice the same is one."""
    bench = a_bench(tmp_path)
    question: JsonObject = {"id": "q", "about": "x", "text": "Which?"}
    assert not bench.use("submit_design", {"design": {"questions": [question, question]}}).is_error
    assert [one.id for one in bench.design.questions] == ["q"]
    assert bench.use("submit_design", {"design": {"questions": [question, {**question, "text": "What?"}]}}).is_error


def test_the_narrative_is_laid_into_the_design(tmp_path: Path) -> None:
    """Who wrote it is set here."""
    bench = a_bench(tmp_path)
    told: JsonObject = {"overview": "Contacts follow customers.", "author": "somebody", "monitoring": ["Watch it."]}
    answer = bench.use("submit_narrative", {"narrative": told})
    assert not answer.is_error
    assert bench.design.narrative.author == PLANNER
    assert bench.design.narrative.monitoring == ("Watch it.",)
    wrong = bench.use("submit_narrative", {"narrative": {"overview": 3, "trouble": []}})
    assert wrong.is_error
    assert 'Did you mean "troubles"' in wrong.text
    texts = bench.use("submit_narrative", {"narrative": {"overview": "x", "troubles": ["y"], "monitoring": "z"}}).text.splitlines()
    assert texts[1:] == ['$.troubles[0]: "y" is a text. Write an object.', '$.monitoring: "z" is a text. Write a list.']


def test_check_design_tells_the_findings(tmp_path: Path) -> None:
    """It changes nothing."""
    bench = a_bench(tmp_path)
    answer = bench.use("check_design", {})
    assert "TRG507" in answer.text
    assert answer.design is None


def test_a_system_that_the_brief_does_not_name_is_left_out(tmp_path: Path) -> None:
    """The rest of a submission that brings one is taken."""
    bench = a_bench(tmp_path)
    answer = bench.use("submit_design", {"design": {"systems": [{"id": "erp"}, {"id": "crm"}], "goal": "Another."}})
    assert "left as it is: $.systems[id=erp] (there is no such system; the systems are those of the brief: shop, crm)." in answer.text
    assert [system.id for system in bench.design.systems] == ["shop", "crm"]
    assert bench.design.goal == "Another."


def test_an_answer_tells_what_is_new_in_full(tmp_path: Path) -> None:
    """Warnings that stood before are told by their place; check_design tells them in full again."""
    bench = a_bench(tmp_path)
    warned = next(line for line in bench.use("check_design", {}).text.splitlines() if line.startswith("warning "))
    answer = patch(bench, "set", "$.goal", "Another.").text
    assert warned not in answer
    assert f"warnings as before: {warned.split(': ')[0].removeprefix('warning ')}" in answer
    assert warned in bench.use("check_design", {}).text


def test_what_is_gone_already_keeps_no_patch_from_being_made(tmp_path: Path) -> None:
    """The answer tells that nothing stood there, and what stands in its place."""
    bench = a_bench(tmp_path)
    gone: JsonObject = {"op": "remove", "at": f"{WRITE}.mappings[target=body.emial]"}
    answer = bench.use("patch_design", {"patches": [gone, {"op": "set", "at": "$.goal", "value": "Another."}]})
    assert not answer.is_error
    assert answer.text.startswith("Made, but for what is told here. Changed: goal.\nremoved nothing: nothing stands at ")
    assert 'Did you mean "body.email"?' in answer.text
    assert bench.design.goal == "Another."
    assert bench.use("patch_design", {"patches": [gone]}).text.startswith("Nothing changed.\nremoved nothing: ")
