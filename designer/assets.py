"""Where prompts and templates lie: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path


def asset_root() -> Path:
    """Return the folder that holds `prompts/` and `templates/`."""
    package = Path(__file__).resolve().parent
    packed = package / "_data"
    return packed if packed.is_dir() else package.parent


def prompt_path(name: str) -> Path:
    """Return the path of a prompt, such as `forms/api.md`."""
    return asset_root() / "prompts" / name


def template_path(name: str) -> Path:
    """Return the path of a template or a folder of them."""
    return asset_root() / "templates" / name
