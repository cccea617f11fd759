"""Design and Catalog to Artifacts: views of frozen dataclasses, printed by the templates of a style."""
