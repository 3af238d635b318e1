"""The notice as an office would keep it in Wagtail: a page with a lead and a table block. Copied into its project."""

from wagtail.admin.panels import FieldPanel
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page


class NoticePage(Page):
    lead = RichTextField(blank=True)
    body = StreamField([("table", TableBlock())], use_json_field=True)
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
