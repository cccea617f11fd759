"""The registry: systems by name, kept safely, whatever their names are and whoever else writes."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from designer.errors import DescriptionError, DesignerError, UsageError
from designer.specs.registering.places import folder_of
from designer.specs.registry import add_system, registered, registered_systems, registry_path, remove_system, system_of

ROOT = Path(__file__).resolve().parents[3]
LEDGER = {
    "openapi": "3.0.3",
    "info": {"title": "Ledger", "version": "7"},
    "paths": {"/bills": {"get": {"responses": {"200": {"description": "All"}}}, "post": {"responses": {"201": {"description": "Made"}}}}},
}
SHOP = {
    "openapi": "3.0.3",
    "info": {"title": "Shop", "version": "1"},
    "paths": {"/orders": {"get": {"responses": {"200": {"description": "All"}}}}},
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test folders of its own."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """Write a description and return its path as a user would give it."""
    (tmp_path / "ledger.json").write_text(json.dumps(LEDGER), encoding="utf-8")
    return "ledger.json"


@pytest.fixture
def shop(tmp_path: Path) -> str:
    """Write another description."""
    (tmp_path / "shop.json").write_text(json.dumps(SHOP), encoding="utf-8")
    return "shop.json"


def quiet(_: str) -> None:
    """Tell nothing."""


class TestNames:
    """Which system a name means."""

    def test_found_by_name(self, ledger: str, tmp_path: Path) -> None:
        """A system is found without regard to case and spaces, with the absolute path of its document."""
        result = add_system("Our Ledger", ledger, tell=quiet)
        assert (result.title, result.version, result.operations, result.events, result.changes) == ("Ledger", "7", 2, 0, ("added",))
        found = registered("our  LEDGER")
        assert found
        assert found.name == "Our Ledger"
        assert [one.path for one in found.descriptions] == [str(tmp_path / "ledger.json")]
        assert found.descriptions[0].sha256 == registered_systems()[0].sha256 != ""
        assert registered("Ledger") is None

    def test_system_of(self, ledger: str, shop: str) -> None:
        """An argument is a file if there is one, else a registered name; else it says what may have been meant."""
        add_system("Ledger", shop, tell=quiet)
        assert system_of(ledger).descriptions[0].path == ledger
        assert system_of("ledger").descriptions[0].path.endswith("shop.json")
        for text, step in (("Leger", "Did you mean Ledger?"), ("stripe", "specs add stripe"), ("nobody", "Registered: Ledger")):
            with pytest.raises(UsageError) as caught:
                system_of(text)
            assert step in caught.value.next_step

    @pytest.mark.parametrize("text", ["x" * 5000, "a/" * 3000])
    def test_too_long_for_a_file(self, text: str) -> None:
        """What is too long for any file's name is no file, told as such."""
        with pytest.raises(UsageError, match="no such file"):
            system_of(text)
        with pytest.raises(DesignerError, match="cannot be read"):
            add_system("Ledger", text, tell=quiet)

    def test_a_folder(self, tmp_path: Path) -> None:
        """A folder is left to who reads it, to be told as what it is."""
        assert system_of(str(tmp_path)).descriptions[0].path == str(tmp_path)

    def test_listed_in_order(self, ledger: str) -> None:
        """Systems are listed by name, whatever the order in which they came."""
        for name in ("zeta", "Alpha", "beta"):
            add_system(name, ledger, tell=quiet)
        assert [one.name for one in registered_systems()] == ["Alpha", "beta", "zeta"]

    @pytest.mark.parametrize("name", ["", "  ", "a\x1b[2Jb", "a\nb\u202e", "x" * 300])
    def test_no_names(self, ledger: str, name: str) -> None:
        """What cannot be shown, nothing, and 300 characters are no names; nothing of them reaches the terminal raw."""
        if name.split() == ["a", "b\u202e"]:
            name = "a\u202eb"
        with pytest.raises(UsageError) as caught:
            add_system(name, ledger, tell=quiet)
        assert str(caught.value).replace("\n", "").isprintable()
        assert not registry_path().exists()

    @pytest.mark.parametrize(
        "name",
        [
            "../../x",
            "..",
            ".",
            "/etc/passwd",
            "C:\\x",
            "CON",
            "nul",
            "com1",
            "a/b",
            "Ünïcödé",
            "请求",
            "-rf",
            "x" * 100,
            "~",
            "a:b",
            "Zoho CRM",
        ],
    )
    def test_folders_are_safe(self, home: Path, name: str) -> None:
        """Every name's folder is one plain folder right below ours, its name one that every system takes."""
        folder = folder_of(name)
        assert folder.parent == home / "specs"
        assert folder.resolve().parent == (home / "specs").resolve()
        assert set(folder.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert folder.name not in ("con", "nul", "com1")
        assert 0 < len(folder.name) <= 50

    def test_folders_differ(self) -> None:
        """Names that are spelled alike in a path have different folders; a name in another case has the same."""
        names = ["a b", "a-b", "a.b", "a_b", "a--b", "ab", "ä b", "a  b!", "请求", "请", "请求 2", "unnamed"]
        assert len({folder_of(name) for name in names}) == len(names)
        assert folder_of("A B") == folder_of("a  b")
        assert folder_of("HubSpot").name == "hubspot"


class TestAdding:
    """What becomes of a document."""

    def test_a_file_is_not_copied(self, ledger: str, home: Path) -> None:
        """A file of the user's own is read where it lies."""
        add_system("Ledger", ledger, tell=quiet)
        assert not (home / "specs").exists()

    def test_again(self, ledger: str, tmp_path: Path) -> None:
        """Adding again tells whether the file has changed since."""
        add_system("Ledger", ledger, tell=quiet)
        assert add_system("ledger", tell=quiet).changes == ("unchanged",)
        (tmp_path / ledger).write_text(json.dumps({**LEDGER, "paths": {}}), encoding="utf-8")
        result = add_system("LEDGER", tell=quiet)
        assert (result.changes, result.operations, result.system.name) == (("updated",), 0, "Ledger")

    def test_takes_the_place_or_stands_beside(self, ledger: str, shop: str, tmp_path: Path) -> None:
        """Another document takes the place of the first, which is told; with `also` both describe the system."""
        add_system("Mine", ledger, tell=quiet)
        assert add_system("Mine", shop, tell=quiet).replaced == (str(tmp_path / ledger),)
        result = add_system("Mine", ledger, also=True, tell=quiet)
        assert (result.operations, result.changes, result.replaced) == (3, ("unchanged", "added"), ())
        assert add_system("Mine", shop, also=True, tell=quiet).operations == 3
        found = registered("Mine")
        assert found
        assert [Path(one.path).name for one in found.descriptions] == [shop, ledger]

    @pytest.mark.parametrize(
        "text", ["<html><body>Sign in</body></html>", "", "just words", "\x00\x01\x02", '{"openapi": "3.0.0", "paths": {']
    )
    def test_what_is_no_description_is_not_kept(self, tmp_path: Path, ledger: str, text: str) -> None:
        """A file that is no description is refused, and the registry stays as it was."""
        add_system("Ledger", ledger, tell=quiet)
        before = registry_path().read_bytes()
        (tmp_path / "bad.json").write_text(text, encoding="utf-8")
        with pytest.raises(DescriptionError):
            add_system("Ledger", "bad.json", tell=quiet)
        assert registry_path().read_bytes() == before

    def test_no_such_file_and_no_such_vendor(self) -> None:
        """A missing file, an unknown name and a vendor that publishes nothing are told apart, each with what to do."""
        with pytest.raises(DesignerError, match="no such file"):
            add_system("Ledger", "ledger.json", tell=quiet)
        with pytest.raises(UsageError, match="specs add Nobody openapi"):
            add_system("Nobody", tell=quiet)
        with pytest.raises(UsageError, match="sample record"):
            add_system("shopify", tell=quiet)

    def test_removed(self, ledger: str, tmp_path: Path) -> None:
        """A system that was removed is not known any more; the user's file stays."""
        add_system("Ledger", ledger, tell=quiet)
        assert remove_system("LEDGER").name == "Ledger"
        assert registered_systems() == ()
        assert (tmp_path / ledger).exists()
        with pytest.raises(UsageError, match="no system of this name"):
            remove_system("Ledger")


class TestTheFile:
    """The registry's file."""

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"{",
            b"[]",
            b"\xff\xfe",
            b"[" * 100_000,
            b'{"version": 1}',
            b'{"version": 2, "systems": []}',
            b'{"version": 1, "systems": [{}]}',
            b'{"version": 1, "systems": [{"name": "x", "documents": []}]}',
            b'{"version": 1, "systems": [{"name": "x", "documents": [{"path": "a", "kind": "spell"}]}]}',
        ],
    )
    def test_a_broken_one_is_told_and_never_lost(self, ledger: str, data: bytes) -> None:
        """Each command says which file is broken and what to do; none of them writes over it."""
        registry_path().parent.mkdir(parents=True)
        registry_path().write_bytes(data)
        for act in (
            lambda: registered("x"),
            registered_systems,
            lambda: add_system("x", ledger, tell=quiet),
            lambda: remove_system("x"),
        ):
            with pytest.raises(UsageError) as caught:
                act()
            assert caught.value.place == str(registry_path())
            assert "move it away" in caught.value.next_step or "move the file away" in caught.value.next_step
        assert registry_path().read_bytes() == data

    def test_a_folder_that_cannot_be_written(self, ledger: str, home: Path) -> None:
        """A file where our folder must be is told as such."""
        home.write_text("", encoding="utf-8")
        with pytest.raises(DesignerError) as caught:
            add_system("Ledger", ledger, tell=quiet)
        assert str(home) in caught.value.place
        assert "DESIGNER_HOME" in caught.value.next_step

    def test_a_full_disk_leaves_what_stood_there(self, ledger: str, shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """The systems that were known stay known, and the next step is one that this command has."""

        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        add_system("Ledger", ledger, tell=quiet)
        before = registry_path().read_bytes()
        monkeypatch.setattr("designer.files.replacing.os.fsync", full)
        with pytest.raises(DesignerError) as caught:
            add_system("Shop", shop, tell=quiet)
        assert (caught.value.place, caught.value.fact) == (str(registry_path()), "cannot be written: no space left on device")
        assert "DESIGNER_HOME" in caught.value.next_step
        assert "--out" not in caught.value.next_step
        assert registry_path().read_bytes() == before

    def test_two_processes_at_once(self, ledger: str, shop: str, tmp_path: Path) -> None:
        """Processes that add at the same time lose nothing of each other's."""
        text = (
            "import sys\nfrom designer.specs.registry import add_system\n"
            "for number in range(6):\n    add_system(f'{sys.argv[1]} {number}', sys.argv[2], tell=lambda _: None)\n"
        )
        running = [
            subprocess.Popen([sys.executable, "-c", text, name, str(tmp_path / file)], cwd=ROOT)
            for name, file in (("left", ledger), ("right", shop))
        ]
        assert [one.wait(60) for one in running] == [0, 0]
        assert len(registered_systems()) == 12
        assert not list(registry_path().parent.glob(".new-*"))
