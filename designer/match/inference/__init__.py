"""What must happen to a value so that one field can fill another."""
