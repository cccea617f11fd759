"""What the words of a field's path mean, and what kind of value stands there."""
