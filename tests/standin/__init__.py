"""A stand-in of the Messages API on loopback: refuses what the service is known to refuse, answers from a script, breaks on demand.

    with StandIn([{"content": [{"type": "text", "text": "Hello"}]}, {"fault": "529"}]) as service:
        client = anthropic.Anthropic(base_url=service.url, api_key="any")

It knows the service from the SDK's own types and from published rules; it was never held against the live service. Its token
counts, cache reads and cache writes are estimates.
"""

from tests.standin.received import Received
from tests.standin.refused import RefusedError
from tests.standin.server import StandIn, closed_url
from tests.standin.turns import BadTurnError, ScriptedTurn

__all__ = ["BadTurnError", "Received", "RefusedError", "ScriptedTurn", "StandIn", "closed_url"]
