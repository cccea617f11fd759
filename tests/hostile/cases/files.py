"""Files that are no documents: devices, folders, giants, archives, torn and wrongly encoded text, numbers beyond measure."""

# ruff: noqa: E501 - what an attacker writes keeps to no line length

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from tests.builders import a_crm_document
from tests.hostile.cases.case import SPEC, THING, YAML, Case, designed, mapped, search, things

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = json.dumps(things(THING)).encode()
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0) + b"\x00" * 4
TOO_LARGE = "MB is more than is read"


def _zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("s.json", WHOLE)
    return made.getvalue()


def _sparse(folder: Path, port: int) -> None:
    del port
    with (folder / SPEC).open("wb") as file:
        file.truncate(300_000_000)


def _giant(folder: Path, port: int) -> None:
    del port
    with (folder / SPEC).open("wb") as file:
        file.write(WHOLE[:-1] + b', "x-long": [')
        for _ in range(300):
            file.write(b"1," * 500_000)
        file.write(b"1]}")


def _pipe(folder: Path, port: int) -> None:
    del port
    os.mkfifo(folder / SPEC)


def _folder(folder: Path, port: int) -> None:
    del port
    (folder / SPEC).mkdir()


def _torn(folder: Path, port: int) -> None:
    """Lay the good document cut off at thirty places."""
    del port
    for number in range(1, 31):
        (folder / f"torn{number}.json").write_bytes(WHOLE[: len(WHOLE) * number // 31])


def _numbers() -> bytes:
    text = json.dumps(things({**THING, "minimum": "NUMBERS"}))
    return text.replace(
        '"NUMBERS"',
        '1e999999, "maximum": -1e999999, "multipleOf": 1e-999999, "default": -0, "minLength": 1e400, "minItems": NaN, "enum": [NaN, Infinity, -Infinity, -0.0, 1e400]',
    ).encode()


ODD = {
    "a gzip": gzip.compress(WHOLE),
    "a zip": _zip(),
    "a PNG": PNG,
    "raw deflate": zlib.compress(WHOLE),
    "a million NULs": b"\x00" * 1_000_000,
    "NULs after a good start": WHOLE + b"\x00" * 1_000_000,
    "random bytes": bytes(range(256)) * 4000,
    "nothing": b"",
    "a byte order mark alone": b"\xef\xbb\xbf",
    "UTF-16 with mark, little": b"\xff\xfe" + WHOLE.decode().encode("utf-16-le"),
    "UTF-16 with mark, big": b"\xfe\xff" + WHOLE.decode().encode("utf-16-be"),
    "UTF-16 without mark": WHOLE.decode().encode("utf-16-le"),
    "UTF-16 of odd length": b"\xff\xfe" + WHOLE.decode().encode("utf-16-le") + b"\x00",
    "UTF-16 of lone surrogates": b"\xff\xfe" + b"\x00\xd8" * 1000,
    "UTF-32 with mark": WHOLE.decode().encode("utf-32"),
    "UTF-32 without mark": WHOLE.decode().encode("utf-32-le"),
    "UTF-7": b"+AHsAIg-openapi+ACI-: 1}",
    "Latin-1": json.dumps(things({**THING, "title": "é"}), ensure_ascii=False).encode("latin-1"),
    "overlong UTF-8": WHOLE.replace(b"Things", b"\xc0\xaf"),
    "surrogates in UTF-8": WHOLE.replace(b"Things", b"\xed\xa0\x80"),
    "lone surrogates, escaped": WHOLE.replace(b"Create a thing", b"Create a thing \\ud800\\udc00\\ud800").replace(
        b'"name"', b'"name\\udfff"'
    ),
    "NULs in texts and names": WHOLE.replace(b"Create a thing", b"Create a thing\\u0000x")
    .replace(b'"name"', b'"na\\u0000me"')
    .replace(b"createThing", b"create\\u0000Thing"),
    "keys given twice": WHOLE[:-1] + b', "paths": {"/things": {"post": {"summary": "Create a thing"}}}, "openapi": "3.0.0", "info": 1}',
    "numbers beyond measure": _numbers(),
    "a whole number of 100,000 digits": WHOLE[:-1] + b', "x-n": ' + b"9" * 100_000 + b"}",
    "a whole number of 100,000 digits as version": WHOLE.replace(b'"3.1.0"', b"9" * 100_000),
    "a version that is a number": WHOLE.replace(b'"3.1.0"', b"3.1"),
    "a version of a million characters": WHOLE.replace(b'"3.1.0"', b'"3.1.' + b"0" * 1_000_000 + b'"'),
    "only openapi": b'{"openapi": "3.1.0"}',
    "openapi is everything": b'{"openapi": {"openapi": {"openapi": []}}, "swagger": [], "paths": "x"}',
    "a million brackets closed": b"]" * 1_000_000,
    "a million quotes": b'"' * 1_000_000,
    "a million backslashes": b'{"a": "' + b"\\" * 1_000_001,
    "8 MB of blanks": b" " * 8_000_000 + WHOLE,
    "8 MB of blanks after a reference": WHOLE[:-1] + b', "x": "$ref' + b" " * 8_000_000 + b'"}',
}
ODD_YAML = {
    "a whole number of 100,000 digits in YAML": "a: " + "9" * 100_000 + "\nopenapi: 3.1.0\npaths: {}\n",
    "infinite numbers in YAML": "openapi: 3.1.0\npaths: {}\nx: [.inf, -.inf, .nan, 1e999, -0, 0o7, 0x" + "f" * 5000 + "]\n",
    "names that are numbers with one hash": "openapi: 3.1.0\nx:\n" + "".join(f"  {number * (2**61 - 1)}: 1\n" for number in range(20_000)),
    "20,000 directives": "".join(f"%TAG !a{number}! tag:x,2000:{number}\n" for number in range(20_000)) + "---\na: 1\n",
    "a text that never ends": "openapi: '" + "a\n" * 500_000,
    "a block text of blanks": "openapi: |\n" + " " * 5_000_000 + "\n a\n",
    "a million comments": "# a\n" * 1_000_000 + "openapi: 3.1.0\npaths: {}\n",
    "colons without end": "a" + ": a" * 500_000,
    "tabs": "openapi: 3.1.0\n\tpaths: {}\n",
    "C1 controls and next lines": "openapi: 3.1.0\u0085paths: {}\u2028info: {title: \x9b31m}\n",
    "a YAML 1.1 directive and document end": "%YAML 9.9\n---\nopenapi: 3.1.0\n...\n",
}
RECORDS = {
    "a table of 100,000 columns": (
        "s.csv",
        ",".join(f"c{n}" for n in range(100_000)) + "\n" + ",".join("1" * 1 for _ in range(100_000)) + "\n",
    ),
    "a table whose quote never closes": ("s.csv", 'a,b\n"' + "x" * 1_000_000),
    "a table of NULs": ("s.csv", "a,b\n\x00,\x00\n"),
    "a table of formulas": ("s.csv", "=cmd|' /C calc'!A0,@SUM(1),+1\n=1,@a,-1\n"),
    "a table of 300,000 rows": ("s.csv", "id,name\n" + "1,a\n" * 300_000),
    "records of 100,000 different names": ("s.jsonl", "".join(f'{{"k{n}": 1}}\n' for n in range(100_000))),
    "a record that is torn": ("s.jsonl", '{"a": 1}\n{"a": \n'),
}

CASES = (
    Case(name="a pipe that nobody fills", file=_pipe, commands=(search(), designed()), refused="a pipe or device"),
    Case(name="an endless device", path="ignored", file="", commands=(search("/dev/zero"), designed("/dev/zero"), mapped("/dev/urandom"))),
    Case(name="the standard input", path="ignored", file="", commands=(search("/dev/stdin"), search("-"), search("/dev/tty"))),
    Case(name="a folder", file=_folder, commands=(search(), designed()), refused="a folder"),
    Case(
        name="an address",
        path="ignored",
        file="",
        commands=(search("http://127.0.0.1:9/x"), search("file:///etc/passwd"), designed("http://169.254.169.254/")),
    ),
    Case(
        name="files of the machine",
        path="ignored",
        file="",
        commands=(search("/etc/passwd"), search("/proc/self/environ"), search("/proc/self/mem")),
    ),
    Case(
        name="odd names of files",
        path="ignored",
        file="",
        commands=(search("a" * 5000), search("\x1b[31mx"), search(" "), search("../" * 2000 + "x")),
    ),
    Case(name="300 MB, sparse", file=_sparse, commands=(search(), designed()), refused=TOO_LARGE),
    Case(name="300 MB of valid JSON", file=_giant, commands=(search(),), refused=TOO_LARGE),
    Case(
        name="60 MB of numbers",
        file=lambda *_: WHOLE[:-1] + b', "x-n": [' + b"1," * 30_000_000 + b"1]}",
        refused="values are more than is read",
    ),
    Case(name="60 MB of one text", file=lambda *_: WHOLE[:-1] + b', "x-n": "' + b"a" * 60_000_000 + b'"}'),
    Case(
        name="60 MB of YAML",
        path=YAML,
        file=lambda *_: b"openapi: 3.1.0\npaths: {}\nx:\n" + b"- a\n" * 15_000_000,
        refused="values are more than is read",
    ),
    Case(
        name="a document cut off at thirty places",
        file=_torn,
        commands=tuple(search(f"torn{number}.json") for number in (1, 7, 15, 23, 30)),
    ),
    *(Case(name=name, file=data, commands=(search(),) if data is not None else ()) for name, data in ODD.items()),
    *(
        Case(name=f"{name}, through design", file=ODD[name], commands=(designed(),))
        for name in ("lone surrogates, escaped", "NULs in texts and names", "numbers beyond measure", "keys given twice")
    ),
    *(Case(name=name, path=YAML, file=text) for name, text in ODD_YAML.items()),
    *(
        Case(
            name=name,
            path=path,
            file=text,
            commands=(("map", path, "shop.json::GET /customers"), ("map", path, path)),
        )
        for name, (path, text) in RECORDS.items()
    ),
    Case(name="a good document", file=a_crm_document(), commands=(("search", SPEC, "create a contact"),), shown="Create a contact"),
)
