"""What single documents say about a design."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.design import Condition, Registration, Setting, Step, Verification
from designer.model.finding import Finding, Report
from designer.render.documents.view import documents_view
from tests.unit.render.documents.made import (
    CREATE,
    FIND,
    OWNER,
    WEBHOOK,
    a_catalog,
    a_nocode_design,
    a_warehouse_design,
    an_api_design,
    printed,
)

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.design import Design, Trigger


def with_trigger(trigger: Trigger) -> Design:
    """Return the api design with another trigger."""
    design = an_api_design()
    return replace(design, flows=(replace(design.flows[0], trigger=trigger),))


def with_step(step: Step) -> Design:
    """Return the api design whose last step is *step*."""
    design = an_api_design()
    return replace(design, flows=(replace(design.flows[0], steps=(FIND, step)),))


def test_the_readme_says_what_it_does_and_what_is_open_before_all_else(tmp_path: Path) -> None:
    """Open questions and what is not verified stand before the flow."""
    readme = printed(an_api_design(), tmp_path)["README.md"]
    assert "When Shop tells of `customer.created` (webhook)" in readme
    assert "it calls CRM `POST /contacts` with 9 fields." in readme
    assert readme.index("## Open questions") < readme.index("## Not verified") < readme.index("## Flow:")
    assert "The answer goes to the environment variable `CRM_OWNER_ID`, or `value` of setting `owner_id` in design.yaml." in readme


def test_an_answered_question_is_no_longer_asked(tmp_path: Path) -> None:
    """A setting with a value answers the question that fills it."""
    design = an_api_design(settings=(replace(OWNER, value="u_9"),))
    documents = printed(design, tmp_path)
    assert "Who owns new contacts?" not in documents["README.md"]
    assert "not answered" not in documents["SETUP.md"]


def test_findings_reach_the_readme_by_their_severity(tmp_path: Path) -> None:
    """Unverified ones stand under Not verified, warnings in a table, errors on top."""
    findings = (
        Finding(code="TRG303", severity="unverified", where="$.flows[0].trigger", message="the payload is not described"),
        Finding(code="SAFE401", severity="warning", where="$.flows[0].steps[1]", message="a create guarded by search alone"),
        Finding(code="OP101", severity="error", where="$.flows[0].steps[0]", message="no such operation"),
    )
    readme = printed(an_api_design(), tmp_path, report=Report(findings=findings))["README.md"]
    assert "- The payload is not described. (`TRG303`)" in readme
    assert "| `SAFE401` | A create guarded by search alone. |" in readme
    assert readme.index("## The check found errors") < readme.index("## Open questions")


def test_setup_tells_where_each_credential_goes_and_what_the_vendor_says(tmp_path: Path) -> None:
    """Names of variables, scopes, token address, the vendor's own hint, the clicks of the webhook, and its secret."""
    setup = printed(an_api_design(), tmp_path)["SETUP.md"]
    for told in (
        "The vendor's document says: Found under Settings, API keys, by an administrator.",
        "| `SHOP_TOKEN` | access token |",
        "| `CRM_CLIENT_SECRET` | client secret of the registered app |",
        "| Scopes to ask for | `contacts.write` |",
        "| Token address | `https://crm.example/oauth/token` |",
        "1. Open Settings, Webhooks.",
        "goes into `SHOP_WEBHOOK_SECRET`",
        "CRM, Settings, Users: the number in the address",
        "| `CRM_OWNER_ID` | CRM | ? | ? |",
    ):
        assert told in setup


def test_setup_admits_that_a_registration_is_not_known(tmp_path: Path) -> None:
    """An unknown way to switch a webhook on is said, with where to look."""
    setup = printed(with_trigger(replace(WEBHOOK, registration=Registration(kind="unknown"))), tmp_path)["SETUP.md"]
    assert "**Not known.** The documents of Shop do not say" in setup


def test_an_unsigned_webhook_is_said_aloud(tmp_path: Path) -> None:
    """The reader learns that anybody can send a delivery."""
    readme = printed(with_trigger(replace(WEBHOOK, verification=Verification(scheme="unknown"))), tmp_path)["README.md"]
    assert "**none known**: anybody who knows the address can send a delivery" in readme


def test_each_mapping_has_a_box_with_what_the_starter_really_makes_of_a_value(tmp_path: Path) -> None:
    """The worked values come from the transforms that the starter runs."""
    checklist = printed(an_api_design(), tmp_path)["CHECKLIST.md"]
    for box in (
        '- [ ] `last_name` from Shop `name`: `"Ada Lovelace"` arrives as `"Lovelace"`',
        '- [ ] `email` from Shop `email`: `"Ada@Example.com"` arrives as `"ada@example.com"`',
        "- [ ] `balance` from Shop `balance`: `1250` arrives as `12.5`",
        '- [ ] `country_id` from Shop `country`: `"DE"` arrives as `49`',
        '- [ ] `source` holds `"shop"`',
        '- [ ] `state`: `"paused"` arrives as `"former"`',
        "- [ ] `state`: a value without a row is kept as a failure",
    ):
        assert box in checklist


def test_each_failure_that_the_documents_name_has_a_box_and_a_row(tmp_path: Path) -> None:
    """A status of a used operation is tested and explained in the vendor's own words; 401, 429 and 5xx always are."""
    documents = printed(an_api_design(), tmp_path)
    assert "CRM answers `409` (A contact with this e-mail is there already.) to `POST /contacts`" in documents["CHECKLIST.md"]
    assert "| `409` | `POST /contacts` | A contact with this e-mail is there already. |" in documents["RUNBOOK.md"]
    assert "| `401` | any call (in no document) | - |" in documents["RUNBOOK.md"]
    assert "(100 calls in 1 min)" in documents["RUNBOOK.md"]


def test_each_case_of_a_records_life_has_a_box(tmp_path: Path) -> None:
    """What is undecided is to be decided first."""
    checklist = printed(an_api_design(), tmp_path)["CHECKLIST.md"]
    assert "- [ ] A record changes: nothing is written" in checklist
    assert "- [ ] A record is deleted: decide first (open question)" in checklist
    assert "- [ ] The same delivery twice: one record in CRM" in checklist


def test_the_field_map_shows_what_stays_empty(tmp_path: Path) -> None:
    """Writable target fields that nothing fills are listed, read-only ones are not."""
    field_map = printed(an_api_design(), tmp_path)["docs/field-map.md"]
    assert "| `notes` | text |" in field_map
    assert "| `id` |" not in field_map
    assert "| `last_name` **required** | text ≤ 80 | Shop `name` |" in field_map


def test_a_write_without_guard_is_called_out(tmp_path: Path) -> None:
    """A repeated write that doubles is told where the steps are told."""
    step = Step(id="create", system="crm", operation="POST /contacts", mappings=CREATE.mappings, condition=Condition())
    assert "**nothing: a repeat doubles**" in printed(with_step(step), tmp_path)["README.md"]


def test_an_operation_that_no_document_has_is_not_verified(tmp_path: Path) -> None:
    """It stands in the list of what only an account can prove, and in the endpoints."""
    documents = printed(with_step(replace(CREATE, operation="POST /leads")), tmp_path)
    assert "That CRM has `POST /leads`: no document describes it." in documents["README.md"]
    assert "**No document describes this operation.**" in documents["docs/endpoints.md"]


def test_the_csv_defuses_what_a_spreadsheet_would_run(tmp_path: Path) -> None:
    """A cell that begins like a formula gets an apostrophe."""
    design = a_nocode_design()
    flow = design.flows[0]
    mapping = replace(flow.steps[1].mappings[2], reason="=HYPERLINK(1)")
    step = replace(flow.steps[1], mappings=(mapping,))
    rows = printed(replace(design, flows=(replace(flow, steps=(step,)),)), tmp_path)["mapping.csv"].splitlines()
    assert rows[1].endswith(",'=HYPERLINK(1)")


def test_costs_are_told_with_their_arithmetic(tmp_path: Path) -> None:
    """Two steps are two tasks, three credits, one execution a record."""
    design = a_nocode_design()
    expected = replace(design, policies=replace(design.policies, volume_per_day=60))
    cost = printed(expected, tmp_path)["docs/cost.md"]
    assert "Zapier counts 2 tasks for a record (1 write" in cost
    assert "| **1,800** (60 a day x 30, as the brief expects) | 3,600: about $194 | 5,400: about $11 | 1,800: about $27 |" in cost
    assert "| 2,000 | 4,000: about $194 | 6,000: about $11 | 2,000: about $27 |" in cost


def test_a_budget_that_is_exceeded_is_said(tmp_path: Path) -> None:
    """The estimate is held against what the brief allows."""
    design = a_warehouse_design()
    assert design.warehouse is not None
    poor = replace(design, warehouse=replace(design.warehouse, budget_usd_month=100))
    assert "**is $380 a month above it**" in printed(poor, tmp_path)["docs/cost.md"]


def test_unanswered_settings_are_found_in_the_runbook(tmp_path: Path) -> None:
    """A connector that refuses to start is explained."""
    design = an_api_design(settings=(OWNER, Setting(id="region", value="eu")))
    runbook = printed(design, tmp_path)["RUNBOOK.md"]
    assert "Asked for at the start: `owner_id`" in runbook
    assert "region" not in runbook


def test_the_environment_example_names_each_variable_once_and_no_value(tmp_path: Path) -> None:
    """Credentials, the webhook's secret and the settings, each with what it is, on one line."""
    view = documents_view(an_api_design(), a_catalog(tmp_path), Report())
    assert [(line.name, line.comment) for line in view.environment] == [
        ("SHOP_TOKEN", "Shop: access token"),
        ("CRM_CLIENT_ID", "CRM: client id of the registered app"),
        ("CRM_CLIENT_SECRET", "CRM: client secret of the registered app"),
        ("SHOP_WEBHOOK_SECRET", "Shop: secret that signs customer.created"),
        ("CRM_OWNER_ID", "Owner of new contacts; CRM, Settings, Users: the number in the address; overrides design.yaml"),
    ]


def test_the_files_named_in_the_readme_carry_the_package_name(tmp_path: Path) -> None:
    """A reader can open what the table names, and run what the first steps say."""
    readme = printed(an_api_design(), tmp_path)["README.md"]
    assert "| [`src/shop_to_crm/mappings.py`](src/shop_to_crm/mappings.py) |" in readme
    assert "`.venv/bin/python -m shop_to_crm settings`" in readme
    assert "1. Run it against stand-ins of the systems: `make demo`" in readme


def test_a_wished_platform_is_the_one_to_build_on(tmp_path: Path) -> None:
    """The others stay in the list of files."""
    readme = printed(a_nocode_design(platform="make"), tmp_path)["README.md"]
    assert "2. Build the workflow on Make, as the brief asks: [steps/make.md](steps/make.md)" in readme


def test_a_command_names_a_flow_where_there_are_several(tmp_path: Path) -> None:
    """The commands of the README run as they stand."""
    design = an_api_design()
    several = replace(design, flows=(design.flows[0], replace(design.flows[0], id="more")))
    assert "once EVENT.json --flow customers --dry-run`" in printed(several, tmp_path)["README.md"]
    assert "once EVENT.json --dry-run`" in printed(design, tmp_path)["README.md"]
