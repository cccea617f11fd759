"""Write golden/ anew from the corpus: the only way in which the golden counts change. Run it as `python tests/corpus/regenerate.py`."""

from __future__ import annotations

import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def record(folder: Path, document: str) -> tuple[str, str, list[str]]:
    """Return a document's name, its golden text and what no right reading could give."""
    from tests.corpus.walk import opened, walk_of

    walk = walk_of(opened(folder, document), folder)
    return document, walk.golden, walk.problems


def main() -> int:
    """Write the record of every document, or of those named; return 1 if a reading cannot be right."""
    sys.path.insert(0, str(ROOT))
    os.environ["PYTHONPATH"] = str(ROOT)
    from tests.corpus.golden_records import documents, record_of

    folder = Path(os.environ.get("DESIGNER_CORPUS", ROOT.parent / "shared" / "corpus")) / "specs"
    there = sorted(path.name for path in folder.iterdir())
    failed = False
    with tempfile.TemporaryDirectory() as cache:
        os.environ["DESIGNER_CACHE"] = cache
        with ProcessPoolExecutor(max_workers=2) as workers:
            for document, text, problems in workers.map(partial(record, folder), sys.argv[1:] or there):
                record_of(document).write_text(text, encoding="utf-8")
                failed = failed or bool(problems)
                print(document, *problems, sep="\n  ")  # noqa: T201 - a script's own output
    for gone in set(documents()) - set(there):
        record_of(gone).unlink()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
