"""How a Catalog is made: documents of any accepted kind, read lazily into the nouns of `designer.model.spec`."""
