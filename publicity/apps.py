from django.apps import AppConfig


class PublicityConfig(AppConfig):
    name = "publicity"
    verbose_name = "公开"

    def ready(self) -> None:
        from projects.plan_notes import NOTES
        from publicity.outside_note import outside_note

        if outside_note not in NOTES:
            NOTES.append(outside_note)
