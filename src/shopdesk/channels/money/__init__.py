"""What banks and payment gateways tell of money: one layout per file, found by listing."""
