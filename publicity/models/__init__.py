"""What is derived from what is published: the generation of each district, its parts of pages about all districts, and
the entries of the search."""

from publicity.models.district_part import DistrictPart
from publicity.models.exported import ExportedDistrict
from publicity.models.generation import Generation
from publicity.models.search import SearchEntry

__all__ = ["DistrictPart", "ExportedDistrict", "Generation", "SearchEntry"]
