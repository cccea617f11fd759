"""What a cassette holds, and what happens when a request is not on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anthropic
import pytest

from tests.cassettes.tape import StaleCassetteError, bodies, recording, replaying
from tests.standin import StandIn

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "sk-ant-api03-never-to-be-written"  # noqa: S105 - a made-up one
LONG = "A sentence that is said in each request and written once."


def ask(url: str | None, *, system: str = LONG) -> list[str]:
    """Ask twice, the second time with a longer conversation, and count tokens; return the texts of the replies."""
    client = anthropic.Anthropic(base_url=url, api_key=SECRET, max_retries=0)
    said: list[Any] = []
    for _ in range(2):
        said.append({"role": "user", "content": [{"type": "text", "text": "Hé?\nAnd?"}]})
        block: Any = {"type": "text", "text": system}
        with client.messages.stream(model="claude-opus-5-5", max_tokens=100, system=[block], messages=said) as stream:
            reply = stream.get_final_message()
        said.append({"role": "assistant", "content": [one.model_dump(exclude_none=True) for one in reply.content]})
    client.messages.count_tokens(model="claude-opus-5-5", messages=said[:1])
    return [message["content"][0]["text"] for message in said if message["role"] == "assistant"]


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """Return a cassette with two replies."""
    file = tmp_path / "two.yaml"
    turns = [{"content": [{"type": "text", "text": text}]} for text in ("One ☃.\nIn two lines.", "Two.")]
    with StandIn(turns) as service, recording(file, "Written by hand.\n\nNot live."):
        ask(service.url)
    return file


def test_a_recording_is_replayed(recorded: Path) -> None:
    """The same requests get the same replies, from nowhere but the file."""
    with replaying(recorded) as cassette:
        assert ask(None) == ["One ☃.\nIn two lines.", "Two."]
        assert cassette.all_played
        assert [len(body["messages"]) for body in bodies(cassette)] == [1, 3]


def test_a_recording_says_how_it_was_made_and_nothing_of_anybody(recorded: Path) -> None:
    """The comment stands first; no credential, no address, no header of the machine; what repeats is written once."""
    text = recorded.read_text(encoding="utf-8")
    assert text.startswith("# Written by hand.\n#\n# Not live.\nversion: 1\n")
    for word in (SECRET, "authorization", "x-api-key", "127.0.0.1", "x-stainless", "user-agent", "date:"):
        assert word not in text.lower()
    assert text.count(LONG) == 1


def test_a_changed_request_stops_the_run_and_names_the_place(recorded: Path) -> None:
    """It is no failed connection that somebody would try again."""
    with replaying(recorded), pytest.raises(StaleCassetteError) as caught:
        ask(None, system="Another.")
    assert str(caught.value) == (
        "two.yaml: request 1, POST /v1/messages: differs from the one that is held in $.system[0].text. "
        "A prompt or the designer has changed: run `make cassettes` and read the difference like code."
    )


def test_a_request_more_stops_the_run(recorded: Path) -> None:
    """A cassette that is at its end says so."""
    with replaying(recorded):
        ask(None)
        with pytest.raises(StaleCassetteError, match="request 4, POST /v1/messages: the cassette ends after 3"):
            ask(None)
