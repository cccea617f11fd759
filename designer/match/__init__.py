"""How what is asked for is found: fields that mean the same, transforms between them, operations that a sentence names."""
