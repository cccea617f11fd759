"""Which findings are told, and how their places are named: codes chosen, comments in the design, a baseline, no secrets."""
