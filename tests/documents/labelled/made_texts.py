"""Texts: drawn boxes, copied lines, blocks of labels, markdown, traditional characters, letters and calls."""

from __future__ import annotations

from tests.documents.labelled.making import Case, case, project, text


def texts() -> list[Case]:
    return [*_drawn(), *_told(), *_counted()]


def _drawn() -> list[Case]:
    return [
        case(
            "t01_box.txt",
            "a table drawn with box signs, words wrapped inside the cells",
            text("""
                   丰和县2025年十项民生工程目标责任表
┌──┬────────┬────────────┬────────┐
│序│项目名称│目标任务    │责任单位│
│号│        │            │        │
├──┼────────┼────────────┼────────┤
│1 │农村危房│改造农村危房│县建设局│
│  │改造    │600户       │        │
├──┼────────┼────────────┼────────┤
│2 │乡村道路│硬化乡村道路│县交通局│
│  │硬化    │85公里      │        │
├──┼────────┼────────────┼────────┤
│3 │乡镇敬老│新建乡镇敬老│县民政局│
│  │院建设  │院4所       │        │
└──┴────────┴────────────┴────────┘
"""),
            [
                project(1, "农村危房改造", "县建设局", "600户"),
                project(2, "乡村道路硬化", "县交通局", "85公里"),
                project(3, "乡镇敬老院建设", "县民政局", "4所"),
            ],
            kind="plan",
            year=2025,
            findings=["count_mismatch"],
        ),
        case(
            "t02_cells_as_lines.txt",
            "a copied page, one cell a line, an empty remark dropped, menu before and reading tips behind",
            text("""
首页
政务公开
青溪区2025年民生实事一季度推进情况
来源：区发展改革委  字体：大 中 小
序号
项目名称
年度目标
推进情况
责任单位
备注
1
共享菜园
建设共享菜园14个
已建成3个
区农业农村委
含2个续建
2
老年食堂
新增老年食堂20家
已开业5家
区民政局
3
社区体育公园
建成社区体育公园6个
完成设计6个
区体育局
上一篇：区政府全体会议召开
下一篇：没有了
扫一扫在手机打开
"""),
            [
                project(1, "共享菜园", "区农业农村委", "14个", progress_has=["已建成3个"]),
                project(2, "老年食堂", "区民政局", "20家", progress_has=["已开业5家"]),
                project(
                    3,
                    "社区体育公园",
                    "区体育局",
                    "6个",
                    progress_has=["完成设计6个"],
                    progress_lacks=["扫一扫"],
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 3],
        ),
        case(
            "t03_spaced_columns.txt",
            "columns held by blanks, a second line of a cell, the amount last",
            text("""
高川县2026年民生实事投资表                              单位：万元
序号  项目名称      建设内容                责任单位      年度投资
1     乡镇卫生院    改扩建卫生院3所，       县卫健局      1450
                    新增床位90张
2     农村公交      新购公交车24辆          县交通局      960.8
3     灌区节水      改造渠道42公里          县水利局      2300
      合计                                                4710.8
"""),
            [
                project(1, "乡镇卫生院", "县卫健局", "3所 90张", investment_plan="1450"),
                project(2, "农村公交", "县交通局", "24辆", investment_plan="960.8"),
                project(3, "灌区节水", "县水利局", "42公里", investment_plan="2300"),
            ],
            kind="plan",
            year=2026,
            totals={"investment_plan": "4710.8"},
        ),
    ]


def _told() -> list[Case]:
    return [
        case(
            "t04_labels.txt",
            "blocks of labels: goal, state, lead; the numeral stands before the name",
            text("""
石梁市2025年度民生实事项目进展情况（截至10月底）

一、儿童友好公园
目标：建设儿童友好公园7个。
进展情况：已建成6个，剩余1个正在安装设备。
牵头单位：市园林局

二、职业技能提升
目标：培训技能人才1.2万人次。
进展情况：已培训1.08万人次。
牵头单位：市人社局

三、农贸市场改造
目标：改造农贸市场5个。
进展情况：5个市场全部完工，累计完成投资860万元。
牵头单位：市商务局
"""),
            [
                project(1, "儿童友好公园", "市园林局!", "7个", progress_has=["已建成6个"]),
                project(2, "职业技能提升", "市人社局!", "1.2万人次", progress_has=["1.08万人次"]),
                project(
                    3,
                    "农贸市场改造",
                    "市商务局!",
                    "5个",
                    progress_has=["全部完工"],
                    fair_money=["860"],
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 10],
        ),
        case(
            "t05_markdown_list.txt",
            "markdown headings and bullets with bold labels",
            text("""
# 云渡区2026年民生实事清单

## 一、教育

### 1. 新建幼儿园
- **目标任务**：新建公办幼儿园3所
- **责任单位**：区教委
- **完成时限**：2026年8月底

### 2. 课后服务
- **目标任务**：课后服务覆盖学生2.1万人
- **责任单位**：区教委
- **完成时限**：2026年12月底

## 二、健康

### 3. 家庭医生
- **目标任务**：签约重点人群9.5万人
- **责任单位**：区卫健委
- **完成时限**：2026年11月底
"""),
            [
                project(1, "新建幼儿园", "区教委", "3所", [(8, "")], category="教育"),
                project(2, "课后服务", "区教委", "2.1万人", [(12, "")], category="教育"),
                project(3, "家庭医生", "区卫健委", "9.5万人", [(11, "")], category="健康"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "t06_traditional.txt",
            "traditional characters in paragraphs with labels in brackets",
            text("""
石梁市2025年為民辦實事項目三季度完成情況

一、新建社區衛生服務站8個（牽頭單位：市衛生局）。已建成6個，其餘2個正在裝修。
二、改造老舊小區供水管網45公里（牽頭單位：市水務局）。已完成38公里。
三、為65歲以上老人免費體檢2.4萬人次（牽頭單位：市衛生局；配合單位：各街道）。已體檢2.05萬人次。
"""),
            [
                project(1, "", "市衛生局!", "8個", progress_has=["已建成6個"], name_any=True),
                project(2, "", "市水務局!", "45公里", progress_has=["38公里"], name_any=True),
                project(
                    3,
                    "",
                    "市衛生局! 各街道~",
                    "2.4萬人次",
                    progress_has=["2.05萬人次"],
                    name_any=True,
                ),
            ],
            kind="progress",
            year=2025,
        ),
        case(
            "t07_sentences.txt",
            "name, unit in brackets, then goal, money and state in sentences of one paragraph",
            text("""
兰汀区2025年民生实事完成情况
1.山区饮水安全工程（责任单位：区水利局）。年度目标：新建蓄水池36口。计划投资540万元，累计完成投资513万元。完成情况：已建成蓄水池34口。
2.残疾人托养（责任单位：区残联）。年度目标：托养残疾人180人。完成情况：已托养176人。
3.数字图书馆（责任单位：区文旅局）。年度目标：建设数字阅读点12个。计划投资96万元，累计完成投资96万元。完成情况：全部建成开放。
"""),
            [
                project(
                    1,
                    "山区饮水安全工程",
                    "区水利局",
                    "36口",
                    progress_has=["34口"],
                    investment_plan="540",
                    invested="513",
                ),
                project(2, "残疾人托养", "区残联", "180人", progress_has=["176人"]),
                project(
                    3,
                    "数字图书馆",
                    "区文旅局",
                    "12个",
                    progress_has=["全部建成"],
                    investment_plan="96",
                    invested="96",
                ),
            ],
            kind="progress",
            year=2025,
            money_or_told=True,
        ),
    ]


def _counted() -> list[Case]:
    return [
        case(
            "t08_ten_and_five.txt",
            "ten are spoken of, five are printed",
            text("""
高川县人民政府2026年十件民生实事
1.新建农村幸福院20个。（责任单位：县民政局）
2.新改建农村公路110公里。（责任单位：县交通局）
3.免费婚检2800对。（责任单位：县卫健局）
4.新增公共停车位1500个。（责任单位：县城管局）
5.改造棚户区420户。（责任单位：县住建局）
"""),
            [
                project(1, "新建农村幸福院20个", "县民政局", "20个"),
                project(2, "新改建农村公路110公里", "县交通局", "110公里"),
                project(3, "免费婚检2800对", "县卫健局", "2800对"),
                project(4, "新增公共停车位1500个", "县城管局", "1500个"),
                project(5, "改造棚户区420户", "县住建局", "420户"),
            ],
            kind="plan",
            year=2026,
            findings=["count_mismatch"],
        ),
        case(
            "t09_letter_and_list.txt",
            "a letter with appeals 一、二、 before the annex with the list",
            text("""
青溪区人民政府办公室关于印发2026年民生实事工作方案的通知
各镇人民政府、街道办事处，区政府各部门：
一、提高认识。各单位要高度重视民生实事工作，切实加强领导。
二、落实责任。各责任单位要严格按照时限推进，按月报送进展。
三、强化督查。区政府督查室要加强督查考核，对工作滞后的予以通报。
附件：青溪区2026年民生实事项目清单
青溪区人民政府办公室
2026年2月20日
附件
青溪区2026年民生实事项目清单
1.城市绿道。新建城市绿道21公里，11月底前完成。责任单位：区园林局。
2.乡村图书室。新建乡村图书室33个，9月底前完成。责任单位：区文旅委。
3.就业见习。提供见习岗位500个，12月底前完成。责任单位：区人社局。
"""),
            [
                project(1, "城市绿道", "区园林局", "21公里", [(11, "")]),
                project(2, "乡村图书室", "区文旅委", "33个", [(9, "")]),
                project(3, "就业见习", "区人社局", "500个", [(12, "")]),
            ],
            kind="plan",
            year=2026,
            issuer="青溪区人民政府办公室",
            issued_on="2026-02-20",
        ),
        case(
            "t10_call.txt",
            "a call for suggestions: no list, must be refused",
            text("""
关于公开征集兰汀区2027年民生实事项目建议的公告
为做好2027年民生实事项目谋划工作，现面向社会公开征集项目建议。
一、征集时间
2026年10月8日至11月8日。
二、征集范围
教育、医疗、养老、交通、环境等与群众生活密切相关的事项。
三、征集要求
项目应当具有普惠性，能够当年见效，单个项目投资一般不超过500万元。
四、提交方式
来信寄至兰汀区政府办公室，或发送电子邮件。
联系人：孙海宁  联系电话：023-70000010
"""),
            [],
            refuse="must",
        ),
    ]
