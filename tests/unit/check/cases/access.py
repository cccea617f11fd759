"""Faults for the rules of the family AUTH."""

from __future__ import annotations

from tests.unit.check.cases.planting import NEW, REMOVED, TOLD_OF_SECRETS, Case, constant

CASES = (
    Case(
        "AUTH601",
        {"$.systems[1].auth.scheme": "keys"},
        "$.systems[1].auth.scheme",
        'CRM declares no security scheme "keys". Did you mean "key"?',
    ),
    Case(
        "AUTH601",
        {"$.systems[1].auth.kind": "bearer"},
        "$.systems[1].auth.kind",
        'CRM declares "key" as api_key, and the design signs in by bearer.',
    ),
    Case(
        "AUTH602",
        {"$.systems[1].auth": {"kind": "basic", "scheme": "basic", "environment": ["CRM_PASSWORD"]}},
        "$.systems[1].auth.scheme",
        'CRM\'s POST /contacts does not accept "basic". It accepts key.',
    ),
    Case(
        "AUTH602",
        {"$.systems[1].auth": REMOVED},
        "$.systems[1].auth.kind",
        "CRM's POST /contacts asks for a sign-in (key), and the design has none.",
    ),
    Case(
        "AUTH602",
        {"$.systems[0].auth": REMOVED},
        "$.systems[0].auth.kind",
        "Shop's POST /hooks asks for a sign-in (login), and the design has none.",
        "warning",
    ),
    Case(
        "AUTH603",
        {"$.systems[0].auth.scopes": []},
        "$.systems[0].auth.scopes",
        "Shop's POST /hooks needs the scope hooks.write, which is not asked for.",
        "warning",
    ),
    Case(
        "AUTH604",
        {"$.systems[0].auth.scopes[1]": "customers.write"},
        "$.systems[0].auth.scopes",
        "No used call of Shop needs the scope customers.write. Leave it out.",
        "warning",
    ),
    Case(
        "AUTH605",
        {"$.systems[1].base_url": "https://{tenant}.crm.example"},
        "$.systems[1].base_url",
        "The address of CRM's API is not complete: https://{tenant}.crm.example. Write it, or ask for it with a setting `crm_base_url`.",
    ),
    Case(
        "AUTH605",
        {"$.systems[1].base_url": "", "$.settings[1]": {"id": "crm_base_url", "system": "crm"}},
        "$.systems[1].base_url",
        "The address of CRM's API waits for an answer: `setting:crm_base_url`.",
        "open",
    ),
    Case(
        "AUTH606",
        {"$.settings[1]": {"id": "folder"}},
        "$.settings[1].value",
        'The setting "folder" has no value yet. No question asks for it yet.',
        "open",
    ),
    Case(
        "AUTH607",
        {"$.systems[1].auth.environment": []},
        "$.systems[1].auth.environment",
        "The design does not say which environment variables hold the credentials of CRM.",
        "warning",
    ),
    Case(
        "AUTH608",
        constant("body.reference", "sk_live_" + "a1b2c3d4e5f6g7h8"),
        f"{NEW}.transform.value",
        TOLD_OF_SECRETS,
    ),
    Case(
        "AUTH608",
        {"$.settings[0]": {"id": "api_token", "value": "a1b2c3d4e5f6g7h8i9"}},
        "$.settings[0].value",
        TOLD_OF_SECRETS,
    ),
)
