"""Web pages: the text and tables a browser shows."""

from __future__ import annotations

import pytest

from documents.formats.opening import load
from documents.grids import Loaded

from .grids import only_grid, texts


def read(page: str) -> Loaded:
    return load(page.encode(), "公示.html")


def rows(*rows: str) -> str:
    return f"<html><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table></html>"


def test_rowspan_and_colspan_are_resolved() -> None:
    grid = only_grid(read(rows(
        "<td rowspan=2>序号</td><td colspan='2'>投资完成情况</td><td rowspan=\"2\">备注</td>",
        "<td>额度</td><td>占比</td>",
        "<td>1</td><td>3500</td><td>30.2</td><td>无</td>",
    )))  # fmt: skip
    assert texts(grid) == [
        ["序号", "投资完成情况", "投资完成情况", "备注"],
        ["序号", "额度", "占比", "备注"],
        ["1", "3500", "30.2", "无"],
    ]


def test_end_tags_may_be_missing() -> None:
    grid = only_grid(read("<table><tr><td>1<td>修路<tr><td>2<td><p>修桥<p>两座</table><p>完"))
    assert texts(grid) == [["1", "修路"], ["2", "修桥\n两座"]]


def test_a_rowspan_of_zero_or_past_the_end_stops_at_the_last_row() -> None:
    grid = only_grid(
        read(rows("<td rowspan=0>甲</td><td rowspan=99>乙</td><td>1</td>", "<td>2</td>"))
    )
    assert texts(grid) == [["甲", "乙", "1"], ["甲", "乙", "2"]]
    first = grid.cell(1, 1)
    assert first is not None
    assert first.rowspan == 2


def test_breaks_and_block_ends_are_line_breaks_and_source_lines_are_not() -> None:
    grid = only_grid(
        read(
            rows("<td>1.修路\n  三条<br>2.修桥<div>两座</div><ul><li>甲<li>乙</ul></td><td>x</td>")
        )
    )
    assert texts(grid)[0][0] == "1.修路 三条\n2.修桥\n两座\n甲\n乙"


def test_layout_tables_are_looked_through() -> None:
    data = "<table><tr><td>序号<td>项目</tr><tr><td>1<td>修路</tr></table>"
    loaded = read(
        f"<table><tr><td>首页<td>栏目</tr><tr><td colspan=2><p>标题</p>{data}<p>落款</p></tr></table>"
    )
    assert texts(only_grid(loaded)) == [["序号", "项目"], ["1", "修路"]]
    assert [b.text for b in loaded.paragraphs] == ["首页", "栏目", "标题", "落款"]


def test_hidden_text_scripts_and_styles_are_dropped() -> None:
    loaded = read(
        "<html><style>p{}</style><script>var a='<p>x</p>'</script><noscript>请开启脚本</noscript>"
        "<p>公开</p><div style='DISPLAY : none'>内部<div>更内部</div></div><p hidden>隐藏<p>又公开"
        "<span style='display:none'>暗</span>文字</p><!-- <p>注释</p> --><template>模板</template></html>"
    )
    assert [b.text for b in loaded.paragraphs] == ["公开", "又公开文字"]


def test_hidden_cells_and_rows_do_not_swallow_what_follows() -> None:
    grid = only_grid(read(
        "<table><tr><td>1<td style='display:none'>密<td>修路</tr><tr style='display:none'><td>x<td>y</tr>"
        "<tr><td>2<td>修桥</table>"
    ))  # fmt: skip
    assert texts(grid) == [["1", "修路"], ["2", "修桥"]]


def test_headings_and_meta_tags_are_told() -> None:
    loaded = read(
        "<html><head><title>公示_某区政府</title><meta name='ArticleTitle' content='公示'>"
        "<META NAME=PubDate CONTENT='2025-04-11 10:00'></head><body><h1>公 示</h1><p>正文</p></body></html>"
    )
    assert dict(loaded.meta) == {
        "title": "公示_某区政府",
        "ArticleTitle": "公示",
        "PubDate": "2025-04-11 10:00",
    }
    assert [(b.text, b.is_heading) for b in loaded.paragraphs] == [("公 示", True), ("正文", False)]


def test_character_references_and_markup_as_text() -> None:
    loaded = read(
        "<html><p>5&lt;6 &amp;&nbsp;7&#24180;&ensp;</p><p>a < b</p><p>&#99999999999;</p></html>"
    )
    assert [b.text for b in loaded.paragraphs][:2] == ["5<6 & 7年", "a < b"]


def test_broken_tags_lose_no_text() -> None:
    loaded = read('<html><p title="a>甲</p><p class=\'x">乙</p><p>丙</p><>丁<b')
    assert "丙" in "".join(b.text for b in loaded.paragraphs)
    assert "丁" in "".join(b.text for b in loaded.paragraphs)


@pytest.mark.parametrize(
    ("declared", "written"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gbk", "gbk"), ("gb2312", "utf-8"), ("utf-8", "gb18030"),
     ("", "gb18030"), ("utf-16", "utf-16"), ("big5", "big5"), ("nonsense", "gb18030")],
)  # fmt: skip
def test_the_encoding_is_found_whatever_is_declared(declared: str, written: str) -> None:
    page = f"<html><meta http-equiv='Content-Type' content='text/html; charset={declared}'><p>民生工程公示年月</p></html>"
    (paragraph,) = load(page.encode(written), "a.html").paragraphs
    assert paragraph.text == "民生工程公示年月"


def test_one_broken_byte_does_not_cost_the_page() -> None:
    data = (
        ("<html><p>" + "民生实事" * 100 + "</p></html>")
        .encode()
        .replace("实".encode(), b"\xe5\xae", 1)
    )
    (paragraph,) = load(data, "a.html").paragraphs
    assert paragraph.text.endswith("民生实事")
