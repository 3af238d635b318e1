"""The tags of the site and of the look, as templates use them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError

from publicity.site.qr import qr_code
from publicity.site.rendering import page_at
from publicity.templatetags import look, site


def rendered(text: str, **context: object) -> str:
    return Template("{% load site look %}" + text).render(Context(context))


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("58258735", "58258735"),
        ("023-58258735", "02358258735"),
        ("023-58258735、023-58258736（工作时间）", "02358258735"),
        ("+86 23 5825 8735", "+862358258735"),
        ("023-58258735转8012", "02358258735"),
        ("请来访", ""),
    ],
)
def test_a_tap_calls_the_first_number(printed, address):
    assert site.tel(printed) == address


def test_days_and_moments_are_written_as_offices_do():
    assert site.cn_day(date(2025, 4, 1)) == "2025年4月1日"
    assert site.iso_day(date(2025, 4, 1)) == "2025-04-01"
    utc = datetime(2025, 4, 19, 16, 5, tzinfo=ZoneInfo("UTC"))
    assert site.clock(utc) == "2025-04-20 00:05"
    assert site.cn_day(None) == ""


def test_links_and_assets_are_relative_to_the_page_and_reach_inside_includes():
    template = "{% to '/wanzhou/' %} {% asset 'site.css' %}"
    with page_at("/wanzhou/2025/"):
        assert rendered(template) == "../ ../../static/site.css"
    assert rendered(template) == "/wanzhou/ /static/site.css"


def test_every_standing_has_its_own_shape_and_word():
    shapes = {light.css: look.ICONS[light.css][1] for light in look.STANDINGS.values()}
    assert len(set(shapes.values())) == len(shapes)
    assert "偏慢" in rendered("{% standing 'slow' %}")
    assert "2025年6月补齐" in rendered("{% standing 'made_up' '2025年6月补齐' %}")


def test_nothing_this_period_replaces_the_words_and_keeps_the_mark():
    shown = rendered("{% state 'approved' nothing=True %}")
    assert "本期无进展" in shown
    assert "state--ok" in shown


def test_a_wrapper_keeps_its_content_and_escapes_its_title():
    shown = rendered(
        "{% alert 'warn' title %}<p>{{ words }}</p>{% endalert %}", title="<b>", words="<i>"
    )
    assert "alert--warn" in shown
    assert "<p>&lt;i&gt;</p>" in shown
    assert "<b>&lt;b&gt;</b>" in shown
    with pytest.raises(TemplateSyntaxError):
        rendered("{% panel 'a' 'b' %}{% endpanel %}")


class Short(forms.Form):
    words = forms.CharField(
        label="哪里不对", help_text="写清时间", error_messages={"required": "请写明哪里不对"}
    )
    way = forms.ChoiceField(
        label="怎样答复", widget=forms.RadioSelect, choices=[("a", "电话"), ("b", "书信")]
    )
    seen = forms.BooleanField(label="看过说明", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("公示期已经结束")


def test_a_field_is_label_hint_error_control_and_described_by_both():
    shown = rendered("{{ form.words.as_field_group }}", form=Short({}))
    order = [shown.index(part) for part in ("哪里不对", "写清时间", "请写明哪里不对", "<input")]
    assert order == sorted(order)
    assert 'aria-describedby="id_words_helptext id_words_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'class="control"' in shown


def test_a_group_of_choices_is_a_fieldset_and_a_box_a_line():
    form = Short({})
    way = rendered("{{ form.way.as_field_group }}", form=form)
    assert "<fieldset" in way
    assert way.count('type="radio"') == 2
    assert '<label class="choice"' in rendered("{{ form.seen.as_field_group }}", form=form)
    assert rendered("{{ form.secret.as_field_group }}", form=form).startswith(
        '<input type="hidden"'
    )


def test_the_summary_links_every_error_and_tells_those_of_no_field():
    shown = rendered("{% error_summary form %}", form=Short({}))
    assert "还有 3 处需要改" in shown
    assert 'href="#id_words"' in shown
    assert "<li>公示期已经结束</li>" in shown
    assert rendered("{% error_summary form %}", form=Short()).strip() == ""


def test_the_qr_code_draws_the_very_modules_of_its_address():
    import segno

    address = "http://127.0.0.1:8000/wanzhou/notices/2025-q1/"
    code = qr_code(address)
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=2)]
    drawn = [[0] * code.size for _ in range(code.size)]
    for part in code.path.split("M")[1:]:
        start, width = part.split("h")[0], int(part.split("h")[1].split("v")[0])
        x, y = (int(number) for number in start.split())
        drawn[y][x : x + width] = [1] * width
    assert drawn == [[int(bool(module)) for module in row] for row in rows]
