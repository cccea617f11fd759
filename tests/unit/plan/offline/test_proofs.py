"""What a planned mapping says that it was checked against."""

from __future__ import annotations

import pytest

from designer.plan.offline.proofs import proof_of
from tests.builders import a_field


@pytest.mark.parametrize(
    ("ends", "proof"),
    [(("", ""), "spec"), (("", "account"), "account"), (("account", "sample"), "sample"), (("overlay", ""), "spec"), ((), "spec")],
)
def test_the_weakest_end_decides(ends: tuple[str, ...], proof: str) -> None:
    """A sample shows less than an account tells, which the vendor's document does not; a corrected document is still one."""
    assert proof_of([a_field("name", "string", proof=end) for end in ends]) == proof
