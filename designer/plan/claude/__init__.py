"""The planner that asks Claude: prompts and slices of the documents go out, designs come back and are checked here."""
