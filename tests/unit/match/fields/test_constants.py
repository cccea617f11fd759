"""Values for required targets that no source fills: facts of the document, and suggestions that never pass for facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.match.fields.constants import SURE, fixed_value, likely_value
from designer.match.fields.matching import match_fields
from designer.model.transform import Constant
from tests.builders import a_field

if TYPE_CHECKING:
    from designer.match.fields.matches import FieldMapping
    from designer.model.spec import Field


def constants(sources: list[Field], targets: list[Field]) -> dict[str, FieldMapping]:
    """Return the constants proposed, by target."""
    return {one.target: one for one in match_fields(sources, targets).mappings if isinstance(one.transform, Constant)}


def value(field: Field, *about: str) -> object:
    """Return the value suggested for a field."""
    found = likely_value(field, about=about)
    return None if found is None else found.value


def test_a_single_value_and_a_default_are_facts() -> None:
    """What the document fixes is a fact; a list of several fixes nothing."""
    only, several = fixed_value(a_field("type", enum=("event",))), fixed_value(a_field("type", enum=("a", "b")))
    default = fixed_value(a_field("page", "integer", default=1))
    assert only is not None
    assert (only.value, only.is_fact) == ("event", True)
    assert default is not None
    assert (default.value, default.is_fact) == (1, True)
    assert several is None


def test_a_fixed_value_wins_over_any_source() -> None:
    """Where one value alone is allowed, no source can decide it."""
    found = constants([a_field("type"), a_field("email")], [a_field("type", enum=("profile",), required=True), a_field("email")])
    assert found["type"].transform == Constant(value="profile")
    assert found["type"].confidence >= SURE


def test_a_suggestion_is_no_fact() -> None:
    """A likely value is proposed below what is accepted, says that it is a suggestion, and leaves the target open."""
    targets = [a_field("kind_of_case", enum=("archived", "open"), required=True), a_field("email")]
    matches = match_fields([a_field("email")], targets)
    suggested = next(one for one in matches.mappings if one.target == "kind_of_case")
    assert suggested.transform == Constant(value="open")
    assert suggested.confidence < SURE
    assert suggested.reason.startswith("a suggestion")
    assert matches.unmapped_required == ("kind_of_case",)


def test_what_names_the_record_is_likely() -> None:
    """The value that says what is sent goes before the usual ones; two that say so say nothing."""
    assert value(a_field("address_type", enum=("Office", "Shipping", "Billing")), "shipping") == "Shipping"
    assert value(a_field("party", enum=("company", "customer account", "customer lead")), "customer") is None


def test_the_source_tells_which_part_is_sent() -> None:
    """Where all neighbours come from the shipping address, its kind is shipping."""
    sources = [a_field("shipping.city"), a_field("shipping.postal_code"), a_field("shipping.country")]
    targets = [a_field("kind", enum=("Billing", "Shipping"), required=True), a_field("city"), a_field("postal_code"), a_field("country")]
    assert constants(sources, targets)["kind"].transform == Constant(value="Shipping")


def test_other_evidence() -> None:
    """A default told in words, an example among the values, a series' first, a flag's usual side; nothing where nothing tells."""
    assert value(a_field("mode", enum=("fast", "slow"), description="Defaults to `slow`.")) == "slow"
    assert value(a_field("mode", enum=("fast", "slow"), example="slow")) == "slow"
    assert value(a_field("slot", enum=("EMAIL1", "EMAIL2"))) == "EMAIL1"
    assert value(a_field("enabled", "boolean")) is True
    assert value(a_field("mode", enum=("fast", "slow"))) is None
    assert value(a_field("reference")) is None
    assert value(a_field("notify", "boolean")) is None


def test_a_unit_is_the_sources() -> None:
    """The unit beside a value is the one in which the source counts, spelled as the target spells its units."""
    targets = [a_field("weight.value", "number"), a_field("weight.units", example="ounces", required=True)]
    source = a_field("weight", "number", description="The weight in grams.")
    assert constants([source], targets)["weight.units"].transform == Constant(value="grams")
    listed = [targets[0], a_field("weight.units", enum=("LB", "KG", "G"), required=True)]
    assert constants([source], listed)["weight.units"].transform == Constant(value="G")
    assert "weight.units" not in constants([a_field("weight", "number")], targets)


def test_the_zone_beside_a_time() -> None:
    """A time written without offset is told in UTC, and the zone beside it says so."""
    sources = [a_field("due_date", format="date-time")]
    targets = [a_field("due_date.dateTime", description="For example, 2017-08-29T04:00:00.0000000"), a_field("due_date.timeZone")]
    assert constants(sources, targets)["due_date.timeZone"].transform == Constant(value="UTC")


def test_what_is_not_sent_gets_no_constant() -> None:
    """A required field counts only where its container is sent; an optional one with choices is left alone."""
    targets = [
        a_field("card", "object"),
        a_field("card.type", enum=("card",), required=True),
        a_field("email"),
        a_field("mode", enum=("new", "old")),
    ]
    assert constants([a_field("email")], targets) == {}
