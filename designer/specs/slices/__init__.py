"""The part of a description that a starter ships."""
