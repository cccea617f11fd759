"""Everything that a design names, looked up once: what a step calls, a source reads, a target fills, a body must hold."""
