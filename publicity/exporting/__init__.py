"""The public site as a folder of files: written one by one, each at once, only where something changed.

assets         stylesheets, script and icons under the names the pages use
folder         the folder: what is there, writing, removing, the list of its files
export         all of it together
watching       the folder follows what is published
"""

from publicity.exporting.export import Outcome, export_site
from publicity.exporting.watching import Watcher, watched_at

__all__ = ["Outcome", "Watcher", "export_site", "watched_at"]
