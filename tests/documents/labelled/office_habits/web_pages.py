"""Pages of government sites: tables for layout, lists of news beside, footnotes, pasted Word, articles without tables."""

from __future__ import annotations

from tests.documents.labelled.making import Case, case, page, project, table


def web_pages() -> list[Case]:
    return [
        case(
            "f01_layout_tables_footnotes.html",
            "the list inside two layout tables, breadcrumbs, a list of other news, footnotes below",
            page(
                "<div class='nav'><a href='/'>首页</a> &gt; <a href='/zwgk/'>政务公开</a> &gt; 民生实事"
                "</div><table width='1000'><tr><td width='700'><table><tr><td>"
                "<h2>宁远江区2025年民生实事项目进展情况（1—6月）</h2>"
                "<p>发布时间：2025-07-18 09:32　来源：区发展改革局　浏览次数：1286</p>"
                + table(
                    [
                        ["序号", "项目名称", "年度目标", "进展情况", "责任单位"],
                        ["1", "公共厕所<sup>[1]</sup>", "新建公厕10座", "建成4座", "区城管局"],
                        ["2", "居家养老", "服务老人2600人", "服务1890人<sup>②</sup>", "区民政局"],
                        ["3", "智慧停车", "新增泊位800个", "新增510个", "区公安分局"],
                    ]
                )
                + "<p>[1] 含改建公厕。</p><p>② 不含机构养老。</p></td></tr></table></td>"
                "<td width='300'><ul><li><a href='#'>区2024年民生实事完成情况</a></li>"
                "<li><a href='#'>关于征集2026年民生实事项目的公告</a></li></ul></td></tr></table>"
                "<div>主办：宁远江区人民政府办公室　网站标识码：5000000000　ICP备05000001号</div>",
                "宁远江区2025年民生实事项目进展情况（1—6月）-宁远江区人民政府网",
            ),
            [
                project(
                    1, "公共厕所", "区城管局", "10座", reported=["4"], names_also=["公共厕所[1]"]
                ),
                project(2, "居家养老", "区民政局", "2600人", reported=["1890"]),
                project(3, "智慧停车", "区公安分局", "800个", reported=["510"]),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 6],
        ),
        case(
            "f02_word_spans.html",
            "cells pasted from Word: a figure split over spans and font tags, nbsp, soft breaks",
            page(
                "<p align=center><b>盐津渡县2026年民生实事项目表</b></p>"
                + table(
                    [
                        ["序<br>号", "项&nbsp;目&nbsp;名&nbsp;称", "目标任务", "责任单位"],
                        [
                            "<p><span>1</span></p>",
                            "<p><span>农村</span><span>公路</span></p>",
                            "<p>新改建农村公路<span lang=EN-US>1</span><span lang=EN-US>26</span>公里"
                            "</p>",
                            "<p>县交通<wbr>运输局</p>",
                        ],
                        [
                            "<p><span>2</span></p>",
                            "<p>卫生<br>厕所</p>",
                            "<p>改造卫生厕所<font>3</font>,<font>480</font>户</p>",
                            "<p>县农业农村局</p><p>县卫健局</p>",
                        ],
                        [
                            "<p><span>3</span></p>",
                            "<p>健康体检</p>",
                            "<p>免费体检&nbsp;1.&#8203;5&nbsp;万人</p>",
                            "<p>县卫健局</p>",
                        ],
                    ],
                    head=0,
                )
            ),
            [
                project(1, "农村公路", "县交通运输局", "126公里"),
                project(2, "卫生厕所", "县农业农村局 县卫健局", "3480户"),
                project(3, "健康体检", "县卫健局", "1.5万人"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "f03_article_headings.html",
            "an article: h3 for each project, paragraphs with strong labels, related links behind",
            page(
                "<article><h1>一图读懂｜郁江新区2026年民生实事</h1>"
                "<p>郁江新区管委会 2026-02-11 18:30 发表于广西</p>"
                "<h3>01 学位扩容</h3><p><strong>目标：</strong>新增公办学位3600个</p>"
                "<p><strong>责任单位：</strong>社会事业局</p>"
                "<h3>02 幸福食堂</h3><p><strong>目标：</strong>新建长者食堂14家</p>"
                "<p><strong>责任单位：</strong>民政和人社局</p>"
                "<h3>03 安心充电</h3><p><strong>目标：</strong>新建电动自行车充电端口5200个</p>"
                "<p><strong>责任单位：</strong>应急管理局、消防救援大队</p></article>"
                "<p>往期推荐</p><p>郁江新区2025年民生实事完成情况</p><p>点赞 12 在看 8</p>"
                "<p>编辑：小郁　审核：小江</p>"
            ),
            [
                project(1, "学位扩容", "社会事业局", "3600个"),
                project(2, "幸福食堂", "民政和人社局", "14家"),
                project(3, "安心充电", "应急管理局 消防救援大队", "5200个"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "f04_struck_and_hidden_figures.html",
            "an old figure struck in the cell beside the new one, a hidden helper column",
            page(
                "<h2>平乐河县2026年民生实事（调整后）</h2>"
                + table(
                    [
                        [
                            "序号",
                            "项目",
                            "目标",
                            "<th style='display:none'>上年数</th>",
                            "责任单位",
                        ],
                        [
                            "1",
                            "农田灌渠",
                            "整治灌渠<s>42</s>58公里",
                            "<td style='display: none'>40公里</td>",
                            "县水利局",
                        ],
                        [
                            "2",
                            "快递进村",
                            "新建快递服务点<del>80</del><ins>96</ins>个",
                            "<td style='display:none'>60个</td>",
                            "县邮政局",
                        ],
                        [
                            "3",
                            "村级球场",
                            "新建球场18个<span style='text-decoration:line-through'>"
                            "（含续建6个）</span>",
                            "<td hidden>15个</td>",
                            "县文体局",
                        ],
                    ]
                )
            ),
            [
                project(1, "农田灌渠", "县水利局", "58公里"),
                project(2, "快递进村", "县邮政局", "96个"),
                project(3, "村级球场", "县文体局", "18个"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "f05_table_of_divs.html",
            "no table tags: rows and cells of div, a head row of div",
            page(
                "<h2>鸣沙区2026年民生实事一览</h2><div class='tb'>"
                + "".join(
                    "<div class='tr'>"
                    + "".join(f"<div class='td'>{c}</div>" for c in row)
                    + "</div>"
                    for row in (
                        ("序号", "项目名称", "目标任务", "责任单位"),
                        ("1", "防沙治沙", "完成防沙治沙6万亩", "区林草局"),
                        ("2", "供热改造", "改造供热管网28公里", "区住建局"),
                        ("3", "流动医院", "配备巡诊车8辆", "区卫健局"),
                    )
                )
                + "</div>"
            ),
            [
                project(1, "防沙治沙", "区林草局", "6万亩"),
                project(2, "供热改造", "区住建局", "28公里"),
                project(3, "流动医院", "区卫健局", "8辆"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "f06_two_tables_levels.html",
            "two tables under 市级 and 区级 headings, sums in the last row, 万元 in a caption",
            page(
                "<h2>江岸新区2025年1—9月民生实事进展情况公示</h2><p>一、市级民生实事（2件）</p>"
                "<table><caption>单位：万元</caption><tr><th>序号</th><th>项目名称</th><th>责任单位</th>"
                "<th>年度计划投资</th><th>完成投资</th><th>占比（%）</th><th>进展情况</th></tr>"
                "<tr><td>1</td><td>滨江绿带</td><td>园林局</td><td>1600</td><td>1280</td><td>80.0</td>"
                "<td>完成绿化12公顷</td></tr><tr><td>2</td><td>社区微改造</td><td>住建局</td><td>2400</td>"
                "<td>1500</td><td>62.5</td><td>完工9个小区</td></tr><tr><td colspan=3>小计</td>"
                "<td>4000</td><td>2780</td><td>69.5</td><td></td></tr></table>"
                "<p>二、区级民生实事（1件）</p><table><tr><th>序号</th><th>项目名称</th><th>责任单位</th>"
                "<th>年度计划投资（万元）</th><th>完成投资（万元）</th><th>占比（%）</th><th>进展情况</th>"
                "</tr><tr><td>3</td><td>公共自行车</td><td>城管局</td><td>350</td><td>350</td><td>100.0</td>"
                "<td>投放车辆1200辆</td></tr></table>"
            ),
            [
                project(
                    1,
                    "滨江绿带",
                    "园林局",
                    investment_plan="1600",
                    invested="1280",
                    ratio="80",
                    progress_has=["12公顷"],
                ),
                project(
                    2,
                    "社区微改造",
                    "住建局",
                    investment_plan="2400",
                    invested="1500",
                    ratio="62.5",
                    progress_has=["9个小区"],
                ),
                project(
                    3,
                    "公共自行车",
                    "城管局",
                    investment_plan="350",
                    invested="350",
                    ratio="100",
                    progress_has=["1200辆"],
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 9],
            allow_all=True,
        ),
    ]
