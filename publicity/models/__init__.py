"""Public notices, their chain, and the objections to them."""

from publicity.models.generation import Generation
from publicity.models.notices import Notice, NoticeFile, NoticeHead, NoticePattern, NoticeStep
from publicity.models.objections import IdentityView, Objection, ObjectionStep

__all__ = [
    "Generation",
    "IdentityView",
    "Notice",
    "NoticeFile",
    "NoticeHead",
    "NoticePattern",
    "NoticeStep",
    "Objection",
    "ObjectionStep",
]
