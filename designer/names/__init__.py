"""Names and texts of untrusted documents, made safe: identifiers, literals, Markdown, field paths."""
