"""OpenAPI Overlays: corrections of a vendor's document, kept in files of their own and applied before it is read."""
