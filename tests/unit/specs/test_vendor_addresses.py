"""Where vendors publish their documents: the data holds together, and names mean the same vendors as among the events."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from designer.specs.fetching.address import raw_address, web_address
from designer.specs.vendors.vendor_addresses import Published, all_published, published
from designer.specs.vendors.vendor_events import events_for

EVENTS = tomllib.loads(files("designer.specs.vendors").joinpath("data/vendor_events.toml").read_text(encoding="utf-8"))["vendor"]


@pytest.mark.parametrize("one", all_published(), ids=lambda one: one.name)
def test_each_entry_is_whole(one: Published) -> None:
    """Addresses are https ones of files, not pages; where there are none, a sentence says what to do; how it is known is told."""
    assert published(one.name) == one
    for address in one.addresses:
        assert web_address(address).text == address
        assert not raw_address(web_address(address))
        assert one.format in ("json", "yaml")
        assert one.covers
    assert one.addresses or one.instead.endswith(".")
    assert one.openapi in ("", "2.0", "3.0", "3.1")
    assert one.known in ("documented", "seen", "memory")
    assert web_address(one.page)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", one.dated)


def test_many_are_known_and_most_were_looked_up() -> None:
    """Some 60 vendors at least, and few of them from memory alone."""
    with_address = [one for one in all_published() if one.addresses]
    assert len({one.name.split()[0] for one in with_address}) >= 60
    assert sum(one.known == "memory" for one in with_address) <= 3
    addresses = [address for one in with_address for address in one.addresses]
    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize("vendor", EVENTS, ids=lambda vendor: vendor["name"])
def test_names_mean_the_same_vendor_as_among_the_events(vendor: dict[str, object]) -> None:
    """Each vendor whose events are known is found here too, by all of its names."""
    aliases = vendor.get("aliases", [])
    assert isinstance(aliases, list)
    for name in (vendor["name"], *aliases):
        found = published(str(name))
        assert found
        assert found.name == vendor["name"]
        assert events_for(str(name))[0].vendor == vendor["name"]


@pytest.mark.parametrize(
    ("name", "vendor"),
    [
        ("stripe", "Stripe"),
        ("Stripe test account", "Stripe"),
        ("xero", "Xero"),
        ("Xero Projects", "Xero Projects"),
        ("QBO", "QuickBooks Online"),
        ("Twilio SendGrid", "SendGrid"),
        ("HubSpot CRM", "HubSpot"),
        ("Mandrill", "Mailchimp Transactional"),
        ("JIRA cloud", "Jira"),
    ],
)
def test_a_name_is_read_as_people_write_it(name: str, vendor: str) -> None:
    """Case, spaces and words behind the vendor's name do not count; the longest name wins."""
    found = published(name)
    assert found
    assert found.name == vendor


@pytest.mark.parametrize("name", ["", "StripeLike", "Our CRM", "My Stripe"])
def test_other_names_mean_nobody(name: str) -> None:
    """A name that only holds a vendor's is somebody else's."""
    assert published(name) is None


def test_a_vendor_without_a_document_tells_what_to_do() -> None:
    """Shopify publishes none: the next step is told."""
    found = published("shopify")
    assert found
    assert not found.addresses
    assert "sample record" in found.instead
