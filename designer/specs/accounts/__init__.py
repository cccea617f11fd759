"""Account metadata: what a user saved from an account of their own, laid over what the vendor's document leaves open."""
