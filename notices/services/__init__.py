"""Every change of a notice. Keyword-only, atomic, audited; the moment comes from the caller."""

from notices.services.drafting import discard_notice, edit_notice, start_correction, start_notice
from notices.services.ending import ask_to_seal, seal_notice, withdraw_notice
from notices.services.explaining import explain_points
from notices.services.looking import look_at_rows
from notices.services.outside import note_outside
from notices.services.paper_signing import PaperSignature, reply_to_paper
from notices.services.pictures import (
    Words,
    offer_picture,
    publish_picture,
    refuse_picture,
    release_picture,
    show_in_head,
    take_back_picture,
    take_down_picture,
)
from notices.services.publishing import publish_notice
from notices.services.reviewing import approve_notice, return_to_draft, send_to_review
from notices.services.sealing_again import replay_seals, seals_not_replayed
from notices.services.sealing_plans import ask_to_seal_plan, seal_plan
from notices.services.taking_over import VouchedSigns, bring_over_notice, undrawn_signs
from notices.services.text_patterns import save_pattern
from notices.services.vouching import vouch_for_signs

__all__ = [
    "PaperSignature",
    "VouchedSigns",
    "Words",
    "approve_notice",
    "ask_to_seal",
    "ask_to_seal_plan",
    "bring_over_notice",
    "discard_notice",
    "edit_notice",
    "explain_points",
    "look_at_rows",
    "note_outside",
    "offer_picture",
    "publish_notice",
    "publish_picture",
    "refuse_picture",
    "release_picture",
    "replay_seals",
    "reply_to_paper",
    "return_to_draft",
    "save_pattern",
    "seal_notice",
    "seal_plan",
    "seals_not_replayed",
    "send_to_review",
    "show_in_head",
    "start_correction",
    "start_notice",
    "take_back_picture",
    "take_down_picture",
    "undrawn_signs",
    "vouch_for_signs",
    "withdraw_notice",
]
