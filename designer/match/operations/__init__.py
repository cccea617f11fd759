"""Which operations and events of a system a sentence means."""
