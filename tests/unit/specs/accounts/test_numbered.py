"""A vendor's number of a kind of object stands for its name in paths."""

from __future__ import annotations

import pytest

from designer.specs.accounts.places import is_about
from designer.specs.vendors.vendor_defaults import comes_unasked


@pytest.mark.parametrize(
    ("path", "name", "verdict"),
    [
        ("/crm/v3/objects/0-3", "deals", True),
        ("/crm/v3/objects/0-3/{dealId}", "deal", True),
        ("/crm/v3/objects/0-1", "deals", False),
        ("/crm/v3/objects/deals", "deals", True),
    ],
)
def test_a_number_in_a_path_means_an_object(path: str, name: str, *, verdict: bool) -> None:
    """`0-3` is how HubSpot's newer documents write deals."""
    assert is_about(path, name) is verdict


def test_what_comes_unasked_comes_under_its_number_too() -> None:
    """A deal has its name, whichever way the path is written."""
    assert comes_unasked("HubSpot's GET /crm/v3/objects/0-3/{dealId}", "dealname")
