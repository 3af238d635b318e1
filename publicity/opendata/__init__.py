"""Open data: what is published, as JSON, CSV and OC4IDS. Pure like the pages; read only.

Everything here comes from `publicity.site.snapshots.Site`, which holds published plan versions and notices and nothing
else. Of a notice that was withdrawn, sealed or corrected the lists say so, and its figures stand in no series.
"""
