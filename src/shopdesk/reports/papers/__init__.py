"""Papers of the warehouse, set by typst: pick lists and packing slips.

A paper takes rows and returns a PDF; it asks no service and no store. Text reaches the typesetter
as data, never as markup, and the same rows always make the same bytes on the same machine.
"""
