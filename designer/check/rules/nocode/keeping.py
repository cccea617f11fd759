"""What a platform must keep or compute and has no function for: pairs of ids, keys against doubles, telephone numbers, currencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.rule import Fault, rule
from designer.check.rules.nocode.naming import chosen, named, one_or_more, severity_of
from designer.model.transform import Lookup, PhoneE164, Scale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View


@rule("NC113", severity="info")
def pairs_of_ids_are_kept(view: View) -> Iterator[Fault]:
    """Keep the pairs of ids that a flow looks up in a table of the platform, or in a field of one of the systems."""
    used = {step.idempotency.link for _, _, step in view.design.steps() if step.idempotency.kind == "link"}
    for _, mapping in view.mappings:
        transform = mapping.mapping.transform
        if isinstance(transform, Lookup) and transform.using.startswith("link:"):
            used.add(transform.using.removeprefix("link:"))
    for i, link in enumerate(view.design.links):
        found = [one for one in chosen(view) if one.store]
        if found and link.stored == "connector" and link.id in used:
            told = f"{named(found)} {one_or_more(found, 'keeps no pairs of ids by itself', 'keep no pairs of ids by themselves')}."
            where = found[0].store if len(found) == 1 else "a table of the platform"
            message = f"{told} Make {where} for {link.id}, or store the id in a field: `stored: source_field` or `target_field`."
            yield Fault(where=f"$.links[{i}].stored", message=message)


@rule("NC114", severity="info")
def key_against_doubles_is_sent(view: View) -> Iterator[Fault]:
    """Send an idempotency key by the platform's own HTTP step: the ready-made step of a vendor has no field for it."""
    for where, _, step in view.design.steps():
        if step.idempotency.kind == "header" and chosen(view):
            message = f"A ready-made step sends no header {step.idempotency.header}, so a repeat would double."
            yield Fault(
                where=f"{where}.idempotency", message=f"{message} Call {step.operation} by the platform's HTTP step, with the header."
            )


@rule("NC115", severity="warning")
def telephone_numbers_are_formatted(view: View) -> Iterator[Fault]:
    """Format telephone numbers before they come, where the platform has no function for it."""
    found = [one for one in chosen(view) if not one.formats_phones]
    for _, mapping in view.mappings if found else ():
        if isinstance(mapping.mapping.transform, PhoneE164):
            told = f"{named(found)} {one_or_more(found, 'has', 'have')} no function for telephone numbers: one without its country's prefix"
            message = f"{told} is sent without it. Let the source keep them in international notation."
            yield Fault(where=f"{mapping.where}.transform", message=message, severity=severity_of(view))


@rule("NC116", severity="warning")
def currencies_without_cents_are_told_apart(view: View) -> Iterator[Fault]:
    """Send currencies without cents, such as the yen, through a path of their own: a platform's formula has one factor for all."""
    found = chosen(view)
    for _, mapping in view.mappings if found else ():
        transform, sources = mapping.mapping.transform, mapping.mapping.sources
        if isinstance(transform, Scale) and len(sources) > 1:
            told = f"{named(found)} {one_or_more(found, 'multiplies', 'multiply')} by {transform.factor} whatever {sources[1]} is,"
            message = f"{told} and an amount in yen becomes a hundredth. Give those a path of their own."
            yield Fault(where=f"{mapping.where}.transform", message=message, severity=severity_of(view))
