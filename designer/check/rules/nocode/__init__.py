"""NC: what the no-code platforms cannot do."""
