"""What an office is asked to write in each field of a notice: beside the field, and in the checklist while it is blank."""

ASKED = {
    "signed_on": "落款的日期",
    "contact_name": "写明由谁接听、接待",
    "contact_phone": "带区号，如 023-12345678",
    "postal_address": "来信寄到哪里",
    "postal_code": "六位数字",
    "visiting_place": "到哪里当面反映",
    "visiting_hours": "什么时候接待，如 工作日9:00—12:00，14:00—17:30",
    "correction_reason": "为什么更正，改了什么。会写在公示页上。",
}
"""By the name of the column."""
