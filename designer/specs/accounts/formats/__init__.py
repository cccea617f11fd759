"""The answers in which vendors tell of an account's fields, one module for each vendor, and a plain JSON Schema."""
