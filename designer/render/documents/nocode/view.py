"""Everything the documents of a no-code starter print beyond those of every starter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.documents.nocode.cost import CostView, cost_view
from designer.render.documents.nocode.make import make_view
from designer.render.documents.nocode.n8n import n8n_view
from designer.render.documents.nocode.table import mapping_csv
from designer.render.documents.nocode.zapier import zapier_view
from designer.render.documents.words import listed, prose

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.spec import Catalog
    from designer.render.documents.nocode.platform import PlatformView


@dataclass(frozen=True, slots=True, kw_only=True)
class NocodeView:
    """What the templates of a no-code starter print."""

    zapier: PlatformView
    make: PlatformView
    n8n: PlatformView
    told: str
    """Who is told of failures."""
    attempts: int
    cost: CostView
    mapping_csv: str
    """The whole file."""


def nocode_view(design: Design, catalog: Catalog) -> NocodeView:
    """Return the workflows of a design on each platform."""
    return NocodeView(
        told=listed(dict.fromkeys(prose(alert.to) for alert in design.policies.alerts if alert.to)) or "the person on duty",
        attempts=design.policies.attempts,
        zapier=zapier_view(design, catalog),
        make=make_view(design, catalog),
        n8n=n8n_view(design, catalog),
        cost=cost_view(design),
        mapping_csv=mapping_csv(design, catalog),
    )
