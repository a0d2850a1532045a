"""Parts of reports: each file turns one analysis into headings, tables and charts, in words."""
