"""Formats of marketplaces, banks, ads and couriers: declarative specs, one interpreter."""
