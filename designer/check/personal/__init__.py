"""Personal data: which fields hold it, and where a design sends it."""
