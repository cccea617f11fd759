"""Record the cassettes anew: from the live service where a credential is, else (and with `--scripted`) from the kept replies."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
import tomllib
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.cassettes.designs import DESIGNS, Made, Recorded, make
from tests.cassettes.tape import recording
from tests.cassettes.transcript import transcript
from tests.standin import StandIn

SCRIPTED = """\
A whole design: the requests of `designer design --from examples/{example}/brief.md --planner claude`, and the replies to them.
NOT recorded from the live service.
The replies were written by {by}, {on}, from the requests alone; they are kept in tests/cassettes/replies/{style}/.
They were sent over loopback by the stand-in of tests/standin, which made up ids and signatures; the counts of tokens, cache reads
and cache writes are its estimates.
Written by `make cassettes`; do not edit."""
LIVE = """\
A whole design: the requests of `designer design --from examples/{example}/brief.md --planner claude`, and the replies to them.
Recorded from the live service on {on}; credentials and all headers but a few were left out.
Written by `make cassettes`; do not edit."""
USUAL = (0, 1)
"""Exit codes of a design that was made, without and with errors."""


class NotRecordedError(Exception):
    """A cassette that could not be recorded; the old one is as it was."""


def scripted(recorded: Recorded, cassette: Path) -> Made:
    """Record against the stand-in that says the kept replies, and return what the command made of them."""
    how = tomllib.loads((recorded.replies / "made.toml").read_text(encoding="utf-8"))
    comment = SCRIPTED.format(example=recorded.example, style=recorded.style, by=how["by"], on=how["on"])
    before = {name: os.environ.get(name) for name in ("ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY")}
    with StandIn(recorded.replies) as service:
        os.environ.update(ANTHROPIC_BASE_URL=service.url, ANTHROPIC_API_KEY="any")
        try:
            made = _recorded(recorded, cassette, comment)
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})
        if service.refused:
            raise NotRecordedError(f"{recorded.style}: {service.refused[0]}\n{made.told}")
        if service.unspent:
            raise NotRecordedError(f"{recorded.style}: {service.unspent} of the kept replies were not asked for\n{made.told}")
    return made


def live(recorded: Recorded, cassette: Path) -> Made:
    """Record from the live service."""
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return _recorded(recorded, cassette, LIVE.format(example=recorded.example, on=today))


def _recorded(recorded: Recorded, cassette: Path, comment: str) -> Made:
    with tempfile.TemporaryDirectory() as folder, recording(cassette, comment):
        made = make(recorded, Path(folder))
    if made.code not in USUAL or not made.design:
        raise NotRecordedError(f"{recorded.style}: the command ended with {made.code}\n{made.told}")
    return made


def main() -> int:
    """Record all cassettes, or those of the styles that are named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("styles", nargs="*", metavar="STYLE", help="nocode, api, warehouse; none: all")
    asked.add_argument("--scripted", action="store_true", help="from the kept replies even where a credential is")
    given = asked.parse_args()
    is_live = not given.scripted and _has_credential()
    wanted = [one for one in DESIGNS if one.style in given.styles or not given.styles]
    if is_live:
        sys.stdout.write(f"Recording from the live service: {len(wanted)} designs, $2.00 at most for each.\n")
    for recorded in wanted:
        fresh = recorded.cassette.with_suffix(".new")
        try:
            made = (live if is_live else scripted)(recorded, fresh)
        except NotRecordedError as failed:
            fresh.unlink(missing_ok=True)
            sys.stderr.write(f"{failed}\n")
            return 1
        fresh.replace(recorded.cassette)
        recorded.golden.write_text(made.design, encoding="utf-8")
        recorded.report.write_text(made.report(), encoding="utf-8")
        recorded.transcript.parent.mkdir(parents=True, exist_ok=True)
        recorded.transcript.write_text(transcript(recorded), encoding="utf-8")
        sys.stdout.write(f"{recorded.style}: {recorded.cassette.name}, {'live' if is_live else 'scripted'}, exit code {made.code}\n")
    return 0


def _has_credential() -> bool:
    from designer.plan.claude.service import has_credential

    return has_credential("anthropic")


if __name__ == "__main__":
    sys.exit(main())
