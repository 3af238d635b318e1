"""Public notices, their chain, and the objections to them."""

from publicity.models.generation import Generation
from publicity.models.inquiries import UnitInquiry
from publicity.models.keeping import Erasure, KeptText, ObjectionScan, Tally
from publicity.models.notices import Notice
from publicity.models.objection_trail import IdentityView, ObjectionStep
from publicity.models.objections import Objection
from publicity.models.patterns import NoticePattern
from publicity.models.records import NoticeFile, NoticeHead, NoticeStep
from publicity.models.search import SearchEntry

__all__ = [
    "Erasure",
    "Generation",
    "IdentityView",
    "KeptText",
    "Notice",
    "NoticeFile",
    "NoticeHead",
    "NoticePattern",
    "NoticeStep",
    "Objection",
    "ObjectionScan",
    "ObjectionStep",
    "SearchEntry",
    "Tally",
    "UnitInquiry",
]
