"""One operation of a Swagger 2.0 document in the words of OpenAPI 3, for a slice that holds operations of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.specs.openapi.security import FLOWS
from designer.specs.openapi.serialisation import form_types, serialisation_of

if TYPE_CHECKING:
    from collections.abc import Sequence

JSON = "application/json"
KEPT = ("name", "in", "description", "required", "deprecated", "example")
"""What stands beside a parameter's schema in OpenAPI 3; all else that Swagger 2.0 writes there is the schema."""
LEFT_OUT = ("collectionFormat", "allowEmptyValue", "schema", *KEPT)


def operation_in_openapi(
    operation: dict[str, Any], parameters: Sequence[dict[str, Any]], *, consumes: Sequence[str], produces: Sequence[str]
) -> dict[str, Any]:
    """Return the operation with its body, form and answers as OpenAPI 3 has them; *parameters* are all of its, without references."""
    result = {key: value for key, value in operation.items() if key not in ("parameters", "responses", "consumes", "produces", "schemes")}
    plain = [parameter_in_openapi(one) for one in parameters if one.get("in") not in ("body", "formData")]
    if plain:
        result["parameters"] = plain
    body = _body(parameters, consumes)
    if body:
        result["requestBody"] = body
    responses = operation.get("responses")
    if isinstance(responses, dict):
        result["responses"] = {status: response_in_openapi(one, produces) for status, one in responses.items()}
    return result


def parameter_in_openapi(parameter: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter with its schema apart and its collection format as a style."""
    types = [parameter["type"]] if isinstance(parameter.get("type"), str) else []
    style, explode = serialisation_of(parameter, types, location=str(parameter.get("in")), is_swagger=True)
    written = {"style": style, "explode": explode} if style else {}
    return {**{key: parameter[key] for key in KEPT if key in parameter}, **written, "schema": _schema(parameter)}


def response_in_openapi(response: Any, produces: Sequence[str]) -> Any:
    """Return an answer whose schema stands under its media type."""
    if not isinstance(response, dict):
        return response
    result = {key: value for key, value in response.items() if key not in ("schema", "headers", "examples")}
    if isinstance(response.get("schema"), dict):
        result["content"] = {(produces or (JSON,))[0]: {"schema": response["schema"]}}
    headers = response.get("headers")
    if isinstance(headers, dict):
        result["headers"] = {name: {"schema": _schema(one)} for name, one in headers.items() if isinstance(one, dict)}
    return result


def scheme_in_openapi(scheme: Any) -> Any:
    """Return a way to sign in."""
    if not isinstance(scheme, dict):
        return scheme
    if scheme.get("type") == "basic":
        return {**scheme, "type": "http", "scheme": "basic"}
    if scheme.get("type") == "oauth2" and isinstance(scheme.get("flow"), str):
        flow = {key: scheme[key] for key in ("authorizationUrl", "tokenUrl") if key in scheme} | {"scopes": scheme.get("scopes", {})}
        rest = {key: value for key, value in scheme.items() if key not in ("flow", "authorizationUrl", "tokenUrl", "scopes")}
        return {**rest, "flows": {FLOWS.get(scheme["flow"], scheme["flow"]): flow}}
    return scheme


def _body(parameters: Sequence[dict[str, Any]], consumes: Sequence[str]) -> dict[str, Any]:
    body = next((one for one in parameters if one.get("in") == "body" and isinstance(one.get("schema"), dict)), None)
    if body is not None:
        content = {media_type: {"schema": body["schema"]} for media_type in consumes or (JSON,)}
        return {"content": content, "required": body.get("required") is True}
    form = [one for one in parameters if one.get("in") == "formData"]
    if not form:
        return {}
    required = [one["name"] for one in form if one.get("required") is True]
    schema = {"type": "object", "properties": {one["name"]: _member(one) for one in form}, "required": required}
    media = {"schema": schema, "encoding": _encoding(form)}
    return {"content": dict.fromkeys(form_types(form, consumes), media), "required": bool(required)}


def _encoding(form: Sequence[dict[str, Any]]) -> dict[str, Any]:
    lists = [one for one in form if one.get("type") == "array"]
    told = {one["name"]: serialisation_of(one, ["array"], location="formData", is_swagger=True) for one in lists}
    return {name: {"style": style, "explode": explode} for name, (style, explode) in told.items()}


def _member(parameter: dict[str, Any]) -> dict[str, Any]:
    """Return a form's parameter as a member of the body: what is said beside its schema is said in it."""
    return _schema(parameter) | {key: parameter[key] for key in ("description", "deprecated", "example") if key in parameter}


def _schema(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = {key: value for key, value in parameter.items() if key not in LEFT_OUT}
    if isinstance(parameter.get("schema"), dict):
        return {**parameter["schema"], **schema}
    return schema | {"type": "string", "format": "binary"} if schema.get("type") == "file" else schema
