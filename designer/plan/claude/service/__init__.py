"""The model's service: credentials, clients by provider, streaming, tries. Only this folder imports `anthropic`.

The SDK takes over a second to import, so that nothing here imports it before a credential is known to be there.
"""

from __future__ import annotations

from designer.plan.claude.service.connecting import SIGN_IN, connect
from designer.plan.claude.service.credentials import has_credential

__all__ = ["SIGN_IN", "connect", "has_credential"]
