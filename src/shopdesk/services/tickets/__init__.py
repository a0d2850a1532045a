"""Tickets: what customers write, in which state it is, and what they are answered."""
