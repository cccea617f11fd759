"""Rank with valentine's COMA: lists of paths as JSON on standard input, what is alike on standard output; runs in COMA's environment."""

from __future__ import annotations

import json
import sys


def main() -> None:
    """Match each pair of lists as two tables without rows, whose columns are the paths; keep whatever COMA finds alike at all."""
    import pandas  # noqa: ICN001, PLC0415 - is in COMA's environment alone
    from valentine import valentine_match  # noqa: PLC0415 - the same
    from valentine.algorithms import Coma  # noqa: PLC0415 - the same

    answers = []
    for sources, targets in json.load(sys.stdin):
        tables = [pandas.DataFrame({path: pandas.Series([], dtype=str) for path in paths}) for paths in (sources, targets)]
        found: dict[str, dict[str, float]] = {path: {} for path in targets}
        for pair, score in valentine_match(tables, Coma(delta=1.0)).items():
            found[pair.target_column][pair.source_column] = round(score, 6)
        answers.append(found)
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
