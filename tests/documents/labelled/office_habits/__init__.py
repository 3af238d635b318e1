"""Habits of offices that spoil figures: two facts in a cell, mixed measures, lists of units, what is struck or hidden.

95 documents made by code, in two rounds; labels were written before the reader saw one. Blind, 46 of the first 74 were
entirely right (56 silent misses, 31 things made up, in quantities, projects, units, false alarms; one of them by a fault of
the document's maker) and, after that round's mending, 13 of the 21 of the second (i… and j…; 20 silent misses, 1 made up).
Now 91 are right; the others are in `MISSED`, each a value left blank, none a wrong one. Labels changed after the reading,
because they were wrong by a written rule or the document's own words: the period of 三季度; two titles of ten things over
three, of which a finding is due; a promise of 1500元 each, and a sentence between tables that may be told.
"""
