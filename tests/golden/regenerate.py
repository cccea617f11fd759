"""Write generated/<example>/ anew from examples/<example>/: the only way in which the golden records change."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def examples() -> list[Path]:
    """Return the folders of all examples."""
    return sorted(path.parent for path in (ROOT / "examples").glob("*/brief.md"))


def generate(example: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Write the starter of an example into *folder* with the real command, run from the repository's root."""
    command = [sys.executable, "-m", "designer", "design", "--from", f"examples/{example.name}/brief.md"]
    command += ["--planner", "offline", "--out", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the contents of a starter by path; what the last rendering left for merging is not part of it."""
    inside = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in sorted(inside.items())
        if not name.startswith(".designer/base/") and "__pycache__" not in name
    }


def main() -> int:
    """Regenerate every golden record; return 1 if an example could not be designed."""
    failed = False
    for example in examples():
        folder = ROOT / "generated" / example.name
        shutil.rmtree(folder, ignore_errors=True)
        done = generate(example, folder)
        shutil.rmtree(folder / ".designer" / "base", ignore_errors=True)
        print(f"{example.name}: exit {done.returncode}")  # noqa: T201 - a script's own output
        if done.returncode:
            failed = True
            print(done.stderr)  # noqa: T201 - the same
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
