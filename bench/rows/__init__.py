"""The comparisons, one file for each thing that a person waits for."""
