"""Replies by hand: what is written for the person, and what happens to what the person writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.standin import RefusedError, StandIn
from tests.standin.by_hand import ByHand
from tests.unit.standin.bodies import a_body, a_tool, closed, marked, posted, result, says, strict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REPLY = "content:\n  - type: text\n    text: Hello\n"
TOOLS = [a_tool(), {**strict({"words": {"type": "string"}}), "name": "search"}]


def answered(folder: Path, body: dict[str, Any], *writing: Callable[[], object], waiting: Callable[[], None] = lambda: None) -> Any:
    """Return the turn for a body; a person writes once in each pause."""
    steps = iter(writing)
    by_hand = ByHand(folder=folder, patience=60, pause=lambda _: (next(steps, lambda: None)(), None)[1])
    return by_hand.turn(body, 1, waiting=waiting)


def test_a_reply_is_awaited(tmp_path: Path) -> None:
    """The request is there to be read, the reply is taken as soon as it is there."""
    turn = answered(tmp_path, a_body(), lambda: (tmp_path / "001.reply.yaml").write_text(REPLY))
    assert turn.content == ({"type": "text", "text": "Hello"},)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["001.reply.yaml", "001.request.json", "001.request.md"]


def test_a_faulty_reply_is_explained_and_awaited_again(tmp_path: Path) -> None:
    """What is wrong stands in a file of its own, which goes once the reply is mended."""
    reply, problem = tmp_path / "001.reply.yaml", tmp_path / "001.problem.txt"
    told: list[str] = []
    turn = answered(
        tmp_path,
        a_body(tools=TOOLS),
        lambda: reply.write_text("content: [\n"),
        lambda: (told.append(problem.read_text()), reply.write_text("content: [{type: tool_use, name: search, input: {word: 1}}]\n")),
        lambda: (told.append(problem.read_text()), reply.write_text(REPLY)),
    )
    assert turn.content[0]["text"] == "Hello"
    assert "001.reply.yaml is no YAML" in told[0]
    assert "$.content[0].input: 'words' is a required property" in told[1]
    assert "The tool is strict" in told[1]
    assert not problem.exists()


def test_nobody_answers(tmp_path: Path) -> None:
    """The wait has an end; meanwhile the client hears signs of life."""
    alive: list[int] = []
    with pytest.raises(RefusedError, match=r"nobody wrote 001\.reply\.yaml in 60 seconds"):
        answered(tmp_path, a_body(), waiting=lambda: alive.append(1))
    assert len(alive) == 4


@pytest.mark.parametrize("reply", [REPLY, "fault: 529\n"], ids=["a reply", "a fault"])
def test_a_client_hears_signs_of_life_while_it_waits(tmp_path: Path, reply: str) -> None:
    """The stream begins before there is a reply; a fault that comes after that is an error in the stream."""
    looks: list[int] = []

    def pause(_: float) -> None:
        looks.append(1)
        if len(looks) == 3:
            (tmp_path / "001.reply.yaml").write_text(reply)

    with StandIn(by=ByHand(folder=tmp_path, pause=pause)) as service:
        status, text = posted(service.url, a_body())
    assert status == 200
    assert text.startswith('event: ping\ndata: {"type": "ping"}\n\n')
    assert ("Hello" in text, "overloaded_error" in text) == (reply is REPLY, reply is not REPLY)


def test_only_what_is_new_is_shown(tmp_path: Path) -> None:
    """First everything; then the tool results alone; in another conversation the parts that were shown are named."""
    by_hand = ByHand(folder=tmp_path, patience=1, pause=lambda _: None)
    for number in (1, 2, 3):
        (tmp_path / f"{number:03d}.reply.yaml").write_text(REPLY)
    tail = result("t1", content="Three operations:\n```\nGET /a\n```")
    call = {"type": "tool_use", "id": "t1", "name": "search", "input": {"words": {"role": "lookup"}}}
    first = a_body(system=[marked("Be careful.")], tools=TOOLS, messages=[says(marked("Design this."))])
    second = {**first, "messages": [says("Design this."), says("Let me see.", call, role="assistant"), says(tail)]}
    third = {**first, "messages": [says("Design that.")]}
    for body in (first, second, third):
        by_hand.turn(body, 1, waiting=lambda: None)
    shown = [(tmp_path / f"{number:03d}.request.md").read_text() for number in (1, 2, 3)]
    for words in ("Be careful.", "### search (strict)", "Looks.", "Design this.", "001.reply.yaml"):
        assert words in shown[0]
    assert "````\nThree operations:\n```\nGET /a\n```\n````" in shown[1]
    for words in ("Be careful.", "Looks.", "System prompt", "Design this.", "Let me see."):
        assert words not in shown[1]
    assert "System prompt: as in 001.request.md" in shown[2]
    assert "Design that." in shown[2]
    assert "cache_control" not in "".join(shown)


def test_numbers_go_on_where_the_folder_ends(tmp_path: Path) -> None:
    """A stand-in that is started anew overwrites nothing."""
    (tmp_path / "007.request.json").write_text("{}")
    (tmp_path / "008.reply.json").write_text('{"content": [{"type": "text", "text": "eight"}]}')
    turn = answered(tmp_path, a_body(tools=[a_tool(input_schema=closed({}))]))
    assert turn.content[0]["text"] == "eight"
