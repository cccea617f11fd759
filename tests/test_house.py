"""The house itself: what is packed, what the README promises, what no file may hold."""

from __future__ import annotations

import re
import shlex
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


SESSION = re.compile(r"^\$ (?P<command>design(?:er)? .+)\n(?P<output>(?:(?!```).*\n)*)", re.MULTILINE)
WRITING = ("[", "Written:", "Next:", "`designer check")
"""What a dry run does not say, and the marks of what the README leaves out."""


@pytest.mark.parametrize(
    "shown", tuple(SESSION.finditer((ROOT / "README.md").read_text(encoding="utf-8"))), ids=lambda shown: shown["command"]
)
def test_the_readme_shows_what_the_commands_print(shown: re.Match[str]) -> None:
    """Each command in the README runs, and every line shown below it is a line that it prints."""
    words = shlex.split(shown["command"])
    is_design = words[0] == "design"
    command = [sys.executable, "-m", "designer", *(words if is_design else words[1:]), *(["--dry-run"] if is_design else [])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    printed = set(done.stdout.splitlines())
    missing = [line for line in shown["output"].splitlines() if not line.startswith(WRITING) and line not in printed]
    assert not missing


def test_the_readme_shows_a_session() -> None:
    """A visitor sees the main job before anything else."""
    commands = [shown["command"].split()[0] for shown in SESSION.finditer((ROOT / "README.md").read_text(encoding="utf-8"))]
    assert commands[0] == "design"
    assert "designer" in commands


def test_no_file_names_this_machine_or_a_registry() -> None:
    """The project speaks of itself alone: no registry's host, no lock file that names one."""
    hosts = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|--(?:extra-)?index-url")
    named = []
    for name in tracked():
        path = ROOT / name
        if path.is_file() and name != "tests/test_house.py" and hosts.search(path.read_text(encoding="utf-8", errors="ignore")):
            named.append(name)
    assert not named
