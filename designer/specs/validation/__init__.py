"""Whether a document is what OpenAPI asks: the fast look at every load, and the full verdict when it is asked for."""
