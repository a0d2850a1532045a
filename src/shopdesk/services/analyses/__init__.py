"""Analyses: questions that are asked of many orders at once, each in a file of its own."""
