"""Open data: what is published, as JSON, CSV and OC4IDS. Pure like the pages; read only.

    every_path(site)                  every address under /api/, for the export and the crawl
    resource_at_path(site, path)      its bytes as a Page; raises NoSuchPage
    every_resource(site)              both in one

Everything here comes from `publicity.site.snapshots.Site`, which holds published plan versions and notices and nothing
else. Of a notice that was withdrawn, sealed or corrected the lists say so, and its figures stand in no series.
"""

from publicity.opendata.routes import every_path, every_resource, paths_of, resource_at_path

__all__ = ["every_path", "every_resource", "paths_of", "resource_at_path"]
