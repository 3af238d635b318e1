"""Documents of our own in many layouts, each with a label by hand: what a careful clerk takes out of it.

`made_*.py` write the documents and labels into `cases/` (`python -m tests.documents.labelled.build`), `scoring.py` compares.
Places, people and sums are invented. Labels were written before the reader saw a document, and never after its answers.
"""
