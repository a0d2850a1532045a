"""The performance tables: our work beside a raw floor and a peer, in ratios. Never a timed test."""
