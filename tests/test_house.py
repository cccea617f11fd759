"""The house itself: what is packed, what the README promises, what no file may hold."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def tracked(*folders: str) -> list[str]:
    """Return the files that git tracks below these folders."""
    done = subprocess.run(["git", "ls-files", "-z", *folders], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return sorted(name for name in done.stdout.decode().split("\0") if name)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel through the source distribution, as a release does."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)], check=True, capture_output=True)
    return zipfile.ZipFile(next(out.glob("*.whl")))


def test_the_wheel_holds_the_tracked_prompts_and_templates(wheel: zipfile.ZipFile) -> None:
    """Nothing that git does not track is shipped, and nothing that it tracks is left out."""
    data = "designer/_data/"
    shipped = sorted(name.removeprefix(data) for name in wheel.namelist() if name.startswith(data))
    assert shipped == tracked("prompts", "templates")


def test_the_wheel_holds_the_tracked_modules(wheel: zipfile.ZipFile) -> None:
    """The package in the wheel is the package in the checkout, data files included."""
    shipped = sorted(name for name in wheel.namelist() if name.startswith("designer/") and not name.startswith("designer/_data/"))
    assert shipped == tracked("designer")


def test_the_commands_are_installed(wheel: zipfile.ZipFile) -> None:
    """`designer` and `design` are console commands of the distribution."""
    points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    text = wheel.read(points).decode()
    assert "designer = " in text
    assert "design = " in text


def test_the_readme_names_make_targets_that_exist() -> None:
    """Each `make` command in README and CONTRIBUTING is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md"):
        named = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / name).read_text(), re.MULTILINE))
        assert named, name
        assert named <= targets, f"{name}: {named - targets}"


def test_the_readme_shows_commands_that_run() -> None:
    """Every `designer` command in the README that needs no file of the reader's own runs and ends with 0."""
    shown = re.findall(r"^\$ (designer? .+)$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert shown
    for command in shown:
        words = command.split()
        module = ["designer", "design"] if words[0] == "design" else ["designer"]
        arguments = words[1:]
        if "--out" in arguments or words[0] == "design" or words[1:2] == ["design"]:
            arguments.append("--dry-run")
        done = subprocess.run([sys.executable, "-m", *module, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stderr}"


def test_no_file_names_this_machine_or_a_registry() -> None:
    """The project speaks of itself alone: no registry's host, no lock file that names one."""
    hosts = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|--(?:extra-)?index-url")
    named = []
    for name in tracked():
        path = ROOT / name
        if path.is_file() and name != "tests/test_house.py" and hosts.search(path.read_text(encoding="utf-8", errors="ignore")):
            named.append(name)
    assert not named
