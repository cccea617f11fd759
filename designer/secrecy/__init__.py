"""Secrets in texts: how they are written, where one stands, and a text without them."""
