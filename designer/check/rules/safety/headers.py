"""Headers that a design fills: names that can be sent, and none that carries the connection or the sign-in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.check.rule import Fault, rule
from designer.model.design import target_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.design import System

TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A field name by RFC 9110, section 5.6.2."""
CONNECTING = frozenset(
    {
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
"""Where a call goes and how its bytes are framed: RFC 9110, sections 7.2, 7.6.1, 8.6 and 10.1.1, and RFC 9112, section 6."""
SIGNING = frozenset({"authorization", "cookie", "cookie2", "proxy-authorization", "set-cookie"})
AUTHORIZING = frozenset({"basic", "bearer", "oauth2"})


@rule("SAFE737")
def headers_may_be_filled(view: View) -> Iterator[Fault]:
    """Leave to the client the headers that carry the connection and the sign-in, and give the others a name that can be sent.

    A value of a record in `Host`, `Content-Length` or `Transfer-Encoding` sends a call elsewhere or breaks it; in `Authorization`, `Cookie`
    or the header of the system's own API key it takes the place of the credential. A second credential that a call asks for comes from a
    setting. A name is made of letters, digits and the marks of RFC 9110, such as the hyphen; a line end in it would begin another header.
    """
    for where, system, name, sources in _filled(view):
        known, low = view.design.system(system), name.lower()
        if not TOKEN.fullmatch(name):
            yield Fault(where=where, message=f"{name!r} is no name of a header: letters, digits and hyphens, without blanks and line ends.")
        elif low in CONNECTING:
            yield Fault(
                where=where, message=f"The header {name} belongs to the connection: the client sets it for each call. Leave it out."
            )
        elif known and low in _own(known):
            yield Fault(where=where, message=f"The header {name} carries the sign-in to {known.name}, set from `auth`. Leave it out.")
        elif low in SIGNING and not (sources and all(source.startswith("setting:") for source in sources)):
            message = f"The header {name} signs a call in. Fill it from a setting with an environment variable, or leave it out."
            yield Fault(where=where, message=message)


def _filled(view: View) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Yield each header that a design fills: its place, the system it is sent to, its name and what fills it."""
    for i, flow in enumerate(view.design.flows):
        steps = [(f"$.flows[{i}].steps[{j}]", step.system, step.mappings) for j, step in enumerate(flow.steps)]
        for where, system, mappings in ((f"$.flows[{i}].trigger", flow.trigger.system, flow.trigger.mappings), *steps):
            for k, mapping in enumerate(mappings):
                location, name = target_parts(mapping.target)
                if location == "header":
                    yield f"{where}.mappings[{k}].target", system, name, mapping.sources
        for j, step in enumerate(flow.steps):
            if step.idempotency.kind == "header" and step.idempotency.header:
                yield f"$.flows[{i}].steps[{j}].idempotency.header", step.system, step.idempotency.header, step.idempotency.sources
    for i, extract in enumerate(view.design.warehouse.extracts if view.design.warehouse else ()):
        for k, parameter in enumerate(extract.parameters):
            location, name = target_parts(parameter.target)
            if location == "header":
                yield (
                    f"$.warehouse.extracts[{i}].parameters[{k}].target",
                    extract.system,
                    name,
                    tuple(f"setting:{one}" for one in (parameter.setting,) if one),
                )


def _own(system: System) -> frozenset[str]:
    """Return the header that carries a system's credential."""
    if system.auth.kind in AUTHORIZING:
        return frozenset({"authorization"})
    is_header = system.auth.kind == "api_key" and system.auth.location == "header"
    return frozenset({system.auth.parameter.lower()}) if is_header else frozenset()
