"""What rules draw on: likeness, units, names, samples, codes of standards, rights, what platforms can do."""
