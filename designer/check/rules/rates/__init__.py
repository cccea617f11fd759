"""RATE: the calls that the volume makes, against what each system allows."""
