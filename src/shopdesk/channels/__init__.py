"""Marketplace, bank, gateway, ads and courier formats: a declarative spec per file, read by one
interpreter.
"""
