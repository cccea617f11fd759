"""An OpenAPI document in the manner of a large OData service: `synthetic.py SETS FILE` writes it as YAML, four operations for each set.

Made, not copied, and the same each time: entity sets with list, create, read and update; query options as shared
parameters; entities that stand on a base by `allOf`; nullable references; answers under `2XX`; pages by `@odata.nextLink`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# fmt: off
WORDS = (
    "account", "agreement", "alert", "application", "approval", "asset", "attachment", "audit", "booking", "calendar", "campaign",
    "channel", "claim", "contact", "contract", "conversation", "customer", "dashboard", "delivery", "device", "directory", "document",
    "drive", "employee", "event", "expense", "folder", "group", "incident", "invoice", "item", "job", "ledger", "license", "list",
    "meeting", "member", "message", "notebook", "order", "organization", "page", "payment", "permission", "plan", "policy", "product",
    "profile", "project", "property", "quote", "receipt", "region", "report", "request", "resource", "risk", "role", "room", "rule",
    "schedule", "section", "segment", "service", "session", "setting", "shift", "site", "subscription", "supplier", "task", "team",
    "template", "ticket", "transfer", "user", "vendor", "warehouse", "workflow",
)
# fmt: on
HEAD = """openapi: 3.0.4
info:
  title: Synthetic directory service
  description: Made by a script; describes nothing real.
  version: v1.0
servers:
  - url: https://service.example/v1.0
security:
  - oauth: []
paths:
"""
PATHS = """  /NAMEs:
    description: Provides operations to manage the collection of NAME entities of the directory.
    get:
      tags: [NAMEs.NAME]
      summary: List NAME entities
      description: Retrieve a list of the NAME objects of the directory and their properties.
      operationId: NAMEs.NAME.List
      parameters:
        - $ref: '#/components/parameters/top'
        - $ref: '#/components/parameters/skip'
        - $ref: '#/components/parameters/search'
        - $ref: '#/components/parameters/filter'
        - $ref: '#/components/parameters/count'
        - name: $select
          in: query
          description: Select properties to be returned
          style: form
          explode: false
          schema:
            uniqueItems: true
            type: array
            items:
              type: string
        - name: $expand
          in: query
          description: Expand related entities
          style: form
          explode: false
          schema:
            uniqueItems: true
            type: array
            items:
              type: string
      responses:
        2XX:
          description: Retrieved collection
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/directory.NAMECollectionResponse'
        4XX:
          $ref: '#/components/responses/error'
        5XX:
          $ref: '#/components/responses/error'
      x-ms-pageable:
        nextLinkName: '@odata.nextLink'
        operationName: listMore
    post:
      tags: [NAMEs.NAME]
      summary: Create a new NAME
      operationId: NAMEs.NAME.Create
      requestBody:
        description: New entity
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/directory.NAME'
        required: true
      responses:
        2XX:
          description: Created entity
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/directory.NAME'
        4XX:
          $ref: '#/components/responses/error'
        5XX:
          $ref: '#/components/responses/error'
  /NAMEs/{NAME-id}:
    description: Provides operations to manage the collection of NAME entities of the directory.
    parameters:
      - name: NAME-id
        in: path
        description: The unique identifier of NAME
        required: true
        schema:
          type: string
    get:
      tags: [NAMEs.NAME]
      summary: Get one NAME by its key
      description: Retrieve the properties and relationships of a NAME object.
      operationId: NAMEs.NAME.Get
      parameters:
        - name: $select
          in: query
          description: Select properties to be returned
          style: form
          explode: false
          schema:
            uniqueItems: true
            type: array
            items:
              type: string
      responses:
        2XX:
          description: Retrieved entity
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/directory.NAME'
        4XX:
          $ref: '#/components/responses/error'
        5XX:
          $ref: '#/components/responses/error'
    patch:
      tags: [NAMEs.NAME]
      summary: Update the NAME
      operationId: NAMEs.NAME.Update
      requestBody:
        description: New property values
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/directory.NAME'
        required: true
      responses:
        2XX:
          description: Success
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/directory.NAME'
        4XX:
          $ref: '#/components/responses/error'
        5XX:
          $ref: '#/components/responses/error'
"""
COMPONENTS = """components:
  responses:
    error:
      description: error
      content:
        application/json:
          schema:
            $ref: '#/components/schemas/odata.error'
  parameters:
    top: {name: $top, in: query, description: Show only the first n items, schema: {type: integer, minimum: 0}, example: 50}
    skip: {name: $skip, in: query, description: Skip the first n items, schema: {type: integer, minimum: 0}}
    search: {name: $search, in: query, description: Search items by search phrases, schema: {type: string}}
    filter: {name: $filter, in: query, description: Filter items by property values, schema: {type: string}}
    count: {name: $count, in: query, description: Include count of items, schema: {type: boolean}}
  securitySchemes:
    oauth:
      type: oauth2
      flows:
        authorizationCode:
          authorizationUrl: https://login.example/authorize
          tokenUrl: https://login.example/token
          scopes: {}
  schemas:
    directory.entity:
      title: entity
      type: object
      properties:
        id: {type: string, description: The unique identifier for an entity. Read-only.}
        '@odata.type': {type: string}
    odata.error:
      type: object
      required: [error]
      properties:
        error:
          type: object
          required: [code, message]
          properties:
            code: {type: string}
            message: {type: string}
            target: {type: string, nullable: true}
"""
SCHEMAS = """    directory.NAME:
      allOf:
        - $ref: '#/components/schemas/directory.entity'
        - title: NAME
          type: object
          properties:
            displayName:
              type: string
              description: The name shown for the NAME. Supports $filter and $orderby.
              nullable: true
            mail:
              type: string
              format: email
              description: The address at which the NAME is reached.
              nullable: true
            createdDateTime:
              pattern: '^[0-9]{4,}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}([.][0-9]{1,12})?Z$'
              type: string
              description: When the NAME was made, in UTC. Read-only.
              format: date-time
              readOnly: true
            state:
              title: NAMEState
              enum: [draft, active, archived, unknownFutureValue]
              type: string
            quantity:
              maximum: 2147483647
              minimum: -2147483648
              type: number
              format: int32
              nullable: true
            labels:
              type: array
              items:
                type: string
            owner:
              anyOf:
                - $ref: '#/components/schemas/directory.OTHER'
                - type: object
                  nullable: true
      x-ms-discriminator-value: '#directory.NAME'
    directory.NAMECollectionResponse:
      title: Collection of NAME
      type: object
      properties:
        '@odata.count':
          type: integer
          format: int64
          nullable: true
        '@odata.nextLink':
          type: string
          nullable: true
        value:
          type: array
          items:
            $ref: '#/components/schemas/directory.NAME'
"""


def document(sets: int) -> Iterator[str]:
    """Yield the document of so many entity sets in pieces."""
    yield HEAD
    for number in range(sets):
        yield PATHS.replace("NAME", name_of(number))
    yield COMPONENTS
    for number in range(sets):
        yield SCHEMAS.replace("NAME", name_of(number)).replace("OTHER", name_of(number // 4))


def name_of(number: int) -> str:
    """Return the name of an entity set: words, and its number so that no other has it."""
    first, second = WORDS[number % len(WORDS)], WORDS[(number // len(WORDS) + number * 5 + 1) % len(WORDS)]
    return f"{first}{second.capitalize()}{number}"


def main() -> None:
    """Write the document."""
    with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
        file.writelines(document(int(sys.argv[1])))


if __name__ == "__main__":
    main()
