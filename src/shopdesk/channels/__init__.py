"""Marketplace, bank, gateway, ads and courier formats: one declarative spec per file, one interpreter."""
