"""Secrets written into a design. The shapes are made here from parts, so that no file of ours holds what looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mutants.nouns import Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mutants.ground import Ground

LETTERS = "aZ3kQ9mW2xR7tB5nL8vC4pJ6hD1sFgYe"
HEXES = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def _mixed(length: int) -> str:
    return (LETTERS * 9)[:length]


SHAPES: dict[str, str] = {
    "Stripe live": "sk_" + "live_" + _mixed(24),
    "Stripe restricted": "rk_" + "live_" + _mixed(24),
    "Stripe signing": "whsec_" + _mixed(32),
    "GitHub": "ghp_" + _mixed(36),
    "GitHub fine-grained": "github_" + "pat_" + _mixed(22) + "_" + _mixed(59),
    "GitLab": "glpat-" + _mixed(20),
    "Slack bot": "xoxb-" + "123456789012-1234567890123-" + _mixed(24),
    "Slack hook": "https://hooks.slack.com/services/" + "T01ABCDEF/B01ABCDEF/" + _mixed(24),
    "AWS key": "AKIA" + "Q3EGRZ7XPLMW5TYN",
    "Google API": "AIza" + _mixed(35),
    "Google OAuth": "GOCSPX-" + _mixed(28),
    "SendGrid": "SG." + _mixed(22) + "." + _mixed(43),
    "Twilio": "SK" + HEXES[:32],
    "Mailchimp": HEXES[:32] + "-us21",
    "HubSpot": "pat-na1-" + "9f86d081-884c-4d65-9a2f-eaa0c55ad015",
    "Shopify": "shpat_" + HEXES[:32],
    "Square": "sq0atp-" + _mixed(22),
    "OpenAI": "sk-" + "proj-" + _mixed(48),
    "Anthropic": "sk-" + "ant-api03-" + _mixed(60),
    "npm": "npm_" + _mixed(36),
    "DigitalOcean": "dop_v1_" + HEXES,
    "Asana": "1/" + "1201234567890123:" + HEXES[:32],
    "Airtable": "pat" + _mixed(14) + "." + HEXES,
    "Notion": "secret_" + _mixed(43),
    "signed token": "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + _mixed(43),
    "private key": "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEpAIBAAKCAQEA" + _mixed(60),
    "password in an address": "https://admin:" + "hunter2secret@" + "db.example.com/x",
    "bearer": "Bearer " + _mixed(40),
}


@kind("AUTH608")
def secret_in_a_header(ground: Ground) -> Iterator[Mutant]:
    """A vendor's key is sent as a constant: it stands in the repository for ever."""
    for number, (where, _, _, step, called) in enumerate(ground.steps()):
        if called:
            for name in _turn(number, len(ground.name)):
                new = f"{where}.mappings[{len(step.mappings)}]"
                mapping = {"target": "header.Authorization", "transform": {"name": "constant", "value": SHAPES[name]}}
                yield Mutant(where=new, changes={new: mapping}, places=(where,), note=name)


@kind("AUTH608")
def secret_in_a_setting(ground: Ground) -> Iterator[Mutant]:
    """A vendor's key is the value of a setting."""
    count = len(ground.design.settings)
    system = ground.design.systems[0].id
    for name, secret in SHAPES.items():
        new = {"id": "their_value", "title": "A value", "system": system, "value": secret}
        yield Mutant(where=f"$.settings[{count}]", changes={f"$.settings[{count}]": new}, note=name)


@kind("AUTH608")
def secret_in_words(ground: Ground) -> Iterator[Mutant]:
    """A vendor's key stands in a title, a reason or the goal, copied there with a message."""
    for name, secret in SHAPES.items():
        yield Mutant(where="$.goal", changes={"$.goal": f"{ground.design.goal} (key: {secret})"}, places=("$",), note=name)


@kind("AUTH608")
def secret_in_an_address(ground: Ground) -> Iterator[Mutant]:
    """A key stands in a system's address."""
    for at, system in enumerate(ground.design.systems):
        if system.base_url.startswith("https://"):
            where = f"$.systems[{at}].base_url"
            yield Mutant(
                where=where, changes={where: system.base_url.replace("https://", "https://admin:" + "hunter2secret@")}, note="password"
            )
            yield Mutant(where=where, changes={where: f"{system.base_url}?api_key={_mixed(32)}"}, note="api_key")


@kind("AUTH608", "AUTH616")
def secret_for_a_variable(ground: Ground) -> Iterator[Mutant]:
    """A key stands where the name of the variable should stand that holds it."""
    for at, system in enumerate(ground.design.systems):
        for name in _turn(at, len(ground.name)):
            where = f"$.systems[{at}].auth"
            if system.auth.environment:
                yield Mutant(where=where, changes={f"{where}.environment[0]": SHAPES[name]}, note=name)


@kind("AUTH608")
def password_in_a_constant(ground: Ground) -> Iterator[Mutant]:
    """A password of no vendor's shape is sent as a constant under a name that says what it is."""
    for where, _, _, step, called in ground.steps():
        if called:
            new = f"{where}.mappings[{len(step.mappings)}]"
            for target in ("header.X-Api-Key", "query.access_token", "body.client_secret"):
                mapping = {"target": target, "transform": {"name": "constant", "value": _mixed(28)}}
                yield Mutant(where=new, changes={new: mapping}, places=(where,), note=target)


def _turn(number: int, start: int) -> list[str]:
    names = list(SHAPES)
    return [names[(start + number * 5 + one) % len(names)] for one in range(5)]
