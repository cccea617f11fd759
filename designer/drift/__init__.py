"""What a design uses of its systems' documents, kept in design.lock and held against the documents of today."""
