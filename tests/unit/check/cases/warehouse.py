"""Faults for the rules of the family WH."""

from __future__ import annotations

from tests.unit.check.cases.planting import EXTRACT, TABLE, Case
from tests.unit.check.designs import WAREHOUSE

CASES = (
    Case(
        "WH901",
        {f"{EXTRACT}.operation": ""},
        EXTRACT,
        "The extract customers reads nothing yet. Name its list operation, such as `GET /v1/customers`, or a file.",
        "open",
        WAREHOUSE,
    ),
    Case(
        "WH902",
        {f"{EXTRACT}.primary_key[0]": "idd"},
        f"{EXTRACT}.primary_key[0]",
        'Shop\'s GET /customers has no "idd". Did you mean "id"?',
        good=WAREHOUSE,
    ),
    Case(
        "WH902",
        {f"{EXTRACT}.cursor_parameter": "since"},
        f"{EXTRACT}.cursor_parameter",
        'GET /customers takes no query parameter "since".',
        good=WAREHOUSE,
    ),
    Case(
        "WH903",
        {f"{EXTRACT}.primary_key": []},
        f"{EXTRACT}.primary_key",
        "The extract customers has no primary key, so its records double on each run.",
        "warning",
        WAREHOUSE,
    ),
    Case(
        "WH904",
        {f"{EXTRACT}.cursor": ""},
        f"{EXTRACT}.cursor",
        "The extract customers has no cursor, so it reads everything on each run.",
        "info",
        WAREHOUSE,
    ),
    Case(
        "WH905",
        {"$.warehouse.tables[0].columns[0].sources[0]": "customers:idd"},
        "$.warehouse.tables[0].columns[0].sources[0]",
        'Shop\'s GET /customers has no "idd". Did you mean "id"?',
        good=WAREHOUSE,
    ),
    Case(
        "WH905",
        {f"{TABLE}.columns[0].sources[0]": "stg_customer:id"},
        f"{TABLE}.columns[0].sources[0]",
        'There is no extract or table "stg_customer". Did you mean "stg_customers"?',
        good=WAREHOUSE,
    ),
    Case(
        "WH906",
        {f"{TABLE}.keys[0]": "ids"},
        f"{TABLE}.keys[0]",
        'The table customer has no column "ids". Did you mean "id"?',
        good=WAREHOUSE,
    ),
    Case(
        "WH906",
        {f"{TABLE}.tests": ["uniqe:id"]},
        f"{TABLE}.tests[0]",
        '"uniqe:id" is no test. Write `unique:<column>`, `not_null:<column>`, `accepted_values:<column>`.',
        good=WAREHOUSE,
    ),
    Case(
        "WH907",
        {f"{TABLE}.keys": []},
        f"{TABLE}.keys",
        "The table customer has no key, so nothing tells its rows apart.",
        "warning",
        WAREHOUSE,
    ),
    Case(
        "WH908",
        {"$.warehouse.access[0].table": "customers"},
        "$.warehouse.access[0].table",
        'The model has no table "customers". Did you mean "customer"?',
        good=WAREHOUSE,
    ),
    Case(
        "WH909",
        {"$.warehouse.budget_usd_month": 50},
        "$.warehouse.cost",
        "The estimate is $100 a month, and the brief allows $50. Leave a system for later, or choose a cheaper product.",
        "warning",
        WAREHOUSE,
    ),
    Case(
        "WH911",
        {"$.warehouse.tables[0].columns[1].transform": {"name": "date_format", "source": "ISO"}},
        "$.warehouse.tables[0].columns[1].transform",
        "`date_format` knows iso, date, unix_s, unix_ms and strftime patterns, not 'ISO'.",
        good=WAREHOUSE,
    ),
    Case(
        "WH910",
        {"$.warehouse.access[0].masked": []},
        "$.warehouse.access[0]",
        "Finance would see the personal data in email of customer. Mask it, or list the columns it may see.",
        "warning",
        WAREHOUSE,
    ),
)
