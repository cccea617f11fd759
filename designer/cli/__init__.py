"""The commands `designer` and `design`: arguments in, one call of the pipeline, an exit code out."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `designer`."""
    _run(sys.argv[1:], "designer")


def design_main() -> None:
    """Run `design`: `designer design` as a command of its own."""
    _run(sys.argv[1:], "design")


def _run(arguments: list[str], command: str) -> None:
    if arguments == ["--version"]:
        # Asked by scripts and editors over and over: answered before anything is loaded.
        from designer import __version__  # noqa: PLC0415 - the package itself

        sys.stdout.write(f"{command} {__version__}\n")
        sys.exit(0)
    from designer.cli.running import run  # noqa: PLC0415 - typer takes most of the time of `--help`

    sys.exit(run(arguments, command))
