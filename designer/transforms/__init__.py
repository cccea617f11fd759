"""What each transform does to types, how it reads as Python, and how it reads to a person."""
