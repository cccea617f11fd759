"""The tests; the builders of nouns are imported from here."""
