"""How a Design is proposed: the interface of all planners, and the planners."""
