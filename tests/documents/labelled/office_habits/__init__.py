"""Habits of offices that spoil figures: two facts in a cell, mixed measures, lists of units, what is struck or hidden.

110 documents made by code, in three rounds, each with its labels written before the reader saw one and after the mending of
the round before. Blind, entirely right: 46 of the first 74 (56 silent misses, 31 things made up, in quantities, projects,
units, false alarms; one document by a fault of its maker), 13 of the next 21 (i… and j…; 20 silent, 1 made up), 7 of the
last 15 (k…; 8 silent, 7 made up, the most of them by a fault of one document's maker). Now 105 are right; the others are in
`MISSED`, each a value left blank, none a wrong one. Labels changed after the reading, because they were wrong by a written
rule or the document's own words: the period of 三季度; two titles of ten things over three, of which a finding is due; a
promise of 1500元 each, and a sentence between tables that may be told.
"""
