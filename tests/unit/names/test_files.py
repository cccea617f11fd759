"""Names of files and packages that every file system and every Python takes."""

from __future__ import annotations

import pytest

from designer.names.files import LONGEST, file_stem, package_name


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("orders", "orders"),
        ("con", "con_"),
        ("NUL", "NUL_"),
        ("com1", "com1_"),
        ("lpt0", "lpt0_"),
        ("console", "console"),
        ("mine", "mine_"),
    ],
)
def test_devices_and_taken_names_are_left_alone(name: str, made: str) -> None:
    """Windows opens a device for such a name, whatever its ending and capitals."""
    assert file_stem(name, taken={"mine"}) == made


def test_a_very_long_name_is_cut_and_stays_its_own() -> None:
    """What is cut off still tells two names apart; a name of ordinary length is left as it is."""
    one, other = "a" * 5000, "a" * 4999 + "b"
    assert len(file_stem(one)) <= LONGEST
    assert file_stem(one) != file_stem(other)
    assert file_stem(one) == file_stem(one)
    assert file_stem("a" * LONGEST) == "a" * LONGEST


@pytest.mark.parametrize(("name", "made"), [("json", "json_"), ("tests", "tests_"), ("shop-to-crm", "shop_to_crm"), ("con", "con_")])
def test_a_package_is_no_module_of_python(name: str, made: str) -> None:
    """A package of that name would stand before the module that the starter itself imports."""
    assert package_name(name) == made
