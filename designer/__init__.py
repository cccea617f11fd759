"""An integration designer: two systems' descriptions and a brief in, a checked design and a starter repository out."""

__version__ = "0.1.0"
