"""To follow: Atom feeds, a calendar a year, the map of the site for machines. Pure like the pages.

Each address says what was published and nothing else. What was corrected, withdrawn or sealed stays as an entry of
the same id that says so, so that a reader who fetched it learns of it.
"""
