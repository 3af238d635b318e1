"""Who is in charge: leading and helping units in one cell or two, all the separators, groups, persons, signs for the same."""

from __future__ import annotations

from docx.document import Document

from tests.documents.labelled.making import (
    Case,
    case,
    grid,
    page,
    project,
    table,
    text,
    word,
    word_table,
    workbook,
)


def unit_cells() -> list[Case]:
    return [*_cells(), *_columns(), *_texts()]


def _cells() -> list[Case]:
    return [
        case(
            "d01_separators.xlsx",
            "units parted by 、 ， ； / blank and line break, with a group of towns",
            workbook(
                (
                    "Sheet1",
                    grid("""
梅溪县2026年民生实事责任分工表
序号|项目名称|目标任务|责任单位
1|校园安防|改造校园监控86套|县教育局、县公安局
2|粮食仓储|新建粮仓3座|县发展改革局，县农业农村局
3|农村改厕|改厕2400户|县农业农村局；各乡镇（街道）
4|文化礼堂|新建文化礼堂10个|县委宣传部/县文化和旅游局
5|防灾减灾|建设预警广播210套|县应急局¶县气象局¶县水利局
6|禁毒宣传|开展禁毒宣传60场|县公安局 县司法局
"""),
                    ["A1:D1"],
                )
            ),
            [
                project(1, "校园安防", "县教育局 县公安局", "86套"),
                project(2, "粮食仓储", "县发展改革局 县农业农村局", "3座"),
                project(3, "农村改厕", "县农业农村局 各乡镇（街道）", "2400户"),
                project(4, "文化礼堂", "县委宣传部 县文化和旅游局", "10个"),
                project(5, "防灾减灾", "县应急局 县气象局 县水利局", "210套"),
                project(6, "禁毒宣传", "县公安局 县司法局", "60场"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "d02_lead_and_help_in_a_cell.docx",
            "牵头单位 and 配合单位 in one cell, a line each, with colons, brackets or 牵头 behind",
            word(_lead_and_help),
            [
                project(1, "老旧电梯更新", "区市场监管局! 区住建局~ 各街道办事处~", "120部"),
                project(2, "口袋公园", "区园林局! 区财政局~", "15个"),
                project(3, "心理健康服务", "区卫健委! 区教育局~ 团区委~", "80场"),
                project(4, "共享菜园", "区农业农村局! 属地镇（街道）~", "6个"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "d03_persons_and_phones.xlsx",
            "责任人 and phones beside units, a leader's name under the unit",
            workbook(
                (
                    "Sheet1",
                    grid("""
石门县2026年民生实事项目责任表
序号|项目名称|年度任务|责任领导|责任单位及责任人|联系电话
1|村卫生室|建设村卫生室18个|陈某某（副县长）|县卫健局（周某）|0736-5320001
2|饮水工程|新建供水工程4处|陈某某（副县长）|县水利局：吴某¶县乡村振兴局：郑某|13800000001
3|公交优化|优化公交线路6条|李某某（副县长）|县交通运输局 孙某|
"""),
                    ["A1:F1"],
                )
            ),
            [
                project(1, "村卫生室", "县卫健局", "18个"),
                project(2, "饮水工程", "县水利局 县乡村振兴局", "4处"),
                project(3, "公交优化", "县交通运输局", "6条"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "d04_same_as_above.csv",
            "同上, 〃 and a stroke in the column of units",
            text("""
编号;项目;内容;牵头单位;配合单位
1;新建幼儿园;新建幼儿园3所;县教育局;县财政局
2;扩建中学;扩建初中2所;同上;〃
3;维修校舍;维修校舍1.6万平方米;〃;/
4;建设球场;新建笼式足球场5个;县体育局;无
"""),
            [
                project(1, "新建幼儿园", "县教育局! 县财政局~", "3所"),
                project(2, "扩建中学", "县教育局! 县财政局~", "2所"),
                project(3, "维修校舍", "县教育局!", "1.6万平方米"),
                project(4, "建设球场", "县体育局!", "5个"),
            ],
            kind="plan",
            allow_all=True,
        ),
    ]


def _lead_and_help(document: Document) -> None:
    document.add_paragraph("怀远区2026年民生实事项目任务分解表")
    word_table(
        document,
        grid("""
序号|项目名称|年度目标|责任单位
1|老旧电梯更新|更新老旧电梯120部|牵头单位：区市场监管局¶配合单位：区住建局、各街道办事处
2|口袋公园|新建口袋公园15个|区园林局（牵头）、区财政局
3|心理健康服务|开展心理讲座80场|区卫健委牵头，区教育局、团区委配合
4|共享菜园|建设共享菜园6个|牵头：区农业农村局；配合：属地镇（街道）
"""),
    )


def _columns() -> list[Case]:
    return [
        case(
            "d05_three_roles.xlsx",
            "主办, 协办 and 实施主体 in columns of their own, merged over two projects",
            workbook(
                (
                    "Sheet1",
                    grid("""
安溪区2026年民生实事项目
序号|项目|规模|主办单位|协办单位|实施主体
1|社区公园|新建社区公园3个|区园林绿化局|区自然资源局|区城投集团
2|林荫停车场|新建林荫停车位450个|||区城投集团
3|数字阅读亭|设置数字阅读亭20个|区文旅局|各街道|区图书馆
"""),
                    ["A1:F1", "D3:D4", "E3:E4"],
                )
            ),
            [
                project(
                    1, "社区公园", "区园林绿化局! 区自然资源局~", "3个", fair_units=["区城投集团"]
                ),
                project(
                    2,
                    "林荫停车场",
                    "区园林绿化局! 区自然资源局~",
                    "450个",
                    fair_units=["区城投集团"],
                ),
                project(3, "数字阅读亭", "区文旅局! 各街道~", "20个", fair_units=["区图书馆"]),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "d06_unit_before_name.html",
            "the unit's column first and merged over its projects, numbers after it",
            page(
                "<h1>沙河口县2026年民生实事项目清单</h1>"
                + table(
                    [
                        ["责任单位", "序号", "项目名称", "目标任务", "完成时限"],
                        [
                            "<td rowspan='2'>县交通运输局</td>",
                            1,
                            "农村客运",
                            "新开农村客运线路4条",
                            "6月底前",
                        ],
                        [2, "危桥改造", "改造危桥7座", "11月底前"],
                        [
                            "<td rowspan='2'>县民政局</td>",
                            3,
                            "流动助浴",
                            "配备助浴车6辆",
                            "9月底前",
                        ],
                        [4, "惠民殡葬", "建设公益性公墓5处", "12月底前"],
                    ]
                ),
                "沙河口县人民政府",
            ),
            [
                project(1, "农村客运", "县交通运输局", "4条", [(6, "")]),
                project(2, "危桥改造", "县交通运输局", "7座", [(11, "")]),
                project(3, "流动助浴", "县民政局", "6辆", [(9, "")]),
                project(4, "惠民殡葬", "县民政局", "5处", [(12, "")]),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "d07_word_broken_in_units.docx",
            "names of units broken in the midst by line breaks, towns and a company among them",
            word(_broken),
            [
                project(1, "天然气下乡", "县发展和改革局 中燃清源公司", "1800户"),
                project(2, "山洪预警", "县水利局 各乡镇人民政府", "42处"),
                project(3, "县域医共体", "县卫生健康局 县医疗保障局 县财政局", "2个"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
    ]


def _broken(document: Document) -> None:
    document.add_paragraph("清源县2026年民生实事项目表")
    word_table(
        document,
        grid("""
序号|项目|建设内容|责任单位
1|天然气下乡|新增农村天然气用户1800户|县发展和改¶革局、中燃清源公司
2|山洪预警|新建山洪预警点42处|县水利局、各乡¶镇人民政府
3|县域医共体|建设医共体2个|县卫生健康局、县医疗保¶障局、县财政局
"""),
    )


def _texts() -> list[Case]:
    return [
        case(
            "d08_units_in_brackets_long.txt",
            "brackets with lead and helpers, the first listed leads, a bracket that is no unit",
            text("""
兰溪口区2026年十大民生实事
一、实施校园阳光餐厅工程，改造学校食堂（含幼儿园）38个。（牵头单位：区教育局；配合单位：区市场监管局、区财政局）
二、实施便民服务提升工程，新建便民服务点（24小时）16个。（区行政审批局牵头，各镇街配合）
三、实施公共充电工程，新建公共充电桩520根。（责任单位：区发展改革局、区住房城乡建设局、国网兰溪口供电公司）
"""),
            [
                project(
                    1, "校园阳光餐厅", "区教育局! 区市场监管局~ 区财政局~", "38个", name_any=True
                ),
                project(2, "便民服务提升", "区行政审批局! 各镇街~", "16个", name_any=True),
                project(
                    3,
                    "公共充电",
                    "区发展改革局 区住房城乡建设局 国网兰溪口供电公司",
                    "520根",
                    name_any=True,
                ),
            ],
            kind="plan",
            year=2026,
            findings=["count_mismatch"],
        ),
    ]
