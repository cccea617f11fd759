"""The benchmark: medians and ratios are right, a subject that fails costs nothing else, and a short run prints a table."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture(autouse=True)
def _scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the scripts of bench/ be imported by their names, as they import each other."""
    monkeypatch.syspath_prepend(str(BENCH))


def a_series(name: str, *whole: float, inside: tuple[float, ...] = (), failure: str = "") -> Any:
    """Return a series of runs with known figures."""
    import measure

    runs = [
        measure.Run(whole=seconds, megabytes=10.0 * seconds, inside=inside[number] if inside else None)
        for number, seconds in enumerate(whole)
    ]
    return measure.Series(measure.Subject(name=name), runs=runs, failure=failure)


def a_subject(code: str, **attributes: Any) -> Any:
    """Return a subject that runs a line of Python and tells what it printed."""
    import measure

    return measure.Subject(name=code, command=(sys.executable, "-c", code), said=str.strip, **attributes)


def in_turn(*subjects: Any, runs: int = 2, seconds: float = 60, limit: int = 60, tell: Callable[[str], None] = str) -> Any:
    """Run subjects in turn."""
    import measure

    return measure.in_turn(subjects, measure.Budget(runs=runs, seconds=seconds, limit=limit), tell=tell)


def test_a_ratio_is_of_medians_to_the_first_of_the_block() -> None:
    """Neither a slow run nor the order of runs moves a figure."""
    import table

    group = table.Group(title="read", series=(a_series("parser", 9.0, 2.0, 1.0), a_series("ours", 5.0, 1.0, 6.0, inside=(0.25, 3.0, 0.5))))
    parser, ours = table.rows_of(group)
    assert (parser.whole, parser.whole_ratio, parser.megabytes, parser.runs) == (2.0, 1.0, 20.0, 3)
    assert (ours.whole, ours.whole_ratio, ours.inside, ours.inside_ratio) == (5.0, 2.5, 0.5, None)


def test_where_nothing_was_measured_no_ratio_is_told() -> None:
    """A subject that failed has its reason in the table and no figure; what is compared with it has no ratio."""
    import table

    group = table.Group(title="read", series=(a_series("absent", failure="not | installed"), a_series("ours", 0.5)))
    assert table.markdown([group]).splitlines()[2:] == [
        "| read | absent | - | - | - | - | - | 0 | not \\| installed |",
        "|  | ours | - | - | 500 ms | - | 5 MB | 1 |  |",
    ]


@pytest.mark.parametrize(("value", "told"), [(0.00051, "0.5 ms"), (0.0123, "12 ms"), (0.9994, "999 ms"), (12.3456, "12.35 s"), (None, "-")])
def test_a_time_is_told_in_the_unit_that_fits(value: float | None, told: str) -> None:
    """Milliseconds below a second, seconds above."""
    import table

    assert table.seconds(value) == told


def test_the_spread_tells_how_quiet_the_machine_was() -> None:
    """The widest ratio of slowest to fastest run of a subject; a single run says nothing."""
    import table

    assert table.widest_spread([table.Group(title="", series=(a_series("a", 1.0, 3.0, 2.0), a_series("b", 9.0)))]) == 3.0
    assert table.widest_spread([table.Group(title="", series=(a_series("b", 9.0),))]) is None


def test_subjects_take_turns() -> None:
    """A B A B, so that a slow minute hits both."""
    told: list[str] = []
    in_turn(a_subject("print(1)"), a_subject("print(2)"), tell=told.append)
    assert told == ["print(1), run 1 of 2", "print(2), run 1 of 2", "print(1), run 2 of 2", "print(2), run 2 of 2"]


def test_a_run_that_fails_costs_nothing_else() -> None:
    """The failure is told with the last thing that the run said; the other subjects are measured."""
    failing, working = in_turn(a_subject("raise SystemExit('no such file')"), a_subject("print('done')"))
    assert (failing.runs, failing.failure) == ([], "exit 1: no such file")
    assert [run.said for run in working.runs] == ["done", "done"]
    assert all(run.whole > 0 and run.megabytes > 1 for run in working.runs)


def test_a_failure_names_no_folder_of_this_machine() -> None:
    """The table is committed: what failed is told as seen from the checkout."""
    (series,) = in_turn(a_subject(f"raise SystemExit('{BENCH}/probe.py is broken')"))
    assert series.failure == "exit 1: bench/probe.py is broken"


def test_a_program_that_is_not_there_is_told() -> None:
    """A missing program is a reason in the table, not a crash."""
    import measure

    (series,) = in_turn(measure.Subject(name="x", command=("no-such-program-of-ours",)))
    assert series.failure == "no-such-program-of-ours: No such file or directory"


def test_a_run_that_takes_too_long_is_ended() -> None:
    """No peer can hold the bench up."""
    (series,) = in_turn(a_subject("import time; time.sleep(60)"), limit=1)
    assert series.failure == "ended after 1 s"


def test_a_slow_subject_is_run_once() -> None:
    """What used up its time is not run again."""
    (series,) = in_turn(a_subject("print(1)"), runs=5, seconds=0)
    assert len(series.runs) == 1


def test_the_figure_in_process_is_of_the_prepared_work() -> None:
    """What is loaded late counts in the whole process alone."""
    import measure

    prepared = (sys.executable, "-c", 'print(\'{"seconds": 0.25, "said": "prepared"}\')')
    (series,) = in_turn(replace(a_subject("print('bare')"), prepared=prepared), runs=1)
    assert [(run.inside, run.said) for run in series.runs] == [(0.25, "bare")]
    assert measure.median([run.whole for run in series.runs]) == series.spent


def test_cold_runs_share_no_cache_and_warm_ones_do(tmp_path: Path) -> None:
    """A cold run finds an empty cache folder each time; a warm subject is run once before it counts."""
    code = "import os, pathlib; p = pathlib.Path(os.environ['DESIGNER_CACHE']); p.mkdir(exist_ok=True, parents=True); "
    code += "print(len(list(p.iterdir()))); (p / str(os.getpid())).touch()"
    cold, warm = in_turn(a_subject(code), a_subject(code, cache=tmp_path / "warm"))
    assert [run.said for run in cold.runs] == ["0", "0"]
    assert [run.said for run in warm.runs] == ["1", "2"]


def test_the_made_document_is_valid_and_the_same_each_time(tmp_path: Path) -> None:
    """Four operations for each entity set; a probe opens it as a catalog and tells so."""
    import synthetic

    file = tmp_path / "made.yaml"
    file.write_text("".join(synthetic.document(5)), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == "".join(synthetic.document(5))
    command = [sys.executable, str(BENCH / "probe.py"), "open", str(file), str(file)]
    environment = {"PYTHONPATH": str(BENCH.parent), "DESIGNER_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(command, cwd=BENCH.parent, env=environment, capture_output=True, text=True, check=True)
    assert '"said": "20 operations"' in done.stdout
    assert len({synthetic.name_of(number) for number in range(4000)}) == 4000


def test_a_short_run_prints_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`bench/run.py --quick --only start-up` measures the command beside a bare interpreter."""
    monkeypatch.setenv("DESIGNER_BENCH_CACHE", str(tmp_path / "kept"))
    out = tmp_path / "table.md"
    command = [sys.executable, str(BENCH / "run.py"), "--quick", "--only", "start-up", "--date", "2030-01-02", "--out", str(out)]
    done = subprocess.run(command, cwd=BENCH.parent, capture_output=True, text=True, check=True)
    assert done.stdout == out.read_text(encoding="utf-8")
    assert "- 2030-01-02; up to 3 runs of each" in done.stdout
    rows = [line for line in done.stdout.splitlines() if line.startswith("|")]
    assert len({row.count("|") for row in rows}) == 1
    assert rows[2].startswith("| start-up | bare `python -c pass` | - | - | ")
    assert "designer 0." in rows[3]
