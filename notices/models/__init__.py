"""Public notices, their steps and files, signatures on paper, and the heads of their chains."""

from notices.models.notices import Notice
from notices.models.outside import OutsidePage
from notices.models.paper import PaperReply, PaperSigning
from notices.models.pictures import Picture, PictureFile
from notices.models.records import NoticeFile, NoticeHead, NoticeStep
from notices.models.text_patterns import NoticePattern

__all__ = [
    "Notice",
    "NoticeFile",
    "NoticeHead",
    "NoticePattern",
    "NoticeStep",
    "OutsidePage",
    "PaperReply",
    "PaperSigning",
    "Picture",
    "PictureFile",
]
