"""The nouns that flow through the run: frozen dataclasses, standard library only.

`Brief + Catalog -> Design -> Report -> Design' -> list[Artifact]`; every stage takes nouns and returns new ones.
"""
