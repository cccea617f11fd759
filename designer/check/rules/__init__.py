"""The rules, one function each, one file for each thing they look at."""
