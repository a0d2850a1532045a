"""The formats that a document is drawn in, one per file."""
