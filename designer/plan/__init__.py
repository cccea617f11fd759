"""How a Design is proposed: style, flows, warehouse; without a key and, later, with one."""
