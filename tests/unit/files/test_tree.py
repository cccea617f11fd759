"""Writing a tree: whole or not at all, and never over a person's edit."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from designer.errors import WritingError
from designer.files.tree import compare, write
from designer.model.artifact import Artifact
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.files.changes import Kind


def artifacts(**texts: str) -> list[Artifact]:
    """Return artifacts by name; `__` stands for a folder's slash and the ending is .txt."""
    return [Artifact(path=f"{name.replace('__', '/')}.txt", text=text) for name, text in texts.items()]


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def kinds(folder: Path, *wanted: Artifact) -> dict[str, Kind]:
    """Return what a rendering would do to each file."""
    return {change.path: change.kind for change in compare(wanted, folder).files}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a generated repository of three files."""
    folder = tmp_path / "out"
    write(compare(artifacts(a="1\n2\n3\n4\n5\n", sub__b="b\n", c="c\n"), folder))
    return folder


def test_a_new_tree_is_written_with_the_last_rendering_beside_it(repository: Path) -> None:
    """The files and their copies in .designer/base, and nothing else, neither here nor in the folder above."""
    assert sorted(snapshot(repository)) == [
        ".designer/base/a.txt",
        ".designer/base/c.txt",
        ".designer/base/sub/b.txt",
        "a.txt",
        "c.txt",
        "sub/b.txt",
    ]
    assert list(repository.parent.iterdir()) == [repository]


def test_the_same_rendering_changes_nothing(repository: Path) -> None:
    """The same input gives the same bytes, and says so."""
    before = snapshot(repository)
    changes = compare(artifacts(a="1\n2\n3\n4\n5\n", sub__b="b\n", c="c\n"), repository)
    assert not changes.has_effect
    write(changes)
    assert snapshot(repository) == before


def test_a_file_that_nobody_changed_is_replaced(repository: Path) -> None:
    """What stands there is the last rendering, so the new one takes its place."""
    write(compare(artifacts(a="new\n", sub__b="b\n", c="c\n"), repository))
    assert (repository / "a.txt").read_text() == "new\n"
    assert (repository / ".designer/base/a.txt").read_text() == "new\n"


def test_a_persons_edit_and_a_new_rendering_are_merged(repository: Path) -> None:
    """Both changes stand in the file when they do not touch the same lines."""
    (repository / "a.txt").write_text("mine\n1\n2\n3\n4\n5\n")
    changes = compare(artifacts(a="1\n2\n3\n4\nfive\n", sub__b="b\n", c="c\n"), repository)
    assert [change.path for change in changes.of("merged")] == ["a.txt"]
    write(changes)
    assert (repository / "a.txt").read_text() == "mine\n1\n2\n3\n4\nfive\n"


def test_edits_of_the_same_line_are_marked_and_listed_until_they_are_settled(repository: Path) -> None:
    """Both versions and the last rendering stand between marks; the next rendering names the file again."""
    (repository / "c.txt").write_text("mine\n")
    wanted = artifacts(a="1\n2\n3\n4\n5\n", sub__b="b\n", c="theirs\n")
    changes = compare(wanted, repository)
    assert [change.path for change in changes.of("conflict")] == ["c.txt"]
    write(changes)
    marked = "<<<<<<< yours\nmine\n||||||| last-generated\nc\n=======\ntheirs\n>>>>>>> new\n"
    assert (repository / "c.txt").read_text() == marked
    assert kinds(repository, *wanted)["c.txt"] == "conflict"
    (repository / "c.txt").write_text("mine and theirs\n")
    assert kinds(repository, *wanted)["c.txt"] == "kept"


def test_an_edit_stays_when_the_rendering_is_as_before(repository: Path) -> None:
    """Nothing new to lay over it."""
    (repository / "c.txt").write_text("mine\n")
    write(compare(artifacts(a="1\n2\n3\n4\n5\n", sub__b="b\n", c="c\n"), repository))
    assert (repository / "c.txt").read_text() == "mine\n"


def test_a_file_that_a_person_deleted_stays_deleted(repository: Path) -> None:
    """It is listed, however often it is rendered again."""
    (repository / "c.txt").unlink()
    for text in ("c\n", "new\n", "newer\n"):
        changes = compare(artifacts(a="1\n2\n3\n4\n5\n", sub__b="b\n", c=text), repository)
        assert [change.path for change in changes.of("left_out")] == ["c.txt"]
        write(changes)
        assert not (repository / "c.txt").exists()


def test_a_file_generated_no_longer_goes_only_if_nobody_changed_it(repository: Path) -> None:
    """Its folder goes with it when it is empty."""
    (repository / "c.txt").write_text("mine\n")
    changes = compare(artifacts(a="1\n2\n3\n4\n5\n"), repository)
    assert {change.path: change.kind for change in changes.files} == {"a.txt": "same", "c.txt": "kept", "sub/b.txt": "removed"}
    write(changes)
    assert sorted(snapshot(repository)) == [".designer/base/a.txt", "a.txt", "c.txt"]
    assert not (repository / "sub").exists()


def test_an_incomplete_set_removes_nothing(repository: Path) -> None:
    """A design with errors rewrites design.yaml alone; the repository of yesterday stays."""
    write(compare(artifacts(a="new\n"), repository, complete=False))
    assert (repository / "sub/b.txt").read_text() == "b\n"
    assert (repository / ".designer/base/sub/b.txt").exists()


def test_a_text_made_from_the_persons_own_is_no_conflict(repository: Path) -> None:
    """A design file that was read and is written back is held against what was read."""
    (repository / "c.txt").write_text("mine\n")
    changes = compare(artifacts(c="mine, completed\n"), repository, bases={"c.txt": "mine\n"}, complete=False)
    assert [change.kind for change in changes.files] == ["changed"]


def test_files_of_a_persons_own_are_never_touched(repository: Path) -> None:
    """What was never generated is no business of ours; a file of the same name as a new one is a conflict, not a loss."""
    (repository / "notes.txt").write_text("mine\n")
    (repository / "d.txt").write_text("mine\n")
    write(compare(artifacts(a="1\n2\n3\n4\n5\n", sub__b="b\n", c="c\n", d="generated\n"), repository))
    assert (repository / "notes.txt").read_text() == "mine\n"
    text = (repository / "d.txt").read_text()
    assert "mine" in text
    assert "generated" in text


def test_a_file_that_is_no_text_is_kept_as_it_is(repository: Path) -> None:
    """Nothing can be merged into it; it is listed as a conflict."""
    (repository / "c.txt").write_bytes(b"\x00\xff")
    changes = compare(artifacts(c="new\n"), repository, complete=False)
    assert [change.kind for change in changes.files] == ["conflict"]
    write(changes)
    assert (repository / "c.txt").read_bytes() == b"\x00\xff"


def test_a_folder_with_files_that_were_never_generated_is_refused(tmp_path: Path) -> None:
    """The message names the folder, what stands there and what to do."""
    (tmp_path / "thesis.tex").write_text("mine\n")
    with pytest.raises(WritingError) as raised:
        compare(artifacts(a="a\n"), tmp_path)
    assert "thesis.tex" in raised.value.fact
    assert "--out" in raised.value.next_step


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """It may have been made for us."""
    write(compare(artifacts(a="a\n"), tmp_path))
    assert (tmp_path / "a.txt").read_text() == "a\n"


@pytest.mark.parametrize(
    "path", ["../a", "/etc/passwd", "a/../../b", "a//b", "./a", "", ".", "a\\b", "C:a", ".git/hooks/pre-commit", ".designer/base/a", "a\0b"]
)
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    """Nothing is written beside the repository, into git's own folder or over the last rendering."""
    with pytest.raises(WritingError):
        compare([Artifact(path=path, text="x")], tmp_path / "out")


@pytest.mark.parametrize("pair", [("a", "a"), ("a", "A"), ("a", "a/b"), ("a/b", "A")])
def test_two_artifacts_at_one_place_are_refused(tmp_path: Path, pair: tuple[str, str]) -> None:
    """Also on file systems that do not tell capitals apart."""
    with pytest.raises(WritingError):
        compare([Artifact(path=path, text="x") for path in pair], tmp_path / "out")


def test_a_link_that_leads_out_of_the_folder_is_not_followed(repository: Path, tmp_path: Path) -> None:
    """A folder replaced by a link elsewhere would let a rendering write there."""
    (tmp_path / "elsewhere").mkdir()
    (repository / "far").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WritingError, match="leads out"):
        compare(artifacts(far__x="x\n"), repository)


def test_an_executable_artifact_may_be_run(tmp_path: Path) -> None:
    """And one that is not may not; a person's own rights survive a new rendering."""
    folder = tmp_path / "out"
    write(compare([Artifact(path="run", text="#!/bin/sh\n", executable=True), Artifact(path="read", text="x\n")], folder))
    assert os.access(folder / "run", os.X_OK)
    assert not (folder / "read").stat().st_mode & 0o111
    (folder / "read").chmod(0o755)
    write(compare([Artifact(path="run", text="#!/bin/sh\n", executable=True), Artifact(path="read", text="y\n")], folder))
    assert (folder / "read").stat().st_mode & 0o111


def _fail_at(number: int, fault: Callable[[], BaseException], monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    """Let the *number*-th call of a method of Path fail."""
    real, calls = getattr(Path, method), iter(range(10_000))

    def failing(self: Path, *arguments: object, **named: object) -> object:
        if next(calls) == number:
            raise fault()
        return real(self, *arguments, **named)

    monkeypatch.setattr(Path, method, failing)


@pytest.mark.parametrize("method", ["rename", "replace", "write_bytes", "mkdir", "chmod"])
@pytest.mark.parametrize("number", range(12))
def test_a_failure_leaves_the_old_tree_whole(repository: Path, monkeypatch: pytest.MonkeyPatch, method: str, number: int) -> None:
    """A full disk at any point: the old tree is as it was, to the byte, or the new one is whole, and nothing is left beside it."""
    wanted = artifacts(a="new\n", sub__b="newer\n", e__f__g="g\n")
    before = snapshot(repository)
    changes = compare(wanted, repository)
    refusal = None
    with monkeypatch.context() as patched:
        _fail_at(number, lambda: OSError(errno.ENOSPC, "No space left on device"), patched, method)
        try:
            write(changes)
        except WritingError as error:
            refusal = error
    if refusal:
        assert "no space left" in refusal.fact
        assert snapshot(repository) == before
        assert not (repository / "e").exists()
    else:
        assert (repository / "a.txt").read_text() == "new\n"
    assert not [path for path in (*repository.iterdir(), *repository.parent.iterdir()) if path.name.startswith(".designer-staging")]


@pytest.mark.parametrize("number", range(6))
def test_a_failure_leaves_no_half_of_a_new_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Where nothing stood, nothing stands."""
    changes = compare(artifacts(a="1\n", b="2\n", c="3\n"), tmp_path / "deep" / "out")
    with monkeypatch.context() as patched:
        _fail_at(number, KeyboardInterrupt, patched, "write_bytes")
        with pytest.raises(KeyboardInterrupt):
            write(changes)
    assert not list(tmp_path.iterdir())


def test_ctrl_c_during_the_renames_waits_until_they_are_done(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new tree is whole, and the interruption is not forgotten."""
    changes = compare(artifacts(a="new\n", sub__b="newer\n", c="newest\n"), repository)
    real = Path.replace

    def interrupting(self: Path, target: Path) -> Path:
        os.kill(os.getpid(), signal.SIGINT)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", interrupting)
    with pytest.raises(KeyboardInterrupt):
        write(changes)
    texts = {path: data.decode() for path, data in snapshot(repository).items() if not path.startswith(".designer")}
    assert texts == {"a.txt": "new\n", "c.txt": "newest\n", "sub/b.txt": "newer\n"}


@pytest.mark.parametrize("number", range(6))
def test_a_killed_run_is_mended_by_the_next_one(tmp_path: Path, number: int) -> None:
    """Whatever rename it died at: no file is missing, none counts as a person's, and the next rendering is as if nothing had been."""
    folder, wanted = tmp_path / "out", artifacts(a="new\n", sub__b="newer\n", c="newest\n")
    write(compare(artifacts(a="1\n", sub__b="b\n", c="c\n"), folder))
    program = f"""
import os, pathlib
from pathlib import Path
from designer.files.tree import compare, write
from designer.model.artifact import Artifact
real, calls = Path.replace, iter(range(100))
def dying(self, target):
    if next(calls) == {number}:
        os._exit(9)
    return real(self, target)
Path.replace = dying
write(compare([Artifact(path=p, text=t) for p, t in {[(artifact.path, artifact.text) for artifact in wanted]!r}], Path({str(folder)!r})))
"""
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 9
    assert all((folder / artifact.path).exists() for artifact in wanted)
    changes = compare(wanted, folder)
    assert not changes.of("merged", "conflict", "kept", "left_out")
    write(changes)
    assert not compare(wanted, folder).of("changed", "added")
    assert (folder / ".designer/base/c.txt").read_text() == "newest\n"


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    """One clear message; nothing is left behind."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(WritingError, match="cannot be written"):
        write(compare(artifacts(a="a\n"), tmp_path / "file" / "out"))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """--out names a folder."""
    (tmp_path / "out").write_text("x")
    with pytest.raises(WritingError, match="is a file"):
        compare(artifacts(a="a\n"), tmp_path / "out")


def test_without_git_a_merge_is_refused_and_nothing_is_lost(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only files that a person changed need it."""
    (repository / "c.txt").write_text("mine\n")
    monkeypatch.setenv("PATH", "")
    assert compare(artifacts(a="new\n"), repository, complete=False).files[0].kind == "changed"
    with pytest.raises(WritingError, match="git"):
        compare(artifacts(c="new\n"), repository, complete=False)
    assert (repository / "c.txt").read_text() == "mine\n"
