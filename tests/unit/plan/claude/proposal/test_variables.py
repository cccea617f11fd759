"""The variable of a proposed setting: its own system's, and none that may hold a secret or an address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from designer.check.run import check
from tests.unit.plan.claude.benches import FLOW, a_bench

if TYPE_CHECKING:
    from pathlib import Path

    from designer.plan.claude.tools import Workbench
    from designer.plan.claude.tools.answer import ToolAnswer

WRITE = f"{FLOW}.steps[id=write_contact]"


def proposed(bench: Workbench, identifier: str, system: str = "crm", **more: Any) -> ToolAnswer:
    """Return the answer to a new setting that is sent as the contact's name."""
    setting = {"id": identifier, "system": system, "title": "Region code", **more}
    mapping = {"target": "body.name", "sources": [f"setting:{identifier}"]}
    patches = [{"op": "add", "at": "$.settings", "value": setting}]
    return bench.use("patch_design", {"patches": [*patches, {"op": "set", "at": f"{WRITE}.mappings[target=body.name]", "value": mapping}]})


@pytest.mark.parametrize(
    ("identifier", "system"),
    [
        ("shop_token", "shop"),
        ("SHOP_TOKEN", "shop"),
        ("shop_token", "crm"),
        ("crm_api_key", "crm"),
        ("aws_secret_access_key", "crm"),
        ("github_pat", "crm"),
        ("pgpassword", ""),
        ("crm_webhook_secret", "crm"),
        ("database_dsn", ""),
    ],
)
def test_no_setting_is_read_from_a_variable_that_may_hold_a_secret(identifier: str, system: str, tmp_path: Path) -> None:
    """Whoever's it is and however it is written; the setting is left out, and the answer says what to do."""
    bench = a_bench(tmp_path)
    before = bench.design.settings
    answer = proposed(bench, identifier, system)
    assert answer.is_error
    assert "named like one that holds a credential" in answer.text
    assert bench.design.settings == before


@pytest.mark.parametrize("identifier", ["crm_project_key", "project_key", "list_key"])
def test_a_key_that_names_a_thing_is_no_secret(identifier: str, tmp_path: Path) -> None:
    """Jira calls a project by its key."""
    assert not proposed(a_bench(tmp_path), identifier).is_error


@pytest.mark.parametrize("identifier", ["CRM_BASE_URL", "Crm_Base_Url", "crm-base-url", "crm_base_url"])
def test_no_setting_holds_an_address_however_it_is_written(identifier: str, tmp_path: Path) -> None:
    """The base address of a system is read from such a variable."""
    bench = a_bench(tmp_path)
    setting = {"id": identifier, "system": "crm", "title": "x", "value": "http://1.2.3.4:8080/"}
    bench.use("patch_design", {"patches": [{"op": "add", "at": "$.settings", "value": setting}]})
    assert [one for one in bench.design.settings if one.value == setting["value"]] == []


@pytest.mark.parametrize(
    ("identifier", "system", "variable"),
    [("region", "crm", "CRM_REGION"), ("crm_region", "crm", "CRM_REGION"), ("home", "", "SETTING_HOME"), ("shop_id", "crm", "CRM_SHOP_ID")],
)
def test_a_variable_begins_with_its_system(identifier: str, system: str, variable: str, tmp_path: Path) -> None:
    """So that no id chooses a variable of the machine (`HOME`) or of another program."""
    bench = a_bench(tmp_path)
    assert not proposed(bench, identifier, system).is_error
    assert [one.environment for one in bench.design.settings if one.id == identifier] == [variable]


def test_a_credential_that_is_sent_as_data_is_an_error(tmp_path: Path) -> None:
    """Whoever wrote the design: the check says so at the mapping."""
    bench = a_bench(tmp_path)
    proposed(bench, "region")
    settings = tuple(replace(one, environment="shop_token") if one.id == "region" else one for one in bench.design.settings)
    found = [one for one in check(replace(bench.design, settings=settings), bench.catalog).of("error") if one.code == "AUTH617"]
    assert [one.where.partition(".steps")[2] for one in found] == ["[1].mappings[1].sources[0]"]
    assert "holds a credential of Shop: this call would send it as data" in found[0].message
