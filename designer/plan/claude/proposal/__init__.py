"""What Claude may propose: its notation, an existing design in it, and how a proposal becomes a design that keeps the facts."""
