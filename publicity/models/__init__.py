"""Public notices, their chain, and the objections to them."""

from publicity.models.generation import Generation
from publicity.models.notices import Notice, NoticeFile, NoticeHead, NoticePattern, NoticeStep
from publicity.models.objections import (
    Erasure,
    IdentityView,
    KeptText,
    Objection,
    ObjectionStep,
    Tally,
    UnitInquiry,
)
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
    "ObjectionStep",
    "SearchEntry",
    "Tally",
    "UnitInquiry",
]
