"""What this connector must be told: settings, credentials, addresses. It refuses to start while something is missing.

Depends on: `transforms.py`, `values.py` and the standard library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .transforms import cast_boolean, cast_integer, cast_number, table
from .values import Json, Scalar, TransformError, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SettingType = Literal["string", "integer", "number", "boolean"]
READERS: dict[str, Callable[[Json], Scalar]] = {"string": text, "integer": cast_integer, "number": cast_number, "boolean": cast_boolean}


@dataclass(frozen=True)
class Setting:
    """A value that only the account knows."""

    name: str
    title: str
    environment: str = ""
    """Environment variable that holds the value, or overrides the one of the design."""
    value: Scalar = None
    """The design's answer; None: not answered yet."""
    type: SettingType = "string"
    found: str = ""
    """Where it is found or clicked."""
    sample: Scalar = None
    """Stands in for an answer in tests and with `--mock`, never in front of a real system."""


@dataclass(frozen=True)
class Table:
    """A look-up table: a value of one system, the matching one of the other."""

    name: str
    title: str
    rows: tuple[tuple[Scalar, Scalar], ...] = ()
    sample: tuple[tuple[Scalar, Scalar], ...] = ()
    """Stands in for missing rows in tests and with `--mock`."""
    needed: bool = False
    """Whether a value without a row stops an event; else it is left out."""


@dataclass(frozen=True)
class SignIn:
    """How a system is signed in to. `environment` names the variables that hold the credential."""

    kind: Literal["bearer", "basic", "api_key", "oauth2", "none", "other"] = "none"
    location: str = ""
    parameter: str = ""
    environment: tuple[str, ...] = ()
    token_url: str = ""
    scopes: tuple[str, ...] = ()

    def missing(self, environment: Mapping[str, str]) -> tuple[str, ...]:
        """Return the variables that are not set. OAuth 2 takes an access token, or what one is fetched with."""
        names = self.environment
        if self.kind == "oauth2" and any(environment.get(name) for name in names if name.endswith("ACCESS_TOKEN")):
            return ()
        if self.kind == "oauth2" and self.token_url:
            names = tuple(name for name in names if not name.endswith("ACCESS_TOKEN")) or names
        return tuple(name for name in names if not environment.get(name))


@dataclass(frozen=True)
class System:
    """A system this connector talks to."""

    id: str
    name: str
    document: str
    """Its document in `specs/`; empty: no document describes it."""
    base_url: str = ""
    base_url_environment: str = ""
    sign_in: SignIn = SignIn()

    def address(self, environment: Mapping[str, str]) -> str:
        """Return the address of its API: the one in the environment before the design's."""
        return (environment.get(self.base_url_environment) or self.base_url).rstrip("/")


@dataclass(frozen=True)
class Policy:
    """How calls are made."""

    attempts: int = 5
    first_delay_seconds: float = 1.0
    longest_delay_seconds: float = 60.0
    timeout_seconds: float = 30.0
    enforce: bool = True
    """Whether a body that breaks the document is held back, or sent with a warning."""


class Unanswered(Exception):
    """Something that must be told is not: every gap, with where its answer is found."""

    def __init__(self, gaps: Sequence[str]) -> None:
        super().__init__("This connector cannot start yet:\n" + "\n".join(f"  - {gap}" for gap in gaps))
        self.gaps = tuple(gaps)


def read_settings(
    settings: Iterable[Setting], environment: Mapping[str, str], *, tables: Iterable[Table] = (), samples: bool = False
) -> dict[str, Scalar]:
    """Return every setting's value by name. Raises Unanswered with all gaps at once."""
    values: dict[str, Scalar] = {}
    gaps: list[str] = []
    for setting in settings:
        try:
            value = _value(setting, environment)
        except TransformError as problem:
            gaps.append(f"{setting.environment}: {problem}")
            continue
        if value is None and samples:
            value = setting.sample
        if value is None:
            gaps.append(_gap(setting))
        values[setting.name] = value
    gaps += [
        f"{one.title or one.name} has no rows: fill `{one.name}` in design.yaml"
        for one in tables
        if one.needed and not (one.rows or samples)
    ]
    if gaps:
        raise Unanswered(gaps)
    return values


def open_tables(tables: Iterable[Table], *, samples: bool = False) -> dict[str, Callable[[Json], Json]]:
    """Return the look-up of each table by its name."""
    return {one.name: table(one.rows or (one.sample if samples else ())) for one in tables}


def missing_credentials(systems: Iterable[System], environment: Mapping[str, str]) -> list[str]:
    """Return a line for each credential and address that is not there."""
    gaps = []
    for system in systems:
        gaps += [f"{name} is not set: the credential of {system.name}" for name in system.sign_in.missing(environment)]
        if not system.address(environment).startswith(("https://", "http://")) or "{" in system.address(environment):
            gaps.append(f"{system.base_url_environment} is not set: the address of the {system.name} API")
    return gaps


def _value(setting: Setting, environment: Mapping[str, str]) -> Scalar:
    given: Json = environment.get(setting.environment) if setting.environment else None
    return setting.value if given is None or given == "" else READERS[setting.type](given)


def _gap(setting: Setting) -> str:
    place = f"set {setting.environment}" if setting.environment else f"set the value of `{setting.name}` in design.yaml and render again"
    found = f" {setting.found.rstrip('.')}." if setting.found else ""
    return f"{setting.title or setting.name} is not answered: {place}.{found}"
