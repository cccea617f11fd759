"""The api starter as its owner meets it: laid out, linted, typed, tested, and one event through it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from designer.model.finding import Report
from designer.render.run import render
from tests.unit.render.orders import an_order_design

pytestmark = pytest.mark.runs
BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the starter of orders to invoices."""
    folder = tmp_path_factory.mktemp("starter")
    for artifact in render(*an_order_design(tmp_path_factory.mktemp("documents")), Report()):
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(artifact.text, encoding="utf-8")
    return folder


def _run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PYTHONPATH": "src", "PYTHONDONTWRITEBYTECODE": "1", **environment}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=settings)


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "format", "--check", "--no-cache", "src", "tests"),
        ("ruff", "check", "--no-cache", "src", "tests"),
        ("mypy", "--cache-dir", os.devnull),
        ("pytest", "-q", "-p", "no:cacheprovider"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_the_starter_passes_its_own_checks(starter: Path, command: tuple[str, ...]) -> None:
    """What the starter's CI runs passes as it comes."""
    done = _run(starter, str(BIN / command[0]), *command[1:])
    assert done.returncode == 0, done.stdout + done.stderr


def test_one_event_goes_through(starter: Path) -> None:
    """`once --mock` shows each call and each answer."""
    done = _run(starter, sys.executable, "-m", "orders_to_books", "once", "events/paid_orders.json", "--flow", "paid_orders", "--mock")
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if line.startswith("->")] == [
        "-> find_invoice: GET https://books.example/v1/invoices?reference=sample+id",
        "-> write_invoice: POST https://books.example/v1/invoices",
        "-> add_note: POST https://shop.example/api/orders/sample%20id/notes",
    ]
    assert "   X-Key: ***" in done.stdout.splitlines()
    assert "   Authorization: ***" in done.stdout.splitlines()
    assert done.stdout.endswith("3 calls made\n")


def test_a_dry_run_sends_nothing(starter: Path) -> None:
    """With real settings and no credential, each call is shown and none is sent."""
    done = _run(
        starter,
        sys.executable,
        "-m",
        "orders_to_books",
        "once",
        "events/paid_orders.json",
        "--flow",
        "paid_orders",
        "--dry-run",
        BOOKS_SERIES="3",
    )
    assert done.returncode == 0, done.stderr
    assert '"series_id": 3' in done.stdout
    assert done.stdout.count("not sent (--dry-run)") == 3


def test_the_connector_refuses_to_start_unanswered(starter: Path) -> None:
    """Every gap is told with where its answer is found; nothing is sent."""
    done = _run(starter, sys.executable, "-m", "orders_to_books", "once", "events/paid_orders.json", "--flow", "paid_orders")
    assert done.returncode == 1
    assert "Invoice series is not answered: set BOOKS_SERIES. Settings, Series." in done.stderr
    listed = _run(starter, sys.executable, "-m", "orders_to_books", "settings")
    assert listed.returncode == 1
    assert "SHOP_TOKEN is not set" in listed.stdout


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "event.json: cannot be read: No such file or directory."),
        ('{"order":', "event.json: is not JSON: Expecting value"),
    ],
)
def test_an_event_that_is_none_is_told(starter: Path, tmp_path: Path, text: str | None, told: str) -> None:
    """A missing file and a broken one each get a message, not a traceback."""
    event = tmp_path / "event.json"
    if text is not None:
        event.write_text(text)
    done = _run(starter, sys.executable, "-m", "orders_to_books", "once", str(event), "--flow", "paid_orders", "--mock")
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("mappings.py", 'get(line, "sku")', 'get(line, "title")'),
        ("mappings.py", '"reference": get(trigger, "order", "id"),\n                    "kind"', '"kind"'),
        ("flows.py", "if not present(get(find_invoice", "if present(get(find_invoice"),
        ("clients.py", '"POST", "/invoices"', '"POST", "/invoice"'),
    ],
)
def test_the_starter_s_tests_catch_a_slip(starter: Path, file: str, before: str, after: str) -> None:
    """A wrong field, a lost field, a wrong condition, a wrong path: each makes a test of the starter fail."""
    path = starter / "src" / "orders_to_books" / file
    sound = path.read_text(encoding="utf-8")
    assert before in sound
    path.write_text(sound.replace(before, after, 1), encoding="utf-8")
    try:
        assert _run(starter, str(BIN / "pytest"), "-q", "-x", "-p", "no:cacheprovider").returncode == 1
    finally:
        path.write_text(sound, encoding="utf-8")
