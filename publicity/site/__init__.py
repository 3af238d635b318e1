"""The public site: pure functions from published snapshots to finished pages.

    snapshots   the values a page may know: districts, published plans, published notices
    pages       one function per page: Site -> Page (path, title, bytes)
    the rest    small pure modules the pages are built from: figures, window, phases, tracks, …

Nothing here reads a model, a setting, the clock or a request. The app serves these bytes and the export writes
them; same inputs, same bytes.
"""
