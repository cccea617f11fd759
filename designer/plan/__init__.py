"""How a Design is proposed: style, flows, warehouse."""
