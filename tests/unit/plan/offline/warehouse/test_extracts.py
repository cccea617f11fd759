"""What a warehouse reads from each system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.question import Question
from tests.unit.plan.offline.warehouse.conftest import CRM, DESK, SHOP, document, listed, record

if TYPE_CHECKING:
    from designer.model.brief import WarehouseWish
    from designer.model.design import Design
    from designer.model.warehouse import Extract

    from .conftest import Plan


def the_extract(design: Design, identifier: str) -> Extract:
    """Return one extract."""
    assert design.warehouse
    return next(extract for extract in design.warehouse.extracts if extract.id == identifier)


def the_ids(design: Design) -> list[str]:
    """Return the ids of the extracts."""
    assert design.warehouse
    return [extract.id for extract in design.warehouse.extracts]


def test_the_data_kinds_choose_the_lists(plan: Plan, wish: WarehouseWish) -> None:
    """Lists are taken that the brief names, and what means the same in a system: users of a help desk are its customers."""
    assert the_ids(plan(wish, Shop=SHOP, CRM=CRM, Desk=DESK)) == [
        "shop_customers",
        "shop_orders",
        "crm_contacts",
        "desk_users",
        "desk_tickets",
    ]


def test_a_brief_without_kinds_takes_the_main_lists(plan: Plan) -> None:
    """What belongs in the core model comes first."""
    assert the_ids(plan(brief={"text": "Everything in one place."}, Shop=SHOP)) == ["shop_customers", "shop_orders", "shop_warehouses"]


def test_a_record_is_known_by_its_key_and_its_change(plan: Plan, wish: WarehouseWish) -> None:
    """Key, cursor and the parameter that takes the last value seen come from record and parameters."""
    extract = the_extract(plan(wish, Shop=SHOP), "shop_customers")
    assert (extract.operation, extract.items, extract.primary_key) == ("GET /customers", "data[]", ("id",))
    assert (extract.cursor, extract.cursor_parameter) == ("updated_at", "updated_since")


def test_a_span_takes_its_lower_end(plan: Plan, wish: WarehouseWish) -> None:
    """An object parameter named like the cursor takes the last value as its lower end; nested lists are told."""
    extract = the_extract(plan(wish, Shop=SHOP), "shop_orders")
    assert (extract.cursor, extract.cursor_parameter, extract.nested) == ("created", "created[gte]", ("lines[]",))


def test_a_page_cursor_is_no_date(plan: Plan) -> None:
    """A parameter that turns pages never takes the date of the last change."""
    after = {"name": "after", "in": "query", "schema": {"type": "string"}}
    shop = document("Shop", customers=listed(record(updated_at={"type": "string", "format": "date-time"}), after))
    del shop["paths"]["/customers"]["get"]["parameters"][0]
    extract = the_extract(plan(Shop=shop), "shop_customers")
    assert (extract.cursor, extract.cursor_parameter) == ("updated_at", "")


def test_the_records_own_date_counts(plan: Plan) -> None:
    """The date of a record inside the record tells nothing of the record itself."""
    inner = {"type": "object", "properties": {"updated_at": {"type": "string", "format": "date-time"}}}
    shop = document("Shop", customers=listed(record(plan=inner, created_at={"type": "string", "format": "date-time"})))
    assert the_extract(plan(Shop=shop), "shop_customers").cursor == "created_at"


def test_changes_that_a_cursor_misses_are_asked_about(plan: Plan, wish: WarehouseWish) -> None:
    """A list that can only tell when records were made misses later changes: one question for all of them."""
    question = next(question for question in plan(wish, Shop=SHOP).questions if question.id == "changed_records")
    assert "shop_orders" in question.text
    assert "shop_customers" not in question.text


def test_many_systems_without_documents_are_one_question(plan: Plan, wish: WarehouseWish) -> None:
    """Each has an extract without an operation; a person is asked once."""
    unknown = {f"System{number}": None for number in range(12)}
    design = plan(wish, Shop=SHOP, **unknown)
    assert design.warehouse
    assert sum(not extract.operation for extract in design.warehouse.extracts) == 12
    asked = [question for question in design.questions if question.id == "extract_operations"]
    assert len(asked) == 1
    assert "and 4 more" in asked[0].text


def test_a_required_parameter_becomes_a_setting(plan: Plan) -> None:
    """A list that needs a value of the account sends it from a setting, and a person is asked for it."""
    tenant = {"name": "X-Tenant", "in": "header", "required": True, "schema": {"type": "string"}}
    design = plan(Shop=document("Shop", customers=listed(record(), tenant)))
    parameter = the_extract(design, "shop_customers").parameters[0]
    assert parameter.target == "header.X-Tenant"
    assert design.setting(parameter.setting)
    assert any(question.fills == f"setting:{parameter.setting}" for question in design.questions)


def test_the_schedule_keeps_the_age_that_the_brief_allows(plan: Plan) -> None:
    """A limit of an hour is kept by loading twice an hour; a rhythm is taken as it is."""
    limit = plan(brief={"frequency": "not older than one hour"}, Shop=SHOP)
    rhythm = plan(brief={"frequency": "every day", "max_delay_seconds": 86400}, Shop=SHOP)
    assert the_extract(limit, "shop_customers").schedule == "*/30 * * * *"
    assert the_extract(rhythm, "shop_customers").schedule == "0 5 * * *"


def test_the_users_of_an_issue_tracker_are_no_customers(plan: Plan, wish: WarehouseWish) -> None:
    """What a well-known system is for decides what its lists can stand for: its users are staff, its issues are tickets."""
    tracker = document("Tracker", users=listed(record(email={"type": "string"})), issues=listed(record(title={"type": "string"})))
    assert the_ids(plan(wish, Jira=tracker)) == ["jira_issues"]
    assert the_ids(plan(wish, Desk=tracker)) == ["desk_users"]


def test_a_list_without_a_name_is_called_like_its_document(plan: Plan, wish: WarehouseWish) -> None:
    """A path that holds numbers only (`/objects/0-3`) is named by the file that describes it."""
    assert the_ids(plan(wish, our_orders=document("API", **{"objects/0-3": listed(record())}))) == ["our_orders_orders"]


def test_fields_that_a_document_leaves_open_are_asked_for(plan: Plan, wish: WarehouseWish) -> None:
    """Properties without names have no column: a person is asked for them, once for all lists."""
    crm = document("CRM", contacts=listed(record(properties={"type": "object"}, updated_at={"type": "string", "format": "date-time"})))
    assert any(question.id == "open_objects" for question in plan(wish, CRM=crm).questions)
    assert not any(question.id == "open_objects" for question in plan(wish, CRM=CRM).questions)


def test_the_warehouse_itself_needs_no_document(plan: Plan, wish: WarehouseWish) -> None:
    """A brief that wishes for Snowflake is not asked for Snowflake's description; a missing source still is."""
    asked = tuple(Question(id=f"system_{name}", about=f"system {name}", text="Where is it?") for name in ("Snowflake", "NetSuite"))
    questions = plan(wish, brief={"questions": asked}, Shop=SHOP).questions
    assert [question.id for question in questions if question.text == "Where is it?"] == ["system_NetSuite"]
