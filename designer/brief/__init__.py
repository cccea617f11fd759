"""From what a person wrote to a Brief: forms, e-mails, tables, prose; what could not be read is said with its line."""
