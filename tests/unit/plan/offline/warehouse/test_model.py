"""The tables of a warehouse: staging, core, marts, and tables that a person has laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.brief import Wish, WishedPair
from designer.model.transform import DateFormat
from tests.unit.plan.offline.warehouse.conftest import CRM, DESK, SHOP, TEXT, document, listed, record

if TYPE_CHECKING:
    from designer.model.brief import WarehouseWish
    from designer.model.design import Design
    from designer.model.warehouse import Column, ModelTable

    from .conftest import Plan


def the_table(design: Design, identifier: str) -> ModelTable:
    """Return one table."""
    assert design.warehouse
    return next(table for table in design.warehouse.tables if table.id == identifier)


def the_column(design: Design, table: str, name: str) -> Column:
    """Return one column."""
    return next(column for column in the_table(design, table).columns if column.name == name)


def test_staging_makes_types_the_same(plan: Plan, wish: WarehouseWish) -> None:
    """Cents become units with their currency, Unix times moments, addresses lower case."""
    design = plan(wish, Shop=SHOP)
    amount = the_column(design, "stg_shop_orders", "total_amount")
    assert (amount.type, amount.transform.name, amount.sources) == (
        "decimal",
        "scale",
        ("shop_orders:total_amount", "shop_orders:currency"),
    )
    created = the_column(design, "stg_shop_orders", "created")
    assert (created.type, created.transform.name) == ("timestamp", "date_format")
    assert the_column(design, "stg_shop_customers", "email").transform.name == "lower"


def test_a_counted_moment_becomes_one_and_an_address_is_lowered(plan: Plan, wish: WarehouseWish) -> None:
    """An integer that calls itself a date-time is a Unix time; an address is one by its format or name, whatever it is called."""
    odd = {"type": "integer", "format": "date-time"}
    contact = {"type": "string", "format": "email"}
    shop = document("Shop", customers=listed(record(seen_at=odd, contact=contact, email_address=TEXT)))
    design = plan(wish, Shop=shop)
    assert the_column(design, "stg_shop_customers", "seen_at").transform == DateFormat(source="unix_s", target="iso")
    assert {the_column(design, "stg_shop_customers", name).transform.name for name in ("contact", "email_address")} == {"lower"}


def test_staging_keys_are_unique_in_the_whole_warehouse(plan: Plan, wish: WarehouseWish) -> None:
    """A record's key carries its origin, and an order points to its customer by such a key."""
    design = plan(wish, Shop=SHOP)
    assert the_table(design, "stg_shop_orders").keys == ("record_key",)
    key = the_column(design, "stg_shop_customers", "record_key")
    pointer = the_column(design, "stg_shop_orders", "customer_record_key")
    assert pointer.sources == ("shop_orders:customer_id",)
    assert pointer.transform == key.transform


def test_a_ticket_points_to_who_asked(plan: Plan, wish: WarehouseWish) -> None:
    """A requester is a user of the same system."""
    assert the_column(plan(wish, Desk=DESK), "stg_desk_tickets", "customer_record_key").sources == ("desk_tickets:requester_id",)


def test_values_of_a_list_are_tested(plan: Plan, wish: WarehouseWish) -> None:
    """An enum of the document becomes a test of its column."""
    assert "accepted_values:status:open|paid" in the_table(plan(wish, Shop=SHOP), "stg_shop_orders").tests


def test_personal_data_is_marked_where_a_person_is_meant(plan: Plan, wish: WarehouseWish) -> None:
    """An address of mail always is personal; a name is in a record about a person only."""
    design = plan(wish, Shop=SHOP, CRM=CRM)
    assert the_column(design, "stg_shop_customers", "email").personal
    assert the_column(design, "stg_shop_customers", "name").personal
    products = plan(Shop=document("Shop", products=listed(record(name={"type": "string"}))))
    assert not the_column(products, "stg_shop_products", "name").personal


def test_customers_of_several_systems_are_one_row(plan: Plan, wish: WarehouseWish) -> None:
    """Records merge by the key that two systems share; for each attribute it is told whose value wins."""
    design = plan(wish, Shop=SHOP, CRM=CRM, Desk=DESK)
    assert design.warehouse
    identity = design.warehouse.identities[0]
    assert (identity.table, identity.match_keys) == ("customers", ("email",))
    assert the_table(design, "customers").rows == "merge"
    order = {row.attribute: row.order for row in identity.survivorship}
    assert order["first_name"][0] == "crm"
    assert order["email"][0] == "shop"
    key = the_column(design, "customers", "customer_key")
    assert key.sources == ("stg_shop_customers:record_key", "stg_crm_contacts:record_key", "stg_desk_users:record_key")
    assert not key.personal


def test_a_name_in_two_parts_is_put_together(plan: Plan, wish: WarehouseWish) -> None:
    """What the core needs and no field holds becomes a column of staging."""
    design = plan(wish, CRM=CRM)
    made = the_column(design, "stg_crm_contacts", "name")
    assert (made.sources, made.transform.name) == (("crm_contacts:firstname", "crm_contacts:lastname"), "template")
    assert the_column(design, "customers", "name").sources == ("stg_crm_contacts:name",)


def test_one_field_fills_one_core_column(plan: Plan, wish: WarehouseWish) -> None:
    """A value is never copied into a second column that merely sounds alike."""
    used = [source for column in the_table(plan(wish, Shop=SHOP), "customers").columns for source in column.sources]
    assert len(used) == len(set(used))


def test_systems_without_a_shared_key_are_asked_about(plan: Plan, wish: WarehouseWish) -> None:
    """Rows stay apart, and a person is asked by what they meet."""
    bare = document("CRM", contacts=listed(record(nickname={"type": "string"}, updated_at={"type": "string", "format": "date-time"})))
    design = plan(wish, Shop=SHOP, CRM=bare)
    assert design.warehouse
    assert design.warehouse.identities == ()
    assert the_table(design, "customers").rows == "union"
    assert any(question.id == "customers_identity" for question in design.questions)


def test_goals_choose_the_marts(plan: Plan, wish: WarehouseWish) -> None:
    """Revenue, tickets and one list of customers are three marts, each grouped by its keys."""
    design = plan(wish, Shop=SHOP, Desk=DESK)
    assert design.warehouse
    marts = {table.id: table for table in design.warehouse.tables if table.layer == "mart"}
    assert set(marts) == {"revenue_by_month", "events_by_month", "customer_overview"}
    assert marts["revenue_by_month"].rows == "group"
    assert marts["revenue_by_month"].keys[:2] == ("month", "customer_key")


def test_every_column_reads_what_is_there(plan: Plan, wish: WarehouseWish) -> None:
    """Sources name extracts or tables of the design, and columns that those have."""
    design = plan(wish, Shop=SHOP, CRM=CRM, Desk=DESK)
    assert design.warehouse
    extracts = {extract.id for extract in design.warehouse.extracts}
    columns = {f"{table.id}:{column.name}" for table in design.warehouse.tables for column in table.columns}
    for table in design.warehouse.tables:
        assert set(table.keys) <= {column.name for column in table.columns}
        for column in table.columns:
            for source in column.sources:
                assert source in columns or source.partition(":")[0] in extracts


def test_a_system_without_document_leaves_its_table_laid_out(plan: Plan, wish: WarehouseWish) -> None:
    """The model shows what will come: the table is there, its columns wait for sources."""
    design = plan(wish, Shop=SHOP, Desk=None)
    assert not any(column.sources for column in the_table(design, "events").columns)
    assert any(column.sources for column in the_table(design, "customers").columns)


def test_given_tables_are_filled_from_the_best_extract(plan: Plan) -> None:
    """Columns that a person laid out are matched; a required one without a source is asked about."""
    table = {
        "title": "fact_orders",
        "type": "object",
        "required": ["order_id", "region_code"],
        "properties": {name: {"type": "string"} for name in ("order_id", "customer_id", "currency", "status", "region_code")},
    }
    design = plan(brief={"text": "Load orders into our table."}, Shop=SHOP, Data_warehouse=table)
    sources = {column.name: column.sources for column in the_table(design, "fact_orders").columns}
    assert sources == {
        "order_id": ("shop_orders:id",),
        "customer_id": ("shop_orders:customer_id",),
        "currency": ("shop_orders:currency",),
        "status": ("shop_orders:status",),
        "region_code": (),
    }
    assert the_table(design, "fact_orders").keys == ("order_id",)
    assert [system.name for system in design.systems] == ["Shop"]
    assert any("region_code" in question.text for question in design.questions)


def test_external_ids_are_asked_about(plan: Plan, wish: WarehouseWish) -> None:
    """Ids that two systems keep of others never merge people unasked."""
    person = record(email={"type": "string"}, external_id={"type": "string"})
    design = plan(wish, Shop=document("Shop", customers=listed(person)), CRM=document("CRM", contacts=listed(person)))
    assert design.warehouse
    assert design.warehouse.identities[0].match_keys == ("email",)
    assert any(question.id == "external_ids" for question in design.questions)


def test_the_trade_of_a_system_decides_whose_value_wins(plan: Plan, wish: WarehouseWish) -> None:
    """A help desk with accounts and contacts in its paths is still a help desk."""
    person = listed(record(email={"type": "string"}, name={"type": "string"}))
    desk = document("Zendesk", users=person, accounts=person, contacts=person, deals=person)
    design = plan(wish, Zendesk=desk, HubSpot=document("HubSpot", contacts=person))
    assert design.warehouse
    order = {row.attribute: row.order for row in design.warehouse.identities[0].survivorship}
    assert order["name"] == ("hubspot", "zendesk")


def test_columns_are_called_as_the_brief_wants(plan: Plan, wish: WarehouseWish) -> None:
    """A field pair names the column of its field, tests included; a field that nobody has is asked about."""
    pairs = tuple(WishedPair(sources=(source,), target=target) for source, target in (("status", "Order state"), ("shoe size", "size")))
    design = plan(wish, brief={"wishes": (Wish(text="", pairs=pairs),)}, Shop=SHOP)
    assert the_column(design, "stg_shop_orders", "order_state").sources == ("shop_orders:status",)
    assert "accepted_values:order_state:open|paid" in the_table(design, "stg_shop_orders").tests
    assert the_column(design, "transactions", "status").sources == ("stg_shop_orders:order_state",)
    assert [question.id for question in design.questions if "shoe size" in question.text] == ["column_size"]


def test_a_given_table_holds_the_key_in_its_own_column(plan: Plan) -> None:
    """The record's id fills the column called like the record, and no other that merely ends in id."""
    table = {"title": "orders", "type": "object", "properties": {name: {"type": "string"} for name in ("card_id", "order_id", "status")}}
    design = plan(brief={"text": "Load orders into our table."}, Shop=SHOP, Data_warehouse=table)
    assert the_table(design, "orders").keys == ("order_id",)
    assert the_column(design, "orders", "order_id").sources == ("shop_orders:id",)
    assert the_column(design, "orders", "card_id").sources == ()
