"""What the model is told of its tools: the same bytes in every run, so that the service's cache holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.scalars import JsonObject

TEXT: JsonObject = {"type": "string"}

CHECK_DESIGN: JsonObject = {
    "name": "check_design",
    "description": (
        "Holds the design as it stands against the systems' documents and returns all findings in full. submit_design and patch_design "
        "tell by themselves what is new and what is left, so call it only to read earlier findings again."
    ),
    "input_schema": {"type": "object", "properties": {}, "required": [], "additionalProperties": False},
    "strict": True,
}
PATCH_DESIGN: JsonObject = {
    "name": "patch_design",
    "description": (
        "Changes the design at some places and returns what the check finds: the cheapest way to change anything, and the usual one. Send "
        "all patches of a round in one call: they are made in order; one with a fault, or at what is `(fixed)`, is told and left out, and "
        "the rest is made. `at` names a place by names (`[id=...]`, `[target=...]`, any member) or numbers from 0, as the list was before "
        "the call. `set` replaces what is there (a record as a whole; a named record that is not there yet is appended); `add` appends to "
        "a list, at a number it inserts before it; `remove` takes away. Example: "
        '{"patches": [{"op": "set", "at": "$.flows[id=orders].steps[id=write].mappings[target=body.email]", "value": '
        '{"sources": ["trigger:data.contact.mail"], "transform": {"name": "lower"}, "reason": "the contact\'s own '
        'address"}}, {"op": "remove", "at": "$.flows[id=orders].steps[id=write].mappings[target=body.fax]"}]}'
    ),
    "input_schema": {
        "type": "object",
        "properties": {
            "patches": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "op": {"type": "string", "enum": ["set", "add", "remove"]},
                        "at": {"type": "string"},
                        "value": {"description": "What is set or added, in the design's notation."},
                    },
                    "required": ["op", "at"],
                    "additionalProperties": False,
                },
            }
        },
        "required": ["patches"],
        "additionalProperties": False,
    },
}
READ_SCHEMA: JsonObject = {
    "name": "read_schema",
    "description": (
        "Reads the fields of one operation or event from a system's document, one line each: path, types, what is required, read-only, "
        "enumerated. Call it before you use a field that you have not been shown. Long answers are cut: go on with `below` (a path to "
        "look into) or `find` (words; the fields that are called so come first, a dozen at most). Example: "
        '{"system": "Shop", "name": "POST /v1/orders", "part": "request", "below": "shipping.address"}'
    ),
    "input_schema": {
        "type": "object",
        "properties": {
            "system": {"type": "string", "description": "Name or id of the system."},
            "name": {"type": "string", "description": "An operation as `POST /v1/orders`, or an event as `order.created`."},
            "part": {
                "type": "string",
                "enum": ["request", "response", "parameters", "event"],
                "description": "The body that is sent, the answer, path, query and header parameters, or what an event delivers.",
            },
            "below": {"type": "string", "description": "Only what lies below this path, such as `data.object.address`."},
            "find": {
                "type": "string",
                "description": "Only fields that answer to one of these words: by name, path, value or description.",
            },
            "depth": {"type": "integer", "description": "Levels to show, 1 to 6; 3 if left out."},
        },
        "required": ["system", "name", "part"],
        "additionalProperties": False,
    },
    "strict": True,
}
SEARCH_OPERATIONS: JsonObject = {
    "name": "search_operations",
    "description": (
        "Finds operations and events of one system by what they do, best first, each with its summary and what it requires. Say it in "
        "plain words, verb and record. Call it before you use an operation that you have not been shown; several searches can go in one "
        'turn. Example: {"system": "Shop", "words": "find a customer by email address", "limit": 5}'
    ),
    "input_schema": {
        "type": "object",
        "properties": {
            "system": {"type": "string", "description": "Name or id of the system."},
            "words": {"type": "string", "description": "What the operation does."},
            "limit": {"type": "integer", "description": "How many, 1 to 15."},
        },
        "required": ["system", "words", "limit"],
        "additionalProperties": False,
    },
    "strict": True,
}
SUBMIT_DESIGN: JsonObject = {
    "name": "submit_design",
    "description": (
        "Replaces whole sections of the design (such as `flows`) and returns what the check finds. Sections that you leave out stay, and "
        "so do members of `architecture`, `policies` and `warehouse` that you leave out: send only what changes throughout; for single "
        "places patch_design is cheaper. Example: "
        '{"design": {"architecture": {"pattern": "webhook to API", "reasons": ["orders must arrive within a minute"]}}}'
    ),
    "input_schema": {
        "type": "object",
        "properties": {"design": {"type": "object", "description": "Sections of the design, in its notation."}},
        "required": ["design"],
        "additionalProperties": False,
    },
}
SUBMIT_NARRATIVE: JsonObject = {
    "name": "submit_narrative",
    "description": (
        "Hands in the prose for the documents, which ends the work. Only when you are asked for it. Example: "
        '{"narrative": {"overview": "...", "troubles": [], "monitoring": ["..."], "testing": ["..."]}}'
    ),
    "input_schema": {
        "type": "object",
        "properties": {
            "narrative": {
                "type": "object",
                "properties": {
                    "overview": TEXT,
                    "troubles": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {"symptom": TEXT, "cause": TEXT, "action": TEXT},
                            "required": ["symptom", "cause", "action"],
                        },
                    },
                    "monitoring": {"type": "array", "items": TEXT},
                    "testing": {"type": "array", "items": TEXT},
                },
                "required": ["overview"],
            }
        },
        "required": ["narrative"],
        "additionalProperties": False,
    },
}
TOOLS: tuple[JsonObject, ...] = (CHECK_DESIGN, PATCH_DESIGN, READ_SCHEMA, SEARCH_OPERATIONS, SUBMIT_DESIGN, SUBMIT_NARRATIVE)
"""Sorted by name. The strict ones keep the service's limits: no bounds, few members that may be left out."""
