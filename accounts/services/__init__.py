"""What changes an account."""

from accounts.services.credentials import (
    begin_enrolment,
    change_password,
    close_account,
    code_device,
    device_to_enrol,
    end_sessions,
    open_account,
    reset_second_factor,
    unlock,
    verify_code,
    void_password,
    wrong_current_password,
)
from accounts.services.failures import code_failed, sign_in_failed
from accounts.services.handing_out import (
    end_plain_links,
    hand_out_code,
    hand_out_link,
    open_link,
    use_code,
    use_link,
)
from accounts.services.installing import is_marked_production, mark_production
from accounts.services.telling import read_all, tell, unread

__all__ = [
    "begin_enrolment",
    "change_password",
    "close_account",
    "code_device",
    "code_failed",
    "device_to_enrol",
    "end_plain_links",
    "end_sessions",
    "hand_out_code",
    "hand_out_link",
    "is_marked_production",
    "mark_production",
    "open_account",
    "open_link",
    "read_all",
    "reset_second_factor",
    "sign_in_failed",
    "tell",
    "unlock",
    "unread",
    "use_code",
    "use_link",
    "verify_code",
    "void_password",
    "wrong_current_password",
]
