"""Diagrams of a design, whole."""

from __future__ import annotations

from dataclasses import replace

from designer.model.design import System
from designer.render.diagrams import architecture_diagram, field_map_diagram, model_diagram, sequence_diagram
from tests.unit.render.documents.made import CREATE, a_warehouse_design, an_api_design


def test_the_architecture_shows_who_calls_whom() -> None:
    """The event leads in, calls lead out, what is kept and who is alerted stand beside."""
    assert architecture_diagram(an_api_design()).splitlines() == [
        "flowchart LR",
        '    n_shop["Shop"]',
        '    n_crm["CRM"]',
        '    subgraph middle["Connector"]',
        '        flow_0["New customers become contacts"]',
        "    end",
        '    n_shop -- "customer.created" --> flow_0',
        '    flow_0 <-->|"GET /contacts"| n_crm',
        '    flow_0 -->|"POST /contacts"| n_crm',
        '    middle --> store[("Events, links, dead letters")]',
        '    middle -. "alerts" .-> people(["People on duty"])',
    ]


def test_the_sequence_shows_checks_conditions_and_failure() -> None:
    """Signature, duplicates, the condition of a step and what follows the last attempt."""
    design = an_api_design()
    assert sequence_diagram(design, design.flows[0]).splitlines() == [
        "sequenceDiagram",
        "    autonumber",
        "    participant n_shop as Shop",
        "    participant middle as Connector",
        "    participant n_crm as CRM",
        "    n_shop->>middle: customer.created",
        "    Note over middle: check X-Shop-Signature",
        "    middle-->>n_shop: 202 as soon as it is stored",
        "    Note over middle: a known id is dropped",
        "    Note over middle: only if status is one of active or paused",
        "    middle->>n_crm: GET /contacts",
        "    n_crm-->>middle: what was found",
        "    opt results of find_contact is empty",
        "        middle->>n_crm: POST /contacts",
        "        n_crm-->>middle: the stored record",
        "        opt no answer, 429 or 5xx",
        "            Note over middle: up to 5 attempts, then keep as dead letter",
        "        end",
        "    end",
    ]


def test_the_field_map_leaves_plain_copies_bare() -> None:
    """A transform is told on its arrow."""
    design = an_api_design()
    step = replace(CREATE, mappings=(CREATE.mappings[2], CREATE.mappings[7]))
    assert field_map_diagram(design, design.flows[0], step).splitlines() == [
        "flowchart LR",
        '    subgraph from_n_trigger["Shop"]',
        '        s0["email"]',
        "    end",
        '    subgraph from_n_setting["Settings"]',
        '        s1["owner_id"]',
        "    end",
        '    subgraph into["CRM POST /contacts"]',
        '        t0["email"]',
        '        t1["owner_id"]',
        "    end",
        '    s0 -- "lower" --> t0',
        "    s1 --> t1",
    ]


def test_the_model_shows_tables_with_their_keys() -> None:
    """Staging is left out."""
    warehouse = a_warehouse_design().warehouse
    assert warehouse is not None
    assert model_diagram(warehouse).splitlines() == [
        "erDiagram",
        "    dim_customer {",
        "        text customer_key PK",
        "        text email",
        "        decimal balance",
        "        timestamp updated_at",
        "    }",
    ]


def test_names_never_break_the_grammar() -> None:
    """Quotes, brackets, semicolons and the word `end` are written as character codes, node names are plain."""
    hostile = 'end; "q" ] | {x}'
    diagram = architecture_diagram(an_api_design(systems=(System(id="end", name=hostile),), flows=()))
    assert '    n_end["en#100;#59; #34;q#34; #93; #124; #123;x#125;"]' in diagram.splitlines()
