"""What is known of well-known vendors beside their own documents, from dated data files."""
