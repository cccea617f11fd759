"""The tokens of a run by hand counted anew as if each reply had come at once: from the requests that lie in its folder."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.run import Round, Run
    from tests.standin.cache import PromptCache


def counted_at_once(run: Run, folder: Path) -> Run:
    """Return the run with reads of the cache counted without a clock; raises FileNotFoundError where a request is missing.

    An estimate by the same rules as the stand-in's: only what had been let go of while somebody wrote is now read.
    """
    from tests.standin.cache import PromptCache  # noqa: PLC0415 - the tests' own, for this alone

    cache = PromptCache(clock=lambda: 0.0)
    return replace(run, rounds=tuple(_round(one, folder, cache) for one in run.rounds))


def _round(one: Round, folder: Path, cache: PromptCache) -> Round:
    from designer.plan.claude.pricing import cost, price_of  # noqa: PLC0415 - as above
    from tests.standin.models import model_called  # noqa: PLC0415 - as above
    from tests.standin.prefix import blocks_of  # noqa: PLC0415 - as above

    body = json.loads((folder / f"{one.number:03d}.request.json").read_text(encoding="utf-8"))
    taken = cache.take(blocks_of(body), cacheable_from=model_called(body["model"]).cacheable_from)
    usage = replace(one.usage, input_tokens=taken.fresh, cache_write_tokens=taken.kept, cache_read_tokens=taken.read)
    return replace(one, usage=usage, usd=cost(usage, price_of(body["model"])))
