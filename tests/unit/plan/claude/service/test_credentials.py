"""What counts as a credential of each provider, found without a request and without the SDK."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from designer.plan.claude.service import has_credential
from designer.plan.claude.service.credentials import credentials_for

if TYPE_CHECKING:
    from pathlib import Path

    from designer.plan.choosing import Provider

FEDERATION = {"ANTHROPIC_FEDERATION_RULE_ID": "r", "ANTHROPIC_ORGANIZATION_ID": "o"}
THERE: list[tuple[Provider, dict[str, str]]] = [
    ("anthropic", {"ANTHROPIC_API_KEY": "k"}),
    ("anthropic", {"ANTHROPIC_AUTH_TOKEN": "t"}),
    ("anthropic", {"ANTHROPIC_PROFILE": "work"}),
    ("anthropic", {**FEDERATION, "ANTHROPIC_IDENTITY_TOKEN": "t"}),
    ("anthropic", {**FEDERATION, "ANTHROPIC_IDENTITY_TOKEN_FILE": "/var/run/token"}),
    ("anthropic", {"ANTHROPIC_CUSTOM_HEADERS": "x-team: one\nX-Api-Key: k"}),
    ("bedrock", {"AWS_BEARER_TOKEN_BEDROCK": "t"}),
    ("bedrock", {"AWS_ACCESS_KEY_ID": "i", "AWS_SECRET_ACCESS_KEY": "s"}),
    ("bedrock", {"AWS_PROFILE": "work"}),
    ("bedrock", {"AWS_ROLE_ARN": "a", "AWS_WEB_IDENTITY_TOKEN_FILE": "/f"}),
    ("bedrock", {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2"}),
    ("vertex", {"GOOGLE_APPLICATION_CREDENTIALS": "/key.json"}),
    ("foundry", {"ANTHROPIC_FOUNDRY_API_KEY": "k"}),
    ("foundry", {"AZURE_CLIENT_ID": "c", "AZURE_TENANT_ID": "t", "AZURE_CLIENT_SECRET": "s"}),
    ("foundry", {"AZURE_CLIENT_ID": "c", "AZURE_TENANT_ID": "t", "AZURE_FEDERATED_TOKEN_FILE": "/f"}),
]
ABSENT: list[tuple[Provider, dict[str, str]]] = [
    ("anthropic", {}),
    ("anthropic", {"ANTHROPIC_API_KEY": "", "ANTHROPIC_AUTH_TOKEN": "", "ANTHROPIC_PROFILE": ""}),
    ("anthropic", {"ANTHROPIC_BASE_URL": "http://127.0.0.1:1"}),
    ("anthropic", FEDERATION),
    ("anthropic", {"ANTHROPIC_IDENTITY_TOKEN": "t", "ANTHROPIC_ORGANIZATION_ID": "o"}),
    ("anthropic", {"ANTHROPIC_CUSTOM_HEADERS": "x-team: one\nauthorization:"}),
    ("anthropic", {"AWS_ACCESS_KEY_ID": "i", "AWS_SECRET_ACCESS_KEY": "s"}),
    ("bedrock", {"ANTHROPIC_API_KEY": "k"}),
    ("bedrock", {"AWS_ACCESS_KEY_ID": "i", "AWS_REGION": "eu-central-1"}),
    ("bedrock", {"AWS_BEARER_TOKEN_BEDROCK": ""}),
    ("vertex", {"CLOUD_ML_REGION": "europe-west1", "ANTHROPIC_VERTEX_PROJECT_ID": "p"}),
    ("foundry", {"ANTHROPIC_API_KEY": "k", "ANTHROPIC_FOUNDRY_RESOURCE": "r"}),
    ("foundry", {"AZURE_CLIENT_ID": "c", "AZURE_TENANT_ID": "t"}),
]


@pytest.mark.parametrize(("provider", "variables"), THERE, ids=lambda one: one if isinstance(one, str) else "+".join(one))
def test_a_variable_is_a_credential(monkeypatch: pytest.MonkeyPatch, provider: Provider, variables: dict[str, str]) -> None:
    """Each of the ways of the SDK and of the clouds' libraries."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert has_credential(provider)


@pytest.mark.parametrize(("provider", "variables"), ABSENT, ids=lambda one: one if isinstance(one, str) else "+".join(one) or "nothing")
def test_this_is_no_credential(monkeypatch: pytest.MonkeyPatch, provider: Provider, variables: dict[str, str]) -> None:
    """An empty variable, half of one, an address or a region alone, another provider's."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert not has_credential(provider)


@pytest.mark.parametrize(("active", "profile", "there"), [("", "default", True), ("work\n", "work", True), ("work", "default", False)])
def test_a_profile_on_disk_is_a_credential_where_it_is_the_active_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, active: str, profile: str, *, there: bool
) -> None:
    """As the SDK looks: `active_config` names it, else `default`."""
    (tmp_path / "configs").mkdir()
    (tmp_path / "configs" / f"{profile}.json").write_text(json.dumps({"authentication": {"type": "user_oauth"}}))
    if active:
        (tmp_path / "active_config").write_text(active)
    monkeypatch.setenv("ANTHROPIC_CONFIG_DIR", str(tmp_path))
    assert has_credential("anthropic") is there


@pytest.mark.skipif(sys.platform == "win32", reason="the folders of Linux and macOS")
def test_files_in_the_home_folder_are_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of Anthropic's profiles, of AWS's and of gcloud's; a file of AWS that holds a region alone is none."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert not any(has_credential(one) for one in ("anthropic", "bedrock", "vertex"))
    for name, text in (
        (".config/anthropic/configs/default.json", "{}"),
        (".config/gcloud/application_default_credentials.json", "{}"),
        (".aws/config", "[default]\nregion = eu-central-1\n"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert has_credential("anthropic")
    assert has_credential("vertex")
    assert not has_credential("bedrock")
    (tmp_path / ".aws/config").write_text("[profile work]\nsso_session = one\n")
    assert has_credential("bedrock")


def test_the_one_that_is_used_first_is_named_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key before the token, both before a profile: a message names the one that was sent."""
    monkeypatch.setenv("ANTHROPIC_PROFILE", "work")
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "t")
    assert next(credentials_for("anthropic")) == "ANTHROPIC_AUTH_TOKEN"
    monkeypatch.setenv("ANTHROPIC_API_KEY", "k")
    assert next(credentials_for("anthropic")) == "ANTHROPIC_API_KEY"


def test_without_a_credential_the_sdk_is_not_imported() -> None:
    """It takes over a second; who plans offline must not pay for it."""
    code = """
import sys
from designer.errors import DesignerError
from designer.plan.claude.service import connect, has_credential
for provider in ("anthropic", "bedrock", "vertex", "foundry"):
    has_credential(provider)
try:
    connect("anthropic", tell=print)
except DesignerError as error:
    print(error)
print(sorted({"anthropic", "httpx2", "pydantic", "boto3", "google.auth"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "Claude: no credential for the Anthropic API is set",
        "Set ANTHROPIC_API_KEY to a key of yours, or plan without Claude: `--planner offline`.",
        "[]",
    ]
