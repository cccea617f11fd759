"""The Python of an api starter: frozen views of mappings, clients, flows, settings and their tests."""
