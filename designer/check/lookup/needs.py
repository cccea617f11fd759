"""What a call must be sent, as its document says, and which of it nothing fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.check.lookup.branches import Alternatives, strays, unclear
from designer.check.lookup.sent import Sent, below
from designer.names.path import child, leaf, lies_in, normal, parent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.check.lookup.branches import Stray, Unclear
    from designer.check.lookup.view import StepView, View
    from designer.model.spec import Content, Field, Operation

    Children = dict[str, list[Field]]

SENT_BY_THE_CLIENT = frozenset({"accept", "accept-encoding", "authorization", "content-length", "content-type", "host", "user-agent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One required parameter or field of a call."""

    target: str
    field: Field
    content: Content | None = None
    is_strict: bool = True
    """False: the document asks for it, yet a call without it is commonly taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What the document of a step's call asks for, and the step does not hold to."""

    missing: tuple[Need, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    strays: tuple[Stray, ...] = ()
    choices: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    """Objects that must hold one of several sets of members and hold none whole, with these sets as targets."""


def missing_of(view: View, step: StepView) -> tuple[Need, ...]:
    """Return what the step's call requires and nothing fills."""
    return demands_of(view, step).missing


def demands_of(view: View, step: StepView) -> Demands:
    """Return all that a step's call asks for in vain; it is looked up once for each step."""
    if step.where not in view.demands:
        view.demands[step.where] = _demands(view, step)
    return view.demands[step.where]


def _demands(view: View, step: StepView) -> Demands:
    if step.operation is None:
        return Demands()
    filled = {mapping.mapping.target for mapping in step.mappings}
    parameters = tuple(need for need in _parameters(step, step.operation) if not _is_filled(need.target, filled))
    sent = Sent(step)
    if step.body is None or not (sent.filled or step.body.required):
        return Demands(missing=parameters)
    fields = view.catalog.fields(step.body, access="write")
    alternatives = Alternatives(step, fields, sent)
    return Demands(
        missing=(*parameters, *_members("", step, _children(fields), sent, alternatives)),
        unclear=tuple(unclear(sent, alternatives)),
        strays=tuple(strays(step, sent, alternatives)),
        choices=tuple(_choices(view, step.body, fields, sent)),
    )


def needed_by(view: View, step: StepView) -> int:
    """Return how many parameters and fields the call requires, filled or not."""
    if step.operation is None:
        return 0
    parameters = sum(1 for _ in _parameters(step, step.operation))
    targets = [mapping for mapping in step.mappings if mapping.mapping.target.startswith("body") and mapping.target.field.required]
    return parameters + len(targets) + sum(need.target.startswith("body") for need in missing_of(view, step))


def _parameters(step: StepView, operation: Operation) -> Iterator[Need]:
    """Yield the required parameters, without those that the client or the sign-in sends."""
    signing = {scheme.parameter.lower() for scheme in (step.spec.schemes if step.spec else ()) if scheme.parameter}
    if step.system and step.system.auth.parameter:
        signing.add(step.system.auth.parameter.lower())
    by_itself = SENT_BY_THE_CLIENT | signing | {step.step.idempotency.header.lower()}
    for parameter in operation.parameters:
        is_needed = parameter.location == "path" or (parameter.field.required and parameter.field.default is None)
        if is_needed and parameter.location != "cookie" and parameter.name.lower() not in by_itself:
            yield Need(target=parameter.target, field=parameter.field)


def _is_filled(target: str, filled: set[str]) -> bool:
    """Tell whether a parameter is filled, by its name or by a member of it (`query.filter[status]`)."""
    plain = target.lower()
    return any(one.lower() == plain or lies_in(one.lower(), plain) for one in filled)


def _members(container: str, step: StepView, children: Children, sent: Sent, alternatives: Alternatives) -> Iterator[Need]:
    """Yield what is missing in one object or list, and in what is sent below it."""
    for field in children.get(normal(container), ()):
        if field.path.endswith("[]"):
            for item in sent.items_of(container):
                if item not in sent.filled:
                    yield from _members(item, step, children, sent, alternatives)
            continue
        path = below(container, field.path)
        if sent.fills(path):
            continue
        is_needed = not field.read_only and alternatives.requires(field, container)
        if path in sent.containers or (is_needed and _has_needs(field, children)):
            yield from _members(path, step, children, sent, alternatives)
        elif is_needed:
            yield Need(target=f"body.{sent.relative(path)}", field=field, content=step.body, is_strict=_is_strict(field, children))


def _choices(view: View, body: Content, fields: Sequence[Field], sent: Sent) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    """Yield the objects that are sent and hold none of the sets of members of which one must be there."""
    root = view.catalog.field(body, "", access="write")
    asking = {field.path: field for field in (*((root,) if root is not None else ()), *fields) if field.needs_one_of}
    for container in sorted(sent.containers) if asking else ():
        field = asking.get(normal(container))
        if field is None or container in sent.filled:
            continue
        sets = [[child(container, name) for name in names] for names in field.needs_one_of]
        if not any(all(map(sent.reaches, names)) for names in sets):
            yield (
                f"body.{sent.relative(container)}" if sent.relative(container) else "",
                tuple(tuple(f"body.{sent.relative(path)}" for path in names) for names in sets),
            )


def _has_needs(field: Field, children: Children) -> bool:
    """Tell whether an object that must be sent has required members of its own, which are then named instead of it."""
    return "array" not in field.types and any(child.required and not child.read_only for child in children.get(field.path, ()))


def _is_strict(field: Field, children: Children) -> bool:
    """Tell whether leaving the field out is surely wrong.

    `@odata.type` and its like are control information, which OData lets a client leave out; an object without required members, or a
    list of such objects, says nothing when it is sent empty.
    """
    if field.proof == "account":
        return True  # an account says so of its own fields alone, and refuses a record without them
    if leaf(field.path).startswith("@"):
        return False
    item = next(iter(children.get(field.path, ())), None) if "array" in field.types else field
    return item is None or item.is_leaf or _has_needs(item, children)


def _children(fields: Sequence[Field]) -> Children:
    children: Children = {}
    for field in fields:
        children.setdefault(parent(field.path), []).append(field)
    return children
