"""What shops' own statistics tell of their visitors: one source per file, found by listing."""
