"""A district's year as a folder that opens without the portal and can be verified by standard Python alone.

year_archive   which pages and files, their links, the list of digests
verify         the script that goes along into the folder
"""

from publicity.archiving.year_archive import Archived, ArchiveRefused, archive_year

__all__ = ["ArchiveRefused", "Archived", "archive_year"]
