"""Files of any kind to parsed documents, the places in them, and what is broken there."""
