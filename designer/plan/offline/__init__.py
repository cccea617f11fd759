"""The planner that needs no model: stated thresholds, ranked operations, matched fields."""
