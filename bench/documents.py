"""The documents that are measured: of the corpus of vendor documents, of a package, or made; each only where it can be had."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

from measure import ROOT
from npm import last_line, npm

CORPUS = Path(os.environ.get("DESIGNER_CORPUS", ROOT.parent / "shared" / "corpus"))
GITHUB, GITHUB_FILE = "@octokit/openapi", "package/generated/api.github.com.json"
SETS = {"small": 4, "large": 4000}
"""Entity sets of the documents we make, four operations each: 25 KB and 25 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document on disk, or why it is missing."""

    name: str
    path: Path
    missing: str = ""

    @property
    def title(self) -> str:
        """Return its name with its size."""
        if self.missing:
            return self.name
        size = self.path.stat().st_size / 1_000_000
        return f"{self.name} ({size:.1f} MB)" if size >= 0.1 else f"{self.name} ({size * 1000:.0f} KB)"

    @property
    def is_json(self) -> bool:
        """Tell whether it is JSON rather than YAML."""
        return self.path.suffix == ".json"


def of_corpus(name: str) -> Document:
    """Return a document of the corpus."""
    path = CORPUS / "specs" / name
    return Document(
        name=name, path=path, missing="" if path.is_file() else "no corpus of vendor documents here; DESIGNER_CORPUS names its folder"
    )


def github(cache: Path) -> Document:
    """Return GitHub's whole description, fetched once as the package that GitHub's own client is made from."""
    path, name = cache / "github.json", "GitHub, api.github.com.json"
    if not path.is_file():
        version = json.loads((ROOT / "bench" / "package.json").read_text(encoding="utf-8"))["documents"][GITHUB]
        done = npm("pack", "--silent", f"{GITHUB}@{version}", folder=cache)
        if isinstance(done, str):
            return Document(name=name, path=path, missing=done)
        archive = cache / last_line(done.stdout)
        with tarfile.open(archive) as packed:
            member = packed.extractfile(GITHUB_FILE)
            data = member.read() if member else b""
        archive.unlink()
        path.with_suffix(".part").write_bytes(data)
        path.with_suffix(".part").replace(path)
    return Document(name=name, path=path)


def synthetic(size: str, cache: Path) -> Document:
    """Return a document made by `synthetic.py`, made anew when that script was changed."""
    script, path = ROOT / "bench" / "synthetic.py", cache / f"synthetic-{size}.yaml"
    if not path.is_file() or path.stat().st_mtime < script.stat().st_mtime:
        # In a process of its own: what a child's peak memory is measured by starts at its parent's.
        subprocess.run([sys.executable, str(script), str(SETS[size]), str(path)], check=True)
    return Document(name=f"synthetic OData service, {size}, YAML", path=path)
