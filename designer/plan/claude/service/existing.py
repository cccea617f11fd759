"""The models that a service has, for whoever asked for one that it has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anthropic

from designer.plan.claude.service.texts import told

if TYPE_CHECKING:
    from designer.plan.claude.service.clients import Client

SOON = 10.0
"""Seconds that listing them may take: the message is told without them then."""
MOST = 12


def existing_models(client: Client) -> tuple[str, ...]:
    """Return the ids of models, the newest first, at most twelve; empty where the service does not list them."""
    if not isinstance(client, anthropic.Anthropic) or isinstance(client, anthropic.AnthropicFoundry):
        return ()
    try:
        page = client.models.list(limit=MOST, timeout=SOON)
        return tuple(told(str(one.id)) for one in page.data[:MOST])
    except Exception:  # noqa: BLE001 - a list that does not come is no second failure
        return ()
