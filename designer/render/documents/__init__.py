"""The documents of a starter: frozen views and the functions that make them from Design, Catalog and Report."""
