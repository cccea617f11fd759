"""How a system gets into the registry of known systems, and how the registry's file is kept."""
