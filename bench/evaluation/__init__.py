"""How good designs are: each planner on each brief of which it is known what a right design holds."""
