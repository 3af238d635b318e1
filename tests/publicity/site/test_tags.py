"""The tags of the site and of the look, as templates use them."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from PIL import Image, ImageDraw

from look.links import page_at
from look.qr import qr_code
from look.templatetags import site
from progress.standing import Value
from publicity.site.frame import Link


def rendered(text: str, **context: object) -> str:
    return Template("{% load site look lights plan_words %}" + text).render(Context(context))


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
    chips = [rendered("{% standing value bare=True %}", value=value) for value in Value]
    shapes = {re.sub(r"(<svg.*</svg>).*", r"\1", chip) for chip in chips}
    assert len(shapes) == len(Value) - 1, "only the two that end a project share a shape"
    assert all(value.word in chip for value, chip in zip(Value, chips, strict=True))
    assert all(f"standing--{value.css} " in chip for value, chip in zip(Value, chips, strict=True))
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


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000/wanzhou/notices/2025-q1/",
        "https://www.wz.gov.cn/msss/wanzhou/2025/17/",
        f"https://portal.example/{'a' * 60}/notices/2025-m10-r3/",
    ],
)
def test_a_reader_of_qr_codes_finds_the_address_in_the_drawing(address):
    code = qr_code(address)
    scale = 3
    paper = Image.new("L", (code.size * scale, code.size * scale), 255)
    pen = ImageDraw.Draw(paper)
    assert code.path.startswith("M0 .5")
    x = y = 0
    for right, down, width in re.findall(r"m(-?\d+) (\d+)h(\d+)", code.path):
        x, y = x + int(right), y + int(down)
        left, top = x * scale, y * scale
        x += int(width)
        pen.rectangle((left, top, x * scale - 1, top + scale - 1), fill=0)
    found = zxingcpp.read_barcodes(paper)
    assert [one.text for one in found] == [address]


def test_a_heading_keeps_figures_and_names_whole_and_its_text_unchanged():
    title = "关于2025年万州区重点民生实事1季度推进情况公示"
    shown = rendered("{{ title|kept:name }}", title=title, name="万州区")
    whole = re.findall(r'<span class="nw">(.+?)</span>', shown)
    assert whole == ["2025年", "万州区", "民生实事", "1季度"]
    assert re.sub(r"</?span[^>]*>", "", shown) == title
    assert rendered("{{ title|kept }}", title="“筑爱·助残”<b>") == (
        '“筑<span class="nw">爱·</span>助残”&lt;b&gt;'
    )
    assert rendered("{{ title|kept }}", title="2,000 户 20 件") == (
        '<span class="nw">2,000</span> 户 <span class="nw">20 件</span>'
    )


def test_lists_of_links_and_head_tags_are_escaped_and_mark_the_current_one():
    links = (Link("公示 <1>", '/a/"b"/', current=True), Link("方案", "/a/2025/"))
    assert rendered("{% links links %}", links=links) == (
        '<li><a href="/a/&quot;b&quot;/" aria-current="page">公示 &lt;1&gt;</a></li>'
        '<li><a href="/a/2025/">方案</a></li>'
    )
    assert rendered('{% tags "name" pairs %}', pairs=[("A", 'x"<')]) == (
        '<meta name="A" content="x&quot;&lt;">\n'
    )


def test_no_line_ends_between_a_figure_and_its_unit_in_a_sentence():
    shown = rendered("{{ said|whole }}", said="市级 9 件，计划 182,852 万元 <b>，到 3 月底")
    assert shown == "市级 9\xa0件，计划 182,852\xa0万元 &lt;b&gt;，到 3 月底"
