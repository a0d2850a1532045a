"""Sheets that tell of products, prices, stock and deliveries: declarative specs, one reader."""
