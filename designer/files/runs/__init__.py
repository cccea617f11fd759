"""The log of a run that asks a model, on disk: `<data folder>/runs/<id>/`, written as the run goes, read by `designer runs` and `--resume`.

`start.json` what was asked for; `NNN.request.json` and `NNN.response.json` each exchange; `run.jsonl` a line for each round and
one for the ending; `best.yaml` the best design so far. Folders and files are the user's alone to read; no header is ever
written, and secrets are masked.
"""

from __future__ import annotations

from designer.files.runs.clearing import clear_runs
from designer.files.runs.masking import MASKED, as_logged
from designer.files.runs.places import runs_folder
from designer.files.runs.reading import Exchange, best_of, exchanges, read_run, run_ids, runs, start_fault, unread_lines, written_to
from designer.files.runs.resuming import continued, is_whole, resume_command
from designer.files.runs.writing import RunLog, open_run

__all__ = [
    "MASKED",
    "Exchange",
    "RunLog",
    "as_logged",
    "best_of",
    "clear_runs",
    "continued",
    "exchanges",
    "is_whole",
    "open_run",
    "read_run",
    "resume_command",
    "run_ids",
    "runs",
    "runs_folder",
    "start_fault",
    "unread_lines",
    "written_to",
]
