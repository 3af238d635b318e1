"""To follow: Atom feeds, a calendar a year, the map of the site for machines. Pure like the pages.

    every_path(site)                  every address below, for the export and the crawl
    resource_at_path(site, path)      its bytes as a Page; raises NoSuchPage
    every_resource(site)              both in one

Each address says what was published and nothing else. What was corrected, withdrawn or sealed stays as an entry of
the same id that says so, so that a reader who fetched it learns of it.
"""

from publicity.feeds.routes import every_path, every_resource, paths_of, resource_at_path

__all__ = ["every_path", "every_resource", "paths_of", "resource_at_path"]
