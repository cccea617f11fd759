"""The full verdict: openapi-spec-validator's judgement with places, bounded, guarded, kept."""

from __future__ import annotations

import json
import os
import socket
import textwrap
import time
from typing import TYPE_CHECKING, Any

import pytest

from designer.errors import DescriptionError
from designer.specs.validation import full_pass, judging
from designer.specs.validation.verdict import Problem, Verdict, known_verdict, validate_file, verdict_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

NOT_BOOLEAN = 'the default "false" is not what the schema allows: "false" is not of type \'boolean\''
ANSWER = {"200": {"description": "done"}}


def a_document(version: str = "3.0.3", **members: Any) -> dict[str, Any]:
    """Return a small valid document of OpenAPI 3."""
    return {"openapi": version, "info": {"title": "Orders", "version": "1"}, "paths": {"/orders": {"get": {"responses": ANSWER}}}} | members


def with_schema(schema: Any, version: str = "3.0.3") -> dict[str, Any]:
    """Return a document that holds a schema."""
    return a_document(version, components={"schemas": {"Order": schema}})


def judged(folder: Path, document: Any, *, seconds: float = 60) -> Verdict:
    """Write a document and ask for its verdict."""
    path = folder / "orders.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document, indent=1))
    return validate_file(path, seconds=seconds, tell=lambda _: None)


def told(verdict: Verdict) -> list[tuple[str, str, str]]:
    """Return pointer, message and next step of each problem."""
    return [(problem.pointer, problem.message, problem.next_step) for problem in verdict.problems]


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge in this process, for what does not depend on another one: many documents in little time."""

    def run(path: Path, overlays: Sequence[Path], *, seconds: float, tell: Callable[[str], None]) -> tuple[int, bytes]:
        tell(f"{seconds}")
        return 0, json.dumps(full_pass.judged(path, str(path), overlays=overlays)).encode()

    monkeypatch.setattr(judging, "_run", run)


SWAGGER = {"swagger": "2.0", "info": {"title": "Orders", "version": "1"}, "paths": {"/orders": {"get": {"responses": ANSWER}}}}


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("document", [SWAGGER, a_document("3.0.3"), a_document("3.1.0"), a_document("3.2.0")])
def test_a_right_document_is_valid(tmp_path: Path, document: dict[str, Any]) -> None:
    """Each version is judged by its own rules; the tool and its version are told."""
    verdict = judged(tmp_path, document)
    assert (verdict.outcome, verdict.problems) == ("valid", ())
    assert verdict.version in ("2.0", "3.0", "3.1", "3.2")
    assert verdict.tool.startswith("openapi-spec-validator ")


GET = {"responses": ANSWER}
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
PAIRS = {"/pairs": {"get": {"responses": {"200": {"description": "done", "schema": {"$ref": "#/definitions/Pair"}}}}}}
WRONG: dict[str, tuple[dict[str, Any], list[tuple[str, str, str]]]] = {
    "shape": (
        a_document(info={"title": "Orders"}),
        [("#/info", "info: `info` needs `version`", "Add `version`.")],
    ),
    "a path parameter that is not described": (
        a_document(paths={"/orders/{id}": {"get": GET}}),
        [
            (
                "#/paths/~1orders~1{id}/get",
                "GET /orders/{id}: the path holds {id}, which no parameter describes",
                "Add a parameter with `in: path` and `name: id`.",
            )
        ],
    ),
    "a path parameter without its place": (
        a_document(paths={"/orders": {"get": GET | {"parameters": [ID]}}}),
        [
            (
                "#/paths/~1orders/get",
                "GET /orders: the path parameter `id` stands nowhere in the path",
                "Put {id} into the path, or remove the parameter.",
            )
        ],
    ),
    "an id given twice": (
        a_document(paths={"/a": {"get": GET | {"operationId": "one"}}, "/b": {"get": GET | {"operationId": "one"}}}),
        [
            (
                "#/paths/~1b/get/operationId",
                "GET /b operationId: the operationId `one` is that of another operation too",
                "Give each operation its own.",
            )
        ],
    ),
    "a default that its schema refuses": (
        with_schema({"type": "object", "properties": {"paid": {"type": "boolean", "default": "false"}}}),
        [
            (
                "#/components/schemas/Order/properties/paid/default",
                f"components.schemas.Order.properties.paid.default: {NOT_BOOLEAN}",
                "Mend the default, or the schema.",
            )
        ],
    ),
    "required without properties": (
        with_schema({"allOf": [{"properties": {"a": {"type": "string"}}}], "required": ["b", "a", "c"]}),
        [
            (
                "#/components/schemas/Order/required",
                "components.schemas.Order.required: `required` asks for `b`, `c`, which no `properties` here define",
                "Define what is required, or ask for it no more.",
            )
        ],
    ),
    "a schema of 3.1": (
        with_schema({"type": "object", "minProperties": "1"}, "3.1.0"),
        [
            (
                "#/components/schemas/Order/minProperties",
                'components.schemas.Order.minProperties: "1" stands where a whole number must stand',
                "Write a whole number here.",
            )
        ],
    ),
    "a list of schemas for items": (
        SWAGGER | {"definitions": {"Pair": {"type": "array", "items": [{"type": "string"}]}}, "paths": PAIRS},
        [
            (
                "#/definitions/Pair/items",
                'definitions.Pair.items: [{"type": "string"}] stands where a schema must stand',
                "Write a schema here.",
            )
        ],
    ),
    "a reference that leads nowhere": (
        with_schema({"properties": {"customer": {"$ref": "#/components/schemas/Lost"}}}),
        [
            (
                "#/components/schemas/Order/properties/customer",
                'components.schemas.Order.properties.customer: the reference "#/components/schemas/Lost" leads nowhere',
                "Mend the reference, or add what it names.",
            )
        ],
    ),
}


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_place_and_next_step(tmp_path: Path, case: str) -> None:
    """The pointer leads to where the fault is written, not to where it was met through references."""
    document, problems = WRONG[case]
    verdict = judged(tmp_path, document)
    assert told(verdict) == problems
    assert verdict.outcome == "invalid"
    assert all(problem.line for problem in verdict.problems)


@pytest.mark.usefixtures("at_once")
def test_a_fault_behind_references_is_told_where_it_is_written_and_once(tmp_path: Path) -> None:
    """A schema that many operations use is judged where it stands."""
    paid = {"type": "boolean", "default": "no"}
    answer = {"200": {"description": "done", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}}}
    document = with_schema({"properties": {"paid": paid}}) | {"paths": {"/a": {"get": {"responses": answer}}}}
    assert [pointer for pointer, _, _ in told(judged(tmp_path, document))] == ["#/components/schemas/Order/properties/paid/default"]


CRASHES: dict[str, tuple[Any, str]] = {
    "allOf that holds itself": (
        with_schema({"allOf": [{"$ref": "#/components/schemas/Order"}]}),
        "the validator came to no end",
    ),
    "no version that is known": (a_document("4.0.0"), "is no version of OpenAPI that is known"),
    "the network": (with_schema({"$ref": "http://127.0.0.1:9/order.json"}), "leads to the network, which is not followed"),
    "a scheme without a reader": (with_schema({"$ref": "ftp://127.0.0.1/order.json"}), "leads to the network, which is not followed"),
    "a file of the system": (with_schema({"$ref": "file:///etc/passwd"}), "leads out of the document's folder"),
    "a path that climbs": (with_schema({"$ref": "../../../etc/passwd"}), "leads out of the document's folder"),
    "a file that is not there": (with_schema({"$ref": "order.yaml"}), "there is no file order.yaml beside the document"),
}


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("case", CRASHES)
def test_what_cannot_be_judged_is_never_valid(tmp_path: Path, case: str) -> None:
    """Where the validator breaks, or would have to leave the folder, its part is told as not judged."""
    document, words = CRASHES[case]
    verdict = judged(tmp_path, document)
    assert verdict.outcome == "unjudged"
    assert [problem.judged for problem in verdict.problems] == [False]
    assert words in verdict.problems[0].message
    assert verdict_findings(verdict) == ()


@pytest.mark.usefixtures("at_once")
def test_a_crash_costs_no_other_part(tmp_path: Path) -> None:
    """The rest of the document is judged all the same."""
    schemas = {"Loop": {"allOf": [{"$ref": "#/components/schemas/Loop"}]}, "Paid": {"type": "boolean", "default": 1}}
    verdict = judged(tmp_path, a_document(components={"schemas": schemas}))
    assert verdict.outcome == "invalid"
    assert [(problem.pointer, problem.judged) for problem in verdict.problems] == [
        ("#/components/schemas/Loop", False),
        ("#/components/schemas/Paid/default", True),
    ]


@pytest.mark.usefixtures("at_once")
def test_response_codes_that_are_numbers_are_judged(tmp_path: Path) -> None:
    """YAML writes `200:`, on which the validator by itself breaks."""
    path = tmp_path / "orders.yaml"
    path.write_text(
        textwrap.dedent("""\
        openapi: 3.0.3
        info: {title: Orders, version: "1"}
        paths:
          /orders:
            get:
              responses:
                200: {description: done}
                201: {}
        """)
    )
    verdict = validate_file(path, seconds=60, tell=lambda _: None)
    assert [(problem.pointer, problem.line, problem.column) for problem in verdict.problems] == [
        ("#/paths/~1orders/get/responses/201", 8, 9)
    ]


def test_a_verdict_is_kept_for_what_was_judged(tmp_path: Path) -> None:
    """A document that is changed while its judge starts is not judged by what it was changed to ever after."""
    path = tmp_path / "orders.json"
    right, wrong = json.dumps(a_document()), json.dumps(a_document(info={"title": "Orders"}))
    path.write_text(right)

    def change(_: str) -> None:
        path.write_text(wrong)

    assert validate_file(path, seconds=60, tell=change).outcome == "invalid"
    path.write_text(right)
    assert validate_file(path, seconds=60, tell=lambda _: None).outcome == "valid"


def test_no_connection_is_made(tmp_path: Path) -> None:
    """A server on loopback hears nothing, whatever a document names."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.json"
        schema = {"$id": address, "$schema": address, "properties": {"a": {"$ref": "x.json"}, "b": {"$ref": address, "default": 1}}}
        judged(tmp_path, with_schema(schema, "3.1.0") | {"jsonSchemaDialect": address})
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.usefixtures("at_once")
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """What a name in the folder points to counts, not the name."""
    outside = tmp_path / "secret.json"
    outside.write_text('{"type": "string"}')
    folder = tmp_path / "specs"
    folder.mkdir()
    (folder / "order.json").symlink_to(outside)
    verdict = judged(folder, with_schema({"$ref": "order.json"}))
    assert (verdict.outcome, [problem.judged for problem in verdict.problems]) == ("unjudged", [False])


def test_the_time_limit_ends_the_validator(tmp_path: Path) -> None:
    """A pattern that a regular expression takes ages for ends with the time, and no process stays."""
    schema = {"type": "string", "pattern": "^(a+)+$", "default": "a" * 40 + "!"}
    started = time.monotonic()
    verdict = judged(tmp_path, with_schema(schema, "3.1.0"), seconds=4)
    assert time.monotonic() - started < 15
    assert verdict.outcome == "unjudged"
    assert told(verdict)[0][:2] == ("#", "Could not judge: it was not done after 4 s")
    assert known_verdict(verdict.sha256) is None


def test_a_validator_that_breaks_off_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever kills the worker is no verdict."""
    monkeypatch.setattr(judging, "WORKER", "designer.specs.validation.no_such_worker")
    verdict = judged(tmp_path, a_document())
    assert (verdict.outcome, verdict.problems[0].judged) == ("unjudged", False)
    assert "broke off" in verdict.problems[0].message


def test_a_folder_full_of_modules_is_not_imported_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a document may hold anybody's files."""
    for name in ("json", "jsonschema", "designer"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert judged(tmp_path, a_document()).outcome == "valid"


@pytest.mark.parametrize(
    ("text", "fact"),
    [("<html></html>", "an HTML page"), ("{", "not valid JSON"), ('{"type": "object"}', "no OpenAPI document"), ("", "an empty file")],
)
def test_what_is_no_document_is_refused(tmp_path: Path, text: str, fact: str) -> None:
    """It is the input that is wrong, so it is an error with a next step."""
    with pytest.raises(DescriptionError, match=fact) as caught:
        judged(tmp_path, text)
    assert caught.value.next_step


def test_a_verdict_is_kept_by_the_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time no validator is started, and `known_verdict` knows; another validator's verdict does not count."""
    first = judged(tmp_path, with_schema({"type": "oops"}))
    monkeypatch.setattr(judging, "WORKER", "designer.specs.validation.no_such_worker")
    assert judged(tmp_path, with_schema({"type": "oops"})) == first
    known = known_verdict(first.sha256)
    assert known is not None
    assert known.problems == first.problems
    kept = tmp_path / "cache" / "verdicts" / f"{first.sha256}.json"
    kept.write_text(kept.read_text().replace(first.tool, "openapi-spec-validator 0.0.1"))
    assert known_verdict(first.sha256) is None


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"form": 1, "verdict": 3}', '{"form": 1, "verdict": {"problems": [{"x": 1}]}}', "\x00"]
)
def test_a_broken_file_of_the_cache_is_made_again(tmp_path: Path, text: str) -> None:
    """Nothing in the cache can stop a run."""
    first = judged(tmp_path, a_document())
    kept = tmp_path / "cache" / "verdicts" / f"{first.sha256}.json"
    kept.write_text(text)
    assert known_verdict(first.sha256) is None
    assert judged(tmp_path, a_document()).outcome == "valid"
    assert known_verdict(first.sha256) is not None


@pytest.mark.usefixtures("at_once")
def test_a_verdict_depends_on_the_files_beside_the_document(tmp_path: Path) -> None:
    """A changed neighbour makes it new; the fault is told in its own file, with its line."""
    order = tmp_path / "order.json"
    order.write_text('{"type": "boolean",\n "default": true}')
    document = with_schema({"$ref": "order.json"})
    first = judged(tmp_path, document)
    assert first.outcome == "valid"
    assert known_verdict(first.sha256) is None
    assert known_verdict(first.sha256, folder=tmp_path) is not None
    order.write_text('{"type": "boolean",\n "default": 1}')
    assert known_verdict(first.sha256, folder=tmp_path) is None
    second = judged(tmp_path, document)
    assert second.outcome == "invalid"
    assert [(problem.file, problem.pointer, problem.line) for problem in second.problems] == [("order.json", "#/default", 2)]


def test_the_finding_counts_and_leads_to_the_command() -> None:
    """`design` says that the full validation found errors, and where they are listed."""
    problems = tuple(Problem(pointer=f"#/{one}", message=f"{one} is odd", next_step="Mend it.", more=1) for one in "abcd")
    verdict = Verdict(file="", sha256="0", outcome="invalid", problems=problems, more=2, tool="openapi-spec-validator 1")
    (finding,) = verdict_findings(verdict, file="crm.yaml")
    assert (finding.code, finding.severity, finding.spec and finding.spec.pointer) == ("SPEC108", "warning", "#/a")
    assert finding.message == (
        "The full validation (openapi-spec-validator 1) found 10 errors: a is odd; b is odd; c is odd; …. "
        "`designer specs validate crm.yaml` lists them with their places."
    )


def test_progress_is_told(tmp_path: Path) -> None:
    """Something is said while the validator works."""
    said: list[str] = []
    path = tmp_path / "orders.json"
    path.write_text(json.dumps(a_document()))
    validate_file(path, seconds=60, tell=said.append)
    assert said[0] == f"Validating {path}"


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no groups of processes here")
def test_the_worker_is_gone_after_an_interruption(tmp_path: Path) -> None:
    """Ctrl-C ends the validator too."""
    started: list[str] = []

    def interrupted(text: str) -> None:
        started.append(text)
        raise KeyboardInterrupt

    path = tmp_path / "orders.json"
    path.write_text(json.dumps(a_document()))
    with pytest.raises(KeyboardInterrupt):
        validate_file(path, seconds=60, tell=interrupted)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
