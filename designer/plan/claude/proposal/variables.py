"""Which environment variable a proposed setting is read from: one of its own system's, and never one that may hold a secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.files.faults import Fault
from designer.names.text import identifier
from designer.plan.claude.proposal.addressing import Selector, place_of
from designer.plan.offline.systems import environment_name

if TYPE_CHECKING:
    from designer.model.design import Design, Setting

UNOWNED = "setting"
"""What the variable of a setting of no system begins with, so that it is no other program's."""
NAMING = ("PROJECT", "SPACE", "ISSUE", "LIST", "BOARD", "CAMPAIGN", "TABLE", "PRICE", "PRODUCT", "GROUP", "TEAM", "PRIMARY", "SORT")
"""What a key names and does not open: Jira's project key is no secret."""
SECRET = re.compile(
    r"PASS(?:WORD|WD|PHRASE|CODE)|SECRET|TOKEN|CREDENTIAL|BEARER|PRIVATE|SIGNATURE|COOKIE|BASE_URL"
    rf"|(?:^|{''.join(f'(?<!{word})' for word in NAMING)}_)KEYS?(?:_|$)|API_?KEY"
    r"|(?:^|_)(?:PASS|PWD|PW|PAT|PIN|OTP|DSN|AUTH|JWT|CERT|SSH|LOGIN|USERNAME|CLIENT_ID|SESSION)(?:_|$)"
)
"""Names of variables that hold what lets somebody in, or where it is sent."""


def variable_of(setting: Setting) -> str:
    """Return the variable of a setting that is new: it begins with the setting's system, whatever the id is."""
    owner = setting.system or UNOWNED
    own = identifier(setting.id)
    return environment_name(setting.id) if own.startswith(f"{identifier(owner)}_") else environment_name(owner, setting.id)


def variable_faults(design: Design, base: Design) -> list[Fault]:
    """Return a fault for each setting that *base* has not whose variable may hold a secret or an address."""
    taken = _taken(design)
    faults = []
    for setting in design.settings:
        name = setting.environment.upper()
        if base.setting(setting.id) is None and (name in taken or SECRET.search(name) or SECRET.search(identifier(setting.id).upper())):
            fact = (
                f"its variable, {name[:80]}, is named like one that holds a credential or an address, which no setting reads. "
                "Give it an id that says what it holds, such as `region_code`; credentials are sent by `auth` alone."
            )
            faults.append(Fault(f"{place_of(('settings', Selector('id', setting.id)))}.id", fact))
    return faults


def _taken(design: Design) -> frozenset[str]:
    """Return the variables that hold credentials, secrets of deliveries and addresses, in upper case."""
    names = [name for system in design.systems for name in (*system.auth.environment, environment_name(system.id, "base_url"))]
    proofs = (flow.trigger.verification for flow in design.flows)
    return frozenset(name.upper() for name in (*names, *(proof.environment for proof in proofs if proof and proof.environment)))
