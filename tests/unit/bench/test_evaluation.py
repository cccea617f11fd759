"""The evaluation: a perfect design scores 1, an empty one 0, order means nothing, what is beside the case costs nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from designer.model.design import Design, Flow, Mapping, Step, Trigger
from designer.model.question import Question
from designer.model.transform import Coalesce, Constant, Copy, Lower, Scale
from designer.model.warehouse import Column, Extract, ModelTable, Warehouse
from tests.unit.bench.evaluated import a_design, an_asked, fills, perfect
from tests.unit.bench.invented import a_case, told

BENCH = Path(__file__).resolve().parents[3] / "bench"
NONE_OF_THESE = {"precision": None, "kind": None}


@pytest.fixture(autouse=True)
def _package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the folder of the package on the path."""
    monkeypatch.syspath_prepend(str(BENCH))


def figures(design: Design | None, asked: Any = None) -> dict[str, float | None]:
    """Return all figures of a design."""
    from evaluation.judging import MEASURES, judged

    counts = judged(design, asked or an_asked())
    return {name: measure(counts) for name, measure in MEASURES.items()}


def counted(design: Design, asked: Any = None) -> dict[str, int]:
    """Return all counts of a design."""
    from evaluation.judging import judged

    return judged(design, asked or an_asked())


def test_a_perfect_design_scores_one_everywhere() -> None:
    """Right operations, right sources within envelopes, right kinds, the constant, and the question."""
    assert figures(a_design(*perfect())) == dict.fromkeys(figures(None), 1.0)


def test_no_design_and_an_empty_one_score_nothing() -> None:
    """Where nothing is proposed there is no precision, and all else is 0."""
    for design in (None, a_design(flows=())):
        assert figures(design) == dict.fromkeys(figures(None), 0.0) | NONE_OF_THESE


def test_the_order_of_mappings_and_flows_means_nothing() -> None:
    """A design read backwards scores the same."""
    whole = a_design(*perfect())
    assert figures(a_design(*reversed(perfect()))) == figures(whole)
    other = Flow(id="before", trigger=Trigger(kind="manual"), steps=(Step(id="tell", system="third", operation="POST /messages"),))
    assert figures(a_design(flows=(other, *whole.flows))) == figures(whole)


def test_what_the_case_does_not_tell_of_is_counted_and_costs_nothing() -> None:
    """A mapping beside the known ones lowers no figure."""
    found = counted(a_design(*perfect(), fills("contact.Note", "read:person.note")))
    assert found["extras"] == 1
    assert {name: found[name] for name in ("proposed", "right")} == {"proposed": 4, "right": 4}


def test_a_wrong_source_costs_precision_and_recall() -> None:
    """One of four told targets is filled from another field, one is missing."""
    mappings = [one for one in perfect() if not one.target.endswith(("City", "FullName"))]
    found = figures(a_design(*mappings, fills("contact.City", "read:person.address.state")))
    assert (found["precision"], found["recall"]) == (pytest.approx(2 / 3), 0.5)


def test_a_transform_of_another_kind_is_told_apart_from_a_wrong_source() -> None:
    """An address that should be made lower case and is only copied has the right source and the wrong kind."""
    mappings = [fills("contact.Mail", "read:person.email") if one.target.endswith("Mail") else one for one in perfect()]
    found = figures(a_design(*mappings))
    assert (found["recall"], found["kind"]) == (1.0, 0.75)


@pytest.mark.parametrize(
    ("design", "right"),
    [
        ({"read": "GET /people/{id}/notes"}, 1),
        ({"write": "POST /companies"}, 1),
        ({"read": "", "event": "person.created"}, 2),
        ({"read": "", "event": "person.deleted"}, 1),
        ({"read": "", "write": ""}, 0),
    ],
)
def test_operations_are_right_or_wrong_by_side(design: dict[str, Any], right: int) -> None:
    """The event that the case names stands for an operation; any other does not."""
    assert counted(a_design(**design))["needs_right"] == right


@pytest.mark.parametrize(
    ("value", "right"),
    [(Constant(value="person"), 1), (Constant(value="company"), 0), (Copy(), 0)],
)
def test_a_constant_needs_its_value(value: Any, right: int) -> None:
    """Another value is wrong, and so is nothing."""
    assert counted(a_design(fills("Kind", transform=value)))["constants_right"] == right


def test_what_must_be_asked_is_asked_decided_filled_or_left() -> None:
    """A setting without value and a question's own words ask; a constant decides; a field of the source does not hold it."""
    question = Question(id="which", about="body.ListId of the write", text="Which list?")
    for design, state in (
        (a_design(fills("ListId", "setting:list")), "asked"),
        (a_design(questions=(question,)), "asked"),
        (a_design(fills("ListId", transform=Constant(value="7"))), "decided"),
        (a_design(fills("ListId", "read:id")), "filled"),
        (a_design(), ""),
    ):
        found = counted(design)
        assert {name for name in ("asked", "decided", "filled") if found[name]} == ({state} if state else set())


def test_a_question_about_a_longer_name_asks_nothing_of_a_shorter_one() -> None:
    """`ListIdOfParent` is not `ListId`."""
    question = Question(id="which", about="body.ListIdOfParent", text="Which?")
    assert counted(a_design(questions=(question,)))["asked"] == 0


def test_an_answer_of_a_look_up_is_what_was_looked_up_by() -> None:
    """An id that another call found by the address comes from the address, and is a look-up."""
    from evaluation.answering import answer_of

    asked = an_asked()
    look_up = Step(
        id="find",
        role="lookup",
        system="other",
        operation="GET /contacts",
        mappings=(Mapping(target="query.email", sources=("read:person.email",)),),
    )
    mappings = (*perfect()[:1], *perfect()[2:], fills("contact.Mail", "find:results[0].id"))
    answer, _ = answer_of(a_design(*mappings, between=(look_up,)), asked, asked.known)
    assert (answer.proposed["mail"].transform, len(answer.proposed["mail"].sources)) == ("lookup", 1)
    assert counted(a_design(*mappings, between=(look_up,)))["right"] == 4


def test_an_item_is_read_from_its_list() -> None:
    """Within `for_each` the list's own path stands before the item's."""
    from dataclasses import replace

    design = a_design(fills("Mail", "item:value", transform=Lower()))
    flow = design.flows[0]
    step = replace(flow.steps[-1], for_each="read:emails[]")
    assert counted(replace(design, flows=(replace(flow, steps=(*flow.steps[:-1], step)),)))["right"] == 1


@pytest.mark.parametrize("transform", [Scale(), Coalesce()])
def test_a_second_source_that_only_helps_is_no_source(transform: Any) -> None:
    """The currency beside an amount and the second choice of a `coalesce` do not make the first wrong."""
    assert counted(a_design(fills("FullName", "read:name", "read:nickname", transform=transform)))["right"] == 1


def test_columns_are_followed_down_to_the_extract() -> None:
    """A warehouse is judged by the table with most of the known columns, whatever stages its values pass."""
    known = a_case(told=(told("mail", {"email"}), told("city", {"address.city"})))
    asked = an_asked(known=known, needs=an_asked().needs[:1])
    staged = ModelTable(
        id="stg", layer="staging", columns=(Column(name="e", sources=("people:email",)), Column(name="c", sources=("people:address.city",)))
    )
    core = ModelTable(id="core", columns=(Column(name="mail", sources=("stg:e",)), Column(name="city", sources=("stg:c",))))
    warehouse = Warehouse(extracts=(Extract(id="people", system="one", operation="GET /people"),), tables=(staged, core))
    found = counted(a_design(flows=(), warehouse=warehouse), asked)
    assert (found["needs_right"], found["right"], found["proposed"]) == (1, 2, 2)


@pytest.mark.parametrize(
    ("paths", "known", "moved"),
    [
        (("a", "b.c"), ("a", "b.c"), ("a", "b.c")),
        (("data.object.a", "data.object.b.c"), ("a", "b.c"), ("a", "b.c")),
        (("rows[].a", "rows[].b.c", "count"), ("a", "b.c"), ("a", "b.c", "count")),
        (("a", "b"), ("ticket.a", "ticket.b"), ("ticket.a", "ticket.b")),
        (("b.a", "x"), ("a", "b.a"), ("b.a", "x")),
        (("x.y",), ("a",), ("x.y",)),
    ],
)
def test_paths_are_brought_to_the_case_by_one_envelope(paths: tuple[str, ...], known: tuple[str, ...], moved: tuple[str, ...]) -> None:
    """All paths of an origin move alike, and only where that makes more of them known."""
    from evaluation.aligning import aligned

    found = aligned(paths, known)
    assert tuple(found[path] for path in paths) == moved


def a_row(case: str = "one-to-other", planner: str = "offline", kind: str = "computed", **rest: Any) -> Any:
    """Return a row of a perfect design."""
    from evaluation.rows import How, Row

    from designer.model.finding import SEVERITIES

    given = {"group": "api", "counts": counted(a_design(*perfect())), "findings": dict.fromkeys(SEVERITIES, 0), "ending": "done", **rest}
    return Row(case=case, planner=planner, how=How(kind=kind, by=given.pop("by", "")), **given)


def test_a_row_is_read_as_it_was_kept(tmp_path: Path) -> None:
    """Kept rows come back whole; the same case by the same person is kept once."""
    from evaluation.rows import read_rows, write_row

    row = a_row(planner="claude:opus", kind="by hand", by="A B", prompts=[{"id": "system", "version": "1", "sha256": "0" * 64}])
    write_row(a_row(planner="claude:opus", kind="by hand", by="A B", questions=3), tmp_path)
    write_row(row, tmp_path)
    assert read_rows(tmp_path) == (row,)


def test_the_table_tells_planners_apart_by_how_their_replies_were_made() -> None:
    """What was answered by hand is never shown as the model's own; both stand side by side on the cases that both have."""
    from evaluation.report import section

    text = section(
        [
            a_row(),
            a_row("second"),
            a_row(
                planner="claude:opus",
                kind="by hand",
                by="somebody",
                rounds=3,
                prompts=[{"id": "system", "version": "1", "sha256": "ab" * 32}],
            ),
        ]
    )
    assert "| claude:opus, by hand |" in text
    assert "| claude:opus |" not in text
    assert "each reply was written outside the service, by somebody, prompts system 1: 1 case (one-to-other)" in text
    assert text.count("| 1 of claude:opus, by hand |") == 2
    assert "| system | 1 | abababababab | 1 |" in text
    assert "No row is live" in text
    assert "No row is live" not in section([a_row(planner="claude:opus", kind="live")])


def test_the_tokens_of_each_request_are_told_and_added() -> None:
    """Fresh is all that no cache held; the share is that of the cache in the whole input; a planner that asks nobody has no such line."""
    from evaluation.report import section

    requests = [
        {"tools": ["read_schema", "read_schema", "patch_design"], "input": 100, "cache_write": 11_900, "cache_read": 0, "output": 400},
        {"tools": [], "input": 0, "cache_write": 4_000, "cache_read": 12_000, "output": 50},
    ]
    asked = a_row(planner="claude:opus", kind="by hand", rounds=2, fresh_tokens=16_000, by_round=requests)
    text = section([a_row(), asked, a_row("second", planner="claude:opus", kind="by hand", fresh_tokens=25_001, by_round=requests)])
    assert "| one-to-other | claude:opus, by hand | 1 | 12,000 | 11,900 | 0 | 0% | 400 | 2 read_schema, patch_design |" in text
    assert "| one-to-other | claude:opus, by hand | 2 | 4,000 | 4,000 | 12,000 | 75% | 50 | words |" in text
    assert "| one-to-other | claude:opus, by hand | all | 16,000 | 15,900 | 12,000 | 43% | 450 |  |" in text
    assert "Of 2 designs 1 took at most 25,000 fresh input tokens." in text
    assert "## Tokens by round" not in section([a_row()])


def test_a_written_section_is_made_anew_and_the_rest_stays() -> None:
    """A person's words before and after are kept, however often the table is made."""
    from evaluation.report import replaced

    once = replaced("# Head\n\nOurs.\n", [a_row()])
    twice = replaced(once + "\nAfter.\n", [a_row(), a_row("second")])
    assert twice.startswith("# Head\n\nOurs.\n")
    assert twice.endswith("\nAfter.\n")
    assert "| second |" in twice
    assert twice.count("## Case by case") == 1


def test_a_case_that_breaks_is_a_row_that_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The other cases are judged all the same."""
    from evaluation import __main__ as command
    from evaluation import running

    def breaks(asked: Any, *_: Any, **__: Any) -> Any:
        if asked.id == "zendesk-to-jira":
            raise ValueError("no such | luck")
        return running.Made(design=None, findings={}, run=None, exit_code=2, message="said why", seconds=0.0)

    monkeypatch.setattr(running, "made", breaks)
    names = ("--case", "zendesk-to-jira", "--case", "shop-warehouse")
    assert command.main([*names, "--planner", "offline", "--format", "json"]) == 0
    found = {row["case"]: row for row in json.loads(capsys.readouterr().out)}
    assert found["zendesk-to-jira"]["message"] == "ValueError: no such | luck"
    assert (found["shop-warehouse"]["ending"], found["shop-warehouse"]["message"]) == ("no design", "said why")
    assert found["zendesk-to-jira"]["counts"]["pairs"] == 5
