"""Bytes of a file to its paragraphs and grids, whatever its name claims.

`opening.load` is the door, `rows.load_rows` the quick one for long plain sheets; `documents.bounded` has both in a
process of their own for files from outside.
"""
