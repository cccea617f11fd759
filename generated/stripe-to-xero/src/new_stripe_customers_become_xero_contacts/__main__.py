"""`python -m new_stripe_customers_become_xero_contacts once EVENT.json [--mock] [--dry-run]` and `python -m new_stripe_customers_become_xero_contacts settings`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .flows import FLOWS, LINKS
from .runtime.command import Connector, main
from .settings import POLICY, SETTINGS, SYSTEMS, load

ROOT = Path(__file__).resolve().parents[2]

CONNECTOR = Connector(
    name="new_stripe_customers_become_xero_contacts",
    flows=FLOWS,
    systems=SYSTEMS,
    settings=SETTINGS,
    policy=POLICY,
    load=load,
    links=LINKS,
    specs=ROOT / "specs",
    answers=json.loads((ROOT / "events" / "answers.json").read_text(encoding="utf-8")),
)

if __name__ == "__main__":
    sys.exit(main(CONNECTOR))
