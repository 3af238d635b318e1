"""PDF files with text: what is drawn on their pages, put together again as paragraphs and tables.

`process` has PDFium look at the file in a process of its own; `ink` is what it finds: signs and ruled lines. `ruled`
makes tables of ruled lines, `aligned` of columns that only stand apart, `joining` puts together what pages broke.
"""
