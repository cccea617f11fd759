"""A part of a system's documents as one document of its own: some operations, and all that they reach."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from designer.specs.documents.grammar import below, without_strangers
from designer.specs.documents.library import Document, Library, Place, ReferenceProblem, escape, steps_of
from designer.specs.openapi.events import EVENT_MARK, EVENT_NAME
from designer.specs.openapi.operations import UNKNOWN_ENDPOINT
from designer.specs.openapi.quotas import EXTENSION
from designer.specs.openapi.source import METHODS, is_swagger, media_rank, texts
from designer.specs.proof import LAID_MARK, PROOF_MARK, proof_of
from designer.specs.schemas.keywords import is_sound
from designer.specs.schemas.shape import schema_name
from designer.specs.slices.choices import with_bounded_choices
from designer.specs.slices.translating import operation_in_openapi, scheme_in_openapi

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from designer.model.scalars import JsonObject
    from designer.model.spec import Operation

KEPT_EXTENSIONS = ("x-expansionResources", "x-ms-navigationProperty", "x-nullable", UNKNOWN_ENDPOINT, EVENT_MARK, PROOF_MARK, LAID_MARK)
"""Extensions that the readers know, beside those that tell of a quota; all others are left out."""
HOMES = {"components": 3, "definitions": 2, "parameters": 2, "responses": 2}
"""Where shared parts live, and how many steps of a pointer name one of them."""
SHELVES = {"parameter": "parameters", "response": "responses", "body": "requestBodies", "header": "headers", "schema": "schemas"}
INLINED = ("path_item", "operation", "callback", "content", "media", "encoding")


class Slice:
    """The document being cut; the main document's shared parts keep their pointers, foreign ones get a new home."""

    def __init__(self, library: Library, main: Document) -> None:
        """Cut from *main* and whatever it refers to."""
        self._library = library
        self._main = main
        self.result: dict[str, Any] = {}
        self._homes: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()
        self._waiting: list[tuple[list[str], Place, str]] = []

    @property
    def is_swagger(self) -> bool:
        """Tell whether the document cut from is Swagger 2.0."""
        return isinstance(self._main.root, dict) and "swagger" in self._main.root

    def add_operation(self, path: str, method: str, document: Document) -> dict[str, Any]:
        """Copy one operation with its path item's parameters and servers; return the copy, empty where it could not be read."""
        slot = Place(document, "#", document.root).at("paths", path)
        items = self.result.setdefault("paths", {})
        if is_swagger(document) and not self.is_swagger:
            self._add_translated(items, path, slot, method.lower())
        else:
            self._add_item(items, path, slot, (method.lower(),))
        operation = items[path].get(method.lower())
        if not isinstance(operation, dict):
            return {}
        if document is not self._main and self.is_swagger:
            for word in ("consumes", "produces"):
                operation.setdefault(word, document.root.get(word, ["application/json"]))
        return operation

    def add_object(self, operation: Operation, schema: Place) -> None:
        """Write an operation that stands for the unknown endpoint of an object, marked as what it is."""
        reference = {"$ref": self._home(schema, "schema")}
        parameters = [{"name": one.name, "in": one.location, "required": True} for one in operation.parameters]
        typed = [one | ({"type": "string"} if self.is_swagger else {"schema": {"type": "string"}}) for one in parameters]
        media = {"content": {"application/json": {"schema": reference}}}
        written: dict[str, Any] = {UNKNOWN_ENDPOINT: True, "summary": operation.summary, "security": [], "parameters": typed}
        if operation.bodies and self.is_swagger:
            written["parameters"].append({"name": "body", "in": "body", "schema": reference})
        elif operation.bodies:
            written["requestBody"] = media
        for response in operation.responses:
            told = {"schema": reference} if self.is_swagger else media
            written.setdefault("responses", {})[response.status] = {"description": response.description, **told}
        self.result.setdefault("paths", {}).setdefault(operation.path, {})[operation.method.lower()] = written

    def add_webhook(self, word: str, name: str, document: Document) -> None:
        """Copy a webhook, under the word (`webhooks`, `x-webhooks`) that the document uses."""
        slot = Place(document, "#", document.root).at(word, name)
        self._add_item(self.result.setdefault(word, {}), name, slot, METHODS)

    def add_schema(self, place: Place) -> None:
        """Copy a schema that no operation of the slice need reach."""
        self._home(place, "schema")

    def finish(self) -> JsonObject:
        """Copy all that was referred to, and what that refers to; return the document, its schemas in the order of their names."""
        while self._waiting:
            steps, place, kind = self._waiting.pop()
            _shelve(self.result, steps, self._copy(place, kind))
        for holder in (self.result.get("components", {}), self.result):
            for key in ("schemas", "definitions"):
                if isinstance(holder.get(key), dict):
                    holder[key] = dict(sorted(holder[key].items()))
        return with_bounded_choices(self.result)

    def _add_item(self, items: dict[str, Any], name: str, slot: Place, methods: Iterable[str]) -> None:
        try:
            item = self._library.follow(slot)
        except ReferenceProblem:
            items[name] = slot.value
            return
        copied = items.setdefault(name, {})
        for key, value in item.value.items():
            if key in ("summary", "description", "servers") or EXTENSION.match(key):
                copied[key] = value
            elif key == "parameters" and isinstance(value, list):
                copied[key] = [self._copy(item.at(key, index), "parameter") for index in range(len(value))]
            elif key == "additionalOperations" and isinstance(value, dict):
                wanted = {name: self._copy(item.at(key, name), "operation") for name in value if name.lower() in methods}
                copied[key] = copied.get(key, {}) | wanted
            elif key in methods:
                copied[key] = self._copy(item.at(key), "operation")

    def _add_translated(self, items: dict[str, Any], path: str, slot: Place, method: str) -> None:
        """Copy an operation of Swagger 2.0 into a document of OpenAPI 3."""
        try:
            item = self._library.follow(slot)
            place = self._library.follow(item.at(method))
        except (ReferenceProblem, KeyError):
            items[path] = {}
            return
        root: Any = place.document.root if is_swagger(place.document) else slot.document.root
        parameters = {(one.value.get("name"), one.value.get("in")): one for holder in (item, place) for one in self._parts(holder)}
        answers = place.value.get("responses")
        statuses = [(status, place.at("responses", status)) for status in answers] if isinstance(answers, dict) else []
        copied = {key: value for key, value in place.value.items() if not key.startswith("x-") or is_known_extension(key)}
        responses = {status: self._copy(found, "response") for status, slot in statuses if (found := self._followed(slot)) is not None}
        items.setdefault(path, {})[method] = operation_in_openapi(
            copied | {"responses": responses},
            [self._copy(one, "parameter") for one in parameters.values()],
            consumes=_preferred(place.value.get("consumes", root.get("consumes"))),
            produces=_preferred(place.value.get("produces", root.get("produces"))),
        )

    def _parts(self, holder: Place) -> Iterator[Place]:
        """Yield the parameters of an operation or a path item, references followed."""
        listed = holder.value.get("parameters") if isinstance(holder.value, dict) else None
        for index in range(len(listed) if isinstance(listed, list) else 0):
            found = self._followed(holder.at("parameters", index))
            if found is not None and isinstance(found.value, dict):
                yield found

    def _followed(self, place: Place) -> Place | None:
        try:
            return self._library.follow(place)
        except ReferenceProblem:
            return None

    def _copy(self, place: Place, kind: str) -> Any:
        """Return a part with its references led to where their targets stand in the slice."""
        value = place.value
        if not isinstance(value, dict):
            return value
        result = {key: item for key, item in value.items() if not key.startswith("x-") or kind == "callback" or is_known_extension(key)}
        if kind == "schema":
            result = {word: item for word, item in result.items() if is_sound(word, item)}
            proof = proof_of(place.document, place.pointer)
            if proof:
                result[PROOF_MARK] = proof
        for steps, inner in below(place, kind):
            _put(result, value, steps, self._copy(place.at(*steps), inner))
        result = without_strangers(result, kind)
        if isinstance(value.get("$ref"), str):
            return self._referring(place, result, kind)
        if kind == "schema" and isinstance(value.get("discriminator"), dict):
            result["discriminator"] = self._discriminator(place)
        return result

    def _referring(self, place: Place, result: dict[str, Any], kind: str) -> Any:
        try:
            target = self._library.target(place, place.value["$ref"])
        except ReferenceProblem:
            return result
        if kind in INLINED:
            copied = self._copy(target, kind)
            return {**copied, **{key: item for key, item in result.items() if key != "$ref"}} if isinstance(copied, dict) else copied
        return {**result, "$ref": self._home(target, kind)}

    def _discriminator(self, place: Place) -> Any:
        discriminator = place.value["discriminator"]
        mapping = discriminator.get("mapping")
        if not isinstance(mapping, dict):
            return discriminator
        moved = {}
        for value, reference in mapping.items():
            try:
                written = reference if "/" in reference or "#" in reference or "." in reference else f"#/components/schemas/{reference}"
                moved[value] = self._home(self._library.target(place, written), "schema")
            except (ReferenceProblem, TypeError):
                continue
        return {**discriminator, "mapping": moved}

    def _home(self, target: Place, kind: str) -> str:
        """Return the pointer at which a target stands in the slice, copying it there first."""
        steps = steps_of(target.pointer)
        depth = HOMES.get(steps[0], 0) if steps else 0
        if target.document is self._main and depth and len(steps) >= depth:
            self._keep(steps[:depth], kind if len(steps) == depth else _kind_of(steps[:depth]))
            return target.pointer
        if target.key not in self._homes:
            shelf = self._shelf(kind)
            name = self._free_name(shelf, schema_name(target.pointer) or _plain_name(target))
            pointer = f"#/{'/'.join(shelf)}/{escape(name)}"
            self._homes[target.key] = pointer
            self._waiting.append(([*shelf, name], target, kind))
        return self._homes[target.key]

    def _keep(self, steps: list[str], kind: str) -> None:
        pointer = "#" + "".join(f"/{escape(step)}" for step in steps)
        if pointer in self._taken:
            return
        self._taken.add(pointer)
        place = self._library.place(self._main.file, pointer)
        if place is not None:
            self._waiting.append((steps, place, kind))

    def _shelf(self, kind: str) -> list[str]:
        shelf = SHELVES.get(kind, "schemas")
        if self.is_swagger:
            return ["definitions" if shelf == "schemas" else shelf]
        return ["components", shelf]

    def _free_name(self, shelf: list[str], wanted: str) -> str:
        root: Any = self._main.root
        for step in shelf:
            root = root.get(step, {}) if isinstance(root, dict) else {}
        named = root if isinstance(root, dict) else ()
        taken = {*named, *(steps_of(pointer)[-1] for pointer in self._homes.values())}
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}_{number}"
        return name


def cut(library: Library, documents: Sequence[Document], used_schemes: set[str]) -> Slice:
    """Return a slice of the first document that holds what every operation needs: version, title, addresses, ways to sign in."""
    main = documents[0]
    made = Slice(library, main)
    root: Any = main.root
    version = "swagger" if made.is_swagger else "openapi"
    info = root.get("info") if isinstance(root.get("info"), dict) else {}
    made.result[version] = root[version]
    made.result["info"] = {"title": info.get("title", ""), "version": str(info.get("version", ""))}
    for key in ("servers", "host", "basePath", "schemes", "consumes", "produces", "security"):
        if key in root:
            made.result[key] = root[key]
    made.result["paths"] = {}
    for document in documents:
        _add_schemes(made, document.root, used_schemes)
    return made


def _add_schemes(made: Slice, root: Any, used: set[str]) -> None:
    """Copy the ways to sign in that are used; of two with the same name the first holds."""
    home = root if "swagger" in root else root.get("components")
    declared = home.get("securityDefinitions" if "swagger" in root else "securitySchemes") if isinstance(home, dict) else None
    steps = ["securityDefinitions"] if made.is_swagger else ["components", "securitySchemes"]
    for name, scheme in declared.items() if isinstance(declared, dict) else ():
        if name in used:
            holder = made.result
            for step in steps:
                holder = holder.setdefault(step, {})
            holder.setdefault(name, scheme_in_openapi(scheme) if "swagger" in root and not made.is_swagger else scheme)


def _put(result: dict[str, Any], original: dict[str, Any], steps: tuple[str | int, ...], part: Any) -> None:
    """Set a copied part; the containers on the way are copied first, so that the document itself stays as it is."""
    if len(steps) == 1:
        result[str(steps[0])] = part
        return
    key, last = str(steps[0]), steps[1]
    if result[key] is original[key]:
        result[key] = original[key].copy()
    result[key][last] = part


def _shelve(root: dict[str, Any], steps: list[str], value: Any) -> None:
    for step in steps[:-1]:
        root = root.setdefault(step, {})
    root[steps[-1]] = value


def _plain_name(target: Place) -> str:
    """Name a part after the file or the last step that it was found under."""
    last = steps_of(target.pointer)[-1] if steps_of(target.pointer) else target.document.file.rsplit("/", 1)[-1].split(".")[0]
    return re.sub(r"[^A-Za-z0-9._-]", "_", last) or "part"


def is_known_extension(key: str) -> bool:
    """Tell whether the readers make something of an extension."""
    return key in KEPT_EXTENSIONS or any(known.match(key) for known in (EXTENSION, EVENT_NAME))


def _preferred(media_types: Any) -> tuple[str, ...]:
    return tuple(sorted(texts(media_types), key=media_rank))


def _kind_of(steps: list[str]) -> str:
    shelf = steps[-2]
    return next((kind for kind, name in SHELVES.items() if name == shelf), "schema")
