"""The public site as a folder of files: written one by one, each at once, only where something changed.

assets         stylesheets, script and icons under the names the pages use
folder         the folder: what is there, writing, removing, the list of its files
export         all of it together
"""

from publicity.exporting.export import Outcome, export_site

__all__ = ["Outcome", "export_site"]
