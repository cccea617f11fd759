"""What must be found or clicked before the first run: credentials, settings, webhooks, for each environment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.documents.endpoints import auth_words
from designer.render.documents.flows import flow_title
from designer.render.documents.grid import Grid
from designer.render.documents.places import system_name
from designer.render.documents.words import NONE, code, codes, prose, sentence, value

if TYPE_CHECKING:
    from designer.model.design import Auth, Design, Flow, Setting, System
    from designer.model.scalars import Style
    from designer.model.spec import Catalog, SecurityScheme

TELLING = 40
"""A vendor's description of a scheme that is shorter only repeats its name."""
HELD = (
    ("client_id", "client id of the registered app"),
    ("client_secret", "client secret of the registered app"),
    ("refresh", "refresh token, made once by signing in as the user the connector acts for"),
    ("user", "user name of an account made for this integration"),
    ("email", "e-mail address of the account made for this integration"),
    ("password", "password or API token of that account"),
    ("key", "API key"),
    ("token", "access token"),
)
"""What a credential is, by a part of its environment variable's name."""


HOLDERS: dict[Style, str] = {"api": "Environment variable", "nocode": "Credential, by its name here", "warehouse": "Environment variable"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemSetup:
    """How a system is signed in to, and where that is found."""

    name: str
    facts: Grid
    vendor_words: str
    """What the vendor's document says about signing in."""
    credentials: Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSetup:
    """How a webhook is switched on."""

    title: str
    system: str
    event: str
    words: str
    steps: tuple[str, ...]
    secret: str
    """Where the signing secret goes; empty if deliveries are not signed."""


def system_setups(design: Design, catalog: Catalog) -> tuple[SystemSetup, ...]:
    """Return the sign-in of every system."""
    return tuple(_system_setup(design, system, catalog) for system in design.systems)


def _system_setup(design: Design, system: System, catalog: Catalog) -> SystemSetup:
    auth = system.auth
    scheme = _scheme(system, catalog)
    rows = [("Address of the API", _address_words(design, system))]
    rows += [("Sign-in", auth_words(system))]
    rows += [("Scheme in the document", code(auth.scheme))] if auth.scheme else []
    rows += [("Scopes to ask for", codes(auth.scopes))] if auth.scopes else []
    rows += [("Sign in as the user at", code(scheme.authorization_url))] if scheme and scheme.authorization_url else []
    rows += [("Token address", code(auth.token_url))] if auth.token_url else []
    return SystemSetup(
        name=prose(system.name),
        facts=Grid(header=("", ""), rows=tuple(rows)),
        vendor_words=prose(scheme.description, limit=500) if scheme and len(scheme.description) >= TELLING else "",
        credentials=Grid(
            header=(HOLDERS[design.style], "What it holds"), rows=tuple((code(name), _held(name, auth)) for name in auth.environment)
        ),
    )


def _address_words(design: Design, system: System) -> str:
    """Return the address, and where what is missing of it goes."""
    setting = next((known for known in design.settings if known.system == system.id and known.id.endswith("base_url")), None)
    place = f"setting {code(setting.id)}" if setting else "`base_url` in design.yaml"
    if setting and setting.value is not None:
        return f"{value(setting.value)} ({place})"
    if not system.base_url:
        return f"**not known**: ask the vendor; it goes to {place}"
    return code(system.base_url) + (f"; yours, without braces, goes to {place}" if "{" in system.base_url else "")


def _scheme(system: System, catalog: Catalog) -> SecurityScheme | None:
    spec = catalog.system(system.name)
    return next((scheme for scheme in spec.schemes if scheme.name == system.auth.scheme), None) if spec else None


def _held(name: str, auth: Auth) -> str:
    told = held_words(name)
    return f"{told}, sent as {code(auth.parameter)}" if auth.kind == "api_key" and auth.parameter else told


def held_words(name: str) -> str:
    """Return what a credential is, by the name of its environment variable."""
    lower = name.lower()
    return next((words for part, words in HELD if part in lower), "the credential")


def setting_rows(design: Design) -> Grid:
    """Return the settings that only the account knows."""
    return Grid(
        header=("Setting", "What it is", "System", "Where it is found", "Value now"),
        rows=tuple(_setting_row(design, setting) for setting in design.settings),
    )


def _setting_row(design: Design, setting: Setting) -> tuple[str, ...]:
    now = value(setting.value) if setting.value is not None else "**not answered**"
    return (
        code(setting.id),
        prose(setting.title) or NONE,
        system_name(design, setting.system) if setting.system else NONE,
        prose(setting.found, limit=300) or "not known: ask an administrator of the system",
        now,
    )


def worksheet_rows(design: Design) -> Grid:
    """Return every value that differs between environments, with room to note who holds it; secrets never go in here."""
    rows = [(code(name), prose(system.name), "stored?", "stored?") for system in design.systems for name in system.auth.environment]
    secrets = dict.fromkeys(
        (flow.trigger.verification.environment, flow.trigger.system)
        for flow in design.flows
        if flow.trigger.verification and flow.trigger.verification.environment
    )
    rows += [(code(name), system_name(design, system), "stored?", "stored?") for name, system in secrets]
    for setting in design.settings:
        known = value(setting.value) if setting.value is not None else "?"
        rows.append((code(setting.environment or setting.id), system_name(design, setting.system) if setting.system else NONE, known, "?"))
    return Grid(header=("Value", "System", "Sandbox", "Production"), rows=tuple(rows))


def webhook_setups(design: Design) -> tuple[WebhookSetup, ...]:
    """Return how each webhook of the design is switched on."""
    return tuple(_webhook_setup(design, flow) for flow in design.flows if flow.trigger.kind == "webhook")


def _webhook_setup(design: Design, flow: Flow) -> WebhookSetup:
    trigger = flow.trigger
    registration = trigger.registration
    name = system_name(design, trigger.system)
    match registration.kind:
        case "operation":
            words = (
                f"By one call to {name}: {code(registration.operation)}, with the receiver's address and the event {code(trigger.event)}."
            )
        case "ui":
            words = f"By hand in {name}:"
        case "none":
            words = f"Nothing is to be switched on at {name}."
        case _:
            words = (
                f"**Not known.** The documents of {name} do not say how its webhooks are switched on. "
                "Look in its settings for webhooks, event subscriptions or notifications, "
                f"and subscribe the receiver's address to {code(trigger.event)}; where there is none, poll."
            )
    environment = trigger.verification.environment if trigger.verification else ""
    return WebhookSetup(
        title=flow_title(flow),
        system=name,
        event=code(trigger.event),
        words=words,
        steps=tuple(sentence(prose(step, limit=300)) for step in registration.steps),
        secret=code(environment) if environment else "",
    )
