"""Personal data: in the clear, in addresses and keys that are logged, of a kind that asks for care, unmarked in the warehouse."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from designer.check.evidence.near import listed
from designer.check.lookup.view import place_of
from designer.check.personal.flows import spot_category
from designer.check.personal.marking import mark_as_personal
from designer.check.rule import Fault, rule
from designer.model.design import source_parts, target_parts
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import StepView, View
    from designer.check.personal.fields import Category
    from designer.model.design import Flow, Step
    from designer.model.finding import PersonalFlow, Severity

IN_ADDRESSES = frozenset({"path", "query"})
COARSE = frozenset({"city", "country", "state", "region", "county", "province"})
"""Parts of an address that reports count by, and that so many people share that they name none."""
PSEUDONYMS = frozenset({"employment", "free text", "online"})
"""Categories that many records are looked up by, and that say little of a person by themselves."""


@rule("SAFE721")
def personal_data_is_encrypted(view: View) -> Iterator[Fault]:
    """Send and fetch personal data by https alone: over http anybody on the way reads it, and the law asks for encryption.

    Within a network of one's own (a private address, a host without a domain) it is a warning.
    """
    for i, system in enumerate(view.design.systems):
        url = urlsplit(system.base_url)
        told = [flow.category for flow in view.personal if system.name in {flow.source, flow.target}]
        if url.scheme != "http" or not told or _is_loopback(url.hostname or ""):
            continue
        severity: Severity | None = "warning" if _is_private(url.hostname or "") else None
        kinds = listed(dict.fromkeys(told))
        message = f"Personal data ({kinds}) travels to or from {system.name} by http, in the clear. Use https."
        yield Fault(where=f"$.systems[{i}].base_url", message=message, severity=severity)


@rule("SAFE722", severity="warning")
def personal_data_is_not_in_addresses(view: View) -> Iterator[Fault]:
    """Keep personal data out of paths and queries: addresses are written into the logs of every server, proxy and browser on the way.

    A search that the API offers no other way is only told, unless what it searches by asks for special care.
    """
    by_place: dict[str, list[PersonalFlow]] = {}
    for flow in view.personal:
        by_place.setdefault(flow.where, []).append(flow)
    for step, mapping in view.mappings:
        location, name = target_parts(mapping.mapping.target)
        flows = by_place.get(mapping.where, [])
        if location not in IN_ADDRESSES or not flows or all(flow.category in PSEUDONYMS for flow in flows):
            continue
        is_sensitive = any(flow.is_sensitive for flow in flows)
        severity: Severity | None = None if is_sensitive or step.step.role == "write" else "info"
        kinds = listed(dict.fromkeys(flow.category for flow in flows))
        fact = f"{_called(step)} is sent personal data ({kinds}) in its address, as `{location}.{name}`, where logs keep it."
        yield Fault(
            where=f"{mapping.where}.target",
            message=f"{fact} Send it in the body, or an id instead, if the API takes one.",
            severity=severity,
        )


@rule("SAFE723", severity="warning")
def keys_hold_no_personal_data(view: View) -> Iterator[Fault]:
    """Make keys of ids: what is ordered or told apart by e-mail addresses carries them into headers, queues and logs, and they change."""
    for where, name, source, step, flow in _keys(view):
        spot = view.read(source, flow, step)
        category: Category = spot_category(spot, spot.field.path or source_parts(source)[1]) if spot.state in {"known", "unknown"} else ""
        if category:
            told = f"{name} is made of personal data ({category}, `{source}`), which then stands in headers, queues and logs."
            yield Fault(where=where, message=f"{told} Use an id.")


@rule("SAFE724", severity="warning")
def sensitive_data_is_wanted(view: View) -> Iterator[Fault]:
    """Send data of special care only where somebody has asked for it: health, origin, belief, convictions, identity papers, bank and card.

    Articles 9 and 10 of the GDPR forbid it without a ground of its own. A mapping that a planner proposed is told until a person has
    accepted it (`confidence: 1`), or the design's goal names what is sent.
    """
    said = f"{view.design.goal} {view.design.title}".lower()
    proposed = {mapping.where: mapping.mapping.confidence for _, mapping in view.mappings}
    for flow in view.personal:
        if flow.is_sensitive and proposed.get(flow.where, 1.0) < 1.0 and flow.category not in said:
            fact = (
                f"{flow.target_path} of {flow.target} would be sent {flow.category} data of persons (`{flow.source_path}` of {flow.source})"
            )
            message = f"{fact}, which nobody has asked for in so many words. Leave it out, or accept it with `confidence: 1`."
            yield Fault(where=flow.where, message=message)


@rule("SAFE725", severity="info")
def personal_data_is_known(view: View) -> Iterator[Fault]:
    """Know which personal data goes where before the first record does: what a planner proposed is nobody's decision yet.

    One line for each call; the report lists every field. A mapping is decided when a person has accepted it (`confidence: 1`).
    """
    kinds: dict[str, list[str]] = {}
    for flow in view.personal:
        kinds.setdefault(flow.where, []).append(flow.category)
    for step in view.steps:
        open_kinds = [kind for one in step.mappings if one.mapping.confidence < 1.0 for kind in kinds.get(one.where, ())]
        if step.step.role == "write" and set(open_kinds) - {"free text"}:
            told = f"{_called(step)} is sent personal data that a planner chose: {listed(dict.fromkeys(open_kinds), most=8)}."
            yield Fault(where=step.where, message=f"{told} Look through it, and accept each mapping that is wanted.", spec=step.place)


@rule("SAFE726", severity="warning")
def personal_columns_are_marked(view: View) -> Iterator[Fault]:
    """Mark the columns of the warehouse that hold personal data: what is not marked is neither masked nor found when a person asks."""
    warehouse = view.design.warehouse
    if warehouse is None:
        return
    told = {flow.where: flow for flow in view.personal}
    for i, table in enumerate(warehouse.tables):
        for j, column in enumerate(table.columns):
            where = f"$.warehouse.tables[{i}].columns[{j}]"
            flow = told.get(where)
            if flow is not None and not column.personal and flow.category != "free text" and not COARSE & set(words(column.name)):
                message = (
                    f'The column {table.id}.{column.name} holds personal data ({flow.category}: "{flow.source_path}" of {flow.source}).'
                )
                fix = mark_as_personal(where, table=table.id, column=column.name)
                extract = next((one for one in warehouse.extracts if column.sources and column.sources[0].startswith(f"{one.id}:")), None)
                place = place_of(view.operation(extract.system, extract.operation)) if extract else None
                yield Fault(where=where, message=f"{message} Mark it: `personal: true`.", fix=fix, spec=place)


def _keys(view: View) -> Iterator[tuple[str, str, str, Step | None, Flow]]:
    """Yield each source that a key is made of: its place, what the key is for, the source, and where it is read from."""
    for i, flow in enumerate(view.design.flows):
        if flow.ordering_key:
            yield f"$.flows[{i}].ordering_key", "The order of deliveries", flow.ordering_key, None, flow
    for step in view.steps:
        if step.step.idempotency.kind == "header":
            for number, source in enumerate(step.step.idempotency.sources):
                yield f"{step.where}.idempotency.sources[{number}]", "The idempotency key", source, step.step, step.flow


def _called(step: StepView) -> str:
    system = step.system.name if step.system else step.step.system
    return f"{system}'s {step.step.operation}" if step.step.operation else f"The step {step.step.id}"


def _is_loopback(host: str) -> bool:
    return host == "localhost" or host.startswith("127.") or host == "::1"


def _is_private(host: str) -> bool:
    """Tell whether a host lies in a network of one's own: no domain, a domain kept for such, an address of a private range."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan", ".home.arpa"))
