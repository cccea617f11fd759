"""What a log holds of a request or reply: no secret, wherever it stands."""

from __future__ import annotations

import json

import pytest

from designer.files.runs import as_logged

KEY = "sk-ant-api03-" + "Zq81Xw21Pp" * 4


@pytest.mark.parametrize("is_own", [False, True])
def test_the_name_of_a_member_holds_no_secret(monkeypatch: pytest.MonkeyPatch, *, is_own: bool) -> None:
    """A model can write one there too: one that looks so, or one of the environment."""
    secret = "correct-horse-battery-9" if is_own else KEY
    if is_own:
        monkeypatch.setenv("MY_PASSWORD", secret)
    logged = as_logged({secret: 1, "content": [{"type": "tool_use", "input": {secret: {f"a {secret}": "x"}}}]})
    assert secret not in json.dumps(logged)


def test_plain_names_stay() -> None:
    """Those of the service and of a schema are read again by whoever resumes."""
    body = {"cache_creation_input_tokens": 1, "input_schema": {"properties": {"client_secret": {"type": "string"}}}}
    assert as_logged(body) == body
