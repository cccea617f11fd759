"""What a file that is no description holds instead, by its first characters or keys, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from designer.model.scalars import JsonObject


class Stranger(NamedTuple):
    """Something else than a description."""

    fact: str
    next_step: str


RAW = "Save the document itself: open the raw file on a code host, or look for a link named openapi.json or openapi.yaml."
CONVERT = "Look for the vendor's OpenAPI document, or convert this one to OpenAPI first."

STARTS = {
    "<!doctype html": Stranger("an HTML page, not an OpenAPI document", RAW),
    "<html": Stranger("an HTML page, not an OpenAPI document", RAW),
    "<?xml": Stranger("an XML document (a WSDL or a sitemap, perhaps), not an OpenAPI document", CONVERT),
    "<": Stranger("markup, not an OpenAPI document", RAW),
    "#%raml": Stranger("a RAML document, not an OpenAPI document", CONVERT),
    "%pdf": Stranger("a PDF file, not an OpenAPI document", RAW),
    "version https://git-lfs": Stranger("a Git LFS pointer, not the document", "Fetch the file with `git lfs pull`."),
}
KEYS = {
    "asyncapi": Stranger("an AsyncAPI document, which is not read", "Give the system's OpenAPI document; name its events in the brief."),
    "arazzo": Stranger("an Arazzo workflow, not an OpenAPI document", "Give the OpenAPI document that it refers to."),
    "overlay": Stranger("an OpenAPI Overlay, not a document of its own", "Give the OpenAPI document that it corrects."),
    "swaggerVersion": Stranger("a Swagger 1.x document, which is not read", "Convert it to OpenAPI 3 first."),
    "__schema": Stranger("a GraphQL introspection result, not an OpenAPI document", CONVERT),
}


def not_a_description(text: str) -> Stranger | None:
    """Return what *text* is when its first characters show that it is no JSON or YAML description."""
    start = text[:200].lstrip().lower()
    if not start:
        return Stranger("an empty file", "Fetch the document again, or give another file.")
    return next((stranger for mark, stranger in STARTS.items() if start.startswith(mark)), None)


def not_openapi(root: JsonObject) -> Stranger | None:
    """Return what a JSON object is when its keys show that it is something else than OpenAPI."""
    for key, stranger in KEYS.items():
        if key in root or (isinstance(root.get("data"), dict) and key in root["data"]):  # type: ignore[operator]
            return stranger
    info = root.get("info")
    if isinstance(info, dict) and ("_postman_id" in info or "getpostman" in str(info.get("schema", ""))):
        return Stranger("a Postman collection, not an OpenAPI document", "Export it as OpenAPI, or convert it first.")
    if isinstance(root.get("log"), dict) and "entries" in root["log"]:  # type: ignore[operator]
        return Stranger("a recording of a browser (HAR), not an OpenAPI document", RAW)
    return None


def is_openapi(root: Any) -> bool:
    """Tell whether a document says that it is OpenAPI 3.x or Swagger 2.0."""
    return isinstance(root, dict) and (isinstance(root.get("openapi"), str | float) or "swagger" in root)
