"""Who says so: documents, passages, independent origins, shared wording."""
