"""Baselines: what they find alike, and that each source and each target is used once."""

from __future__ import annotations


def test_equal_leaves_are_found_and_equal_paths_first() -> None:
    """Capitals do not count; a leaf in another block is second."""
    import baselines

    sources = ["shipping.city", "billing.City", "name"]
    found = baselines.answered(baselines.exact_name(sources, ["billing.city", "zip"]), sources)
    assert found.ranked == {"billing.city": ("billing.city", "shipping.city"), "zip": ()}


def test_rare_words_weigh_more_than_common_ones() -> None:
    """What only one field says tells it apart from its neighbours."""
    import baselines

    sources = ["address.street", "address.postalCode", "address.country"]
    found = baselines.answered(baselines.rare_words(sources, ["address.postal_code"]), sources)
    assert found.ranked["address.postal_code"][0] == "address.postalcode"


def test_each_source_and_each_target_is_used_once() -> None:
    """The surest pair takes its source; the other target takes the next best."""
    import baselines

    found = baselines.answered({"a": {"x": 0.9, "y": 0.8}, "b": {"x": 0.95, "y": 0.1}}, ["x", "y"])
    assert {target: set(one.sources) for target, one in found.proposed.items()} == {"a": {"y"}, "b": {"x"}}


def test_below_a_threshold_nothing_is_proposed_but_all_is_ranked() -> None:
    """The ranking stays whole."""
    import baselines

    found = baselines.above(baselines.answered({"a": {"x": 0.3}, "b": {"y": 0.6}}, ["x", "y"]), 0.5)
    assert (set(found.proposed), set(found.ranked)) == ({"b"}, {"a", "b"})
