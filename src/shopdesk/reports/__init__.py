"""What is handed out: one report per file, and the papers of the packing table."""
