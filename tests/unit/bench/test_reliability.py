"""The reliability curve: bins, distance and a drawing that is well-formed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest


def test_bins_hold_what_was_told_and_what_is_right() -> None:
    """A confidence of 1 is in the last bin; bins without a proposal are left out."""
    import reliability

    found = reliability.bins([(0.35, True), (0.38, False), (0.95, True), (1.0, True), (0.1, False)])
    assert [(one.low, one.count, one.right) for one in found] == [(0.3, 2, 0.5), (0.95, 2, 1.0)]
    assert reliability.far_off(found) == pytest.approx((abs(0.365 - 0.5) * 2 + abs(0.975 - 1) * 2) / 4)


def test_the_drawing_has_axes_and_counts() -> None:
    """It is XML, names both axes and tells how many proposals each dot stands for."""
    import reliability

    drawing = reliability.drawn(reliability.bins([(0.35, True), (0.95, True), (0.95, False)]), "a title")
    texts = [element.text or "" for element in ET.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 - our own
    assert {"confidence that was told", "share of the proposals that is right", "a title"} <= set(texts)
    assert any(text.endswith("0.50 of 2") for text in texts)
    assert drawing.count("<circle") == 2
