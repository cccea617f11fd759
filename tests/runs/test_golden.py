"""The committed api starter, installed as its owner installs it: its tests, linters, types and its demonstration."""

from __future__ import annotations

import shutil
import site
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.runs
ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the starter and install it, built by its own build backend, into an environment of its own.

    What it depends on is lent by the environment of the tests, so that nothing is fetched.
    """
    folder = tmp_path_factory.mktemp("owner") / "starter"
    shutil.copytree(ROOT / "generated" / "stripe-to-xero", folder)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / ".venv")], check=True)
    packages = next((folder / ".venv" / "lib").glob("python3.*")) / "site-packages"
    (packages / "lent.pth").write_text("\n".join(site.getsitepackages()) + "\n", encoding="utf-8")
    python = folder / ".venv" / "bin" / "python"
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
    ]
    subprocess.run([*install, "--editable", str(folder)], check=True, capture_output=True, text=True)
    return folder


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the starter's folder."""
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_its_tests_pass(installed: Path) -> None:
    """The tests that came with it pass as they came."""
    done = run(installed, str(installed / ".venv" / "bin" / "python"), "-m", "pytest", "-q")
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout


@pytest.mark.parametrize(
    "command",
    [("ruff", "format", "--check", "src", "tests"), ("ruff", "check", "src", "tests"), ("mypy",)],
    ids=lambda command: " ".join(command[:2]),
)
def test_its_linters_pass(installed: Path, command: tuple[str, ...]) -> None:
    """Formatter, linter and strict types are content with it."""
    done = run(installed, str(TOOLS / command[0]), *command[1:])
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wrong_mapping_fails_its_tests(installed: Path, tmp_path: Path) -> None:
    """Its tests are worth something: two fields exchanged in the mappings are caught."""
    copy = tmp_path / "starter"
    shutil.copytree(installed, copy, ignore=shutil.ignore_patterns(".venv"))
    mappings = next(copy.glob("src/*/mappings.py"))
    text = mappings.read_text(encoding="utf-8")
    assert '"line1"' in text
    mappings.write_text(text.replace('"line1"', '"line2"'), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout


def test_its_demonstration_shows_the_calls(installed: Path) -> None:
    """`make demo` sends a sample event of each flow through the stand-ins."""
    package = tomllib.loads((installed / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"].replace("-", "_")
    for event in sorted((installed / "events").glob("stripe_*.json")):
        done = run(
            installed,
            str(installed / ".venv" / "bin" / "python"),
            "-m",
            package,
            "once",
            f"events/{event.name}",
            "--flow",
            event.stem,
            "--mock",
        )
        assert done.returncode == 0, done.stderr
        calls = [line for line in done.stdout.splitlines() if line.startswith("->")]
        assert len(calls) == 1
        assert "POST" in calls[0]
        assert "/Contacts" in calls[0]
