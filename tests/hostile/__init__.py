"""Documents, briefs and designs of people who mean harm."""
