"""What is a quantity in an official sentence, and what only looks like one."""

import pytest

from documents.quantities.extract import quantities
from documents.quantities.lists import without_numbers
from documents.quantities.matching import indicators


def read(text: str) -> list[tuple[str, str]]:
    return [(one.value, one.unit) for one in quantities(text)]


@pytest.mark.parametrize(
    "text",
    [
        "推进4G、5G网络建设",
        "以6-12岁未成年人为主要服务对象",
        "以6—12岁未成年人为主要服务对象",
        "打造“15分钟高品质生活服务圈”",
        "开展525心理健康活动日活动",
        "实施“两免一补”政策",
        "构建24小时服务场景",
        "免收G42沪蓉高速通行费",
        "发放3-5月、6-7月国家助学金",
        "2025年6月30日前完成",
        "按照黔江府办发〔2025〕20号文件执行",
        "推进三峡移民纪念馆、五桥片区和翠屏大道B段建设",
        "按学前6元、义务教育8元补助标准实施营养改善计划",
        "开展三个赛道心理健康优质课大赛",
        "坚持一个平台、一网统管",
        "12345热线7×24小时受理",
        "推广“1+3+N”模式",
        "优化599B、855H路公交线路",
        "续建10号线三期、13号线一期",
        "落实每人每年80元的补助",
        "对照“十四五”规划第3条",
        "总投资1.2亿元",
        "联系电话58258735",
        "实施第三人民医院二期工程",
        "为全区所有困境儿童提供服务",
    ],
)
def test_what_is_no_quantity_stays_out(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("新建口袋公园2个", [("2", "个")]),
        ("新增停车泊位1,260个", [("1260", "个")]),
        ("改造危桥８座", [("8", "座")]),
        ("面积３．５万㎡", [("3.5", "万㎡")]),
        ("开工改造67个、153万平方米", [("67", "个"), ("153", "万平方米")]),
        ("提升2.91万农村人口饮水保障质量", [("2.91", "万人")]),
        ("惠及群众3000余人", [("3000", "人")]),
        ("受益人口3.8万", [("3.8", "万人")]),
        ("支付预存通行费317万", [("317", "万元")]),
        ("筹集公租房500套(间)", [("500", "套(间)")]),
        ("新增转运能力3350吨/天", [("3350", "吨/天")]),
        ("抽检达到5批次/千人", [("5", "批次/千人")]),
        ("新建110千伏变电站2座", [("2", "座")]),
        ("购置19座校车5辆", [("5", "辆")]),
        ("新建5人制足球场3块", [("3", "块")]),
        ("新建两座公厕,改造三所学校", [("2", "座"), ("3", "所")]),
        ("建成示范点十二个", [("12", "个")]),
        ("覆盖率达到百分之八十", [("80", "%")]),
        ("培训人数(万人次):1.6", [("1.6", "万人次")]),
        ("1.6个高中学校办理施工许可证", [("6", "个")]),
        ("改造道路1.6公里", [("1.6", "公里")]),
        ("1.新建公厕3座\n2.改造公厕5座", [("3", "座"), ("5", "座")]),
        ("1.\n新建公厕3座", [("3", "座")]),
        ("①新建公厕3座;②改造公厕5座", [("3", "座"), ("5", "座")]),
        ("办理时限压缩至3个工作日以内", [("3", "个工作日")]),
        ("空气质量优良天数达到320天以上", [("320", "天")]),
        ("低保标准由每人每月700元提高到750元", [("750", "元")]),
        ("养老金由133元/月提高至153元/月", [("153", "元/月")]),
        ("拓宽道路3公里,加深水井20米", [("3", "公里"), ("20", "米")]),
    ],
)
def test_values_and_units_are_read_as_printed(text: str, wanted: list[tuple[str, str]]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "qualifier", "direction"),
    [
        ("改造河堤约13.5公里", "约", "up"),
        ("培训认证400人以上", "以上", "up"),
        ("开展活动不少于20场次", "不少于", "up"),
        ("服务妇女儿童不低于2000人次", "不低于", "up"),
        ("覆盖未成年人1100人左右", "左右", "up"),
        ("惠及450余人次", "余", "up"),
        ("测评10万名以上学生", "以上", "up"),
        ("惠及10余万人", "余", "up"),
        ("新增床位≥200张", "≥", "up"),
        ("培训人数达到1.6万人次", "达到", "up"),
        ("规范服务率达60%以上", "以上", "up"),
        ("登记失业率控制在5.5%以内", "以内", "down"),
        ("登记失业率控制在5.5%", "控制在", "down"),
        ("调查失业率低于5%", "低于", "down"),
        ("死亡人数不超过10人", "不超过", "down"),
        ("合格率不低于98%", "不低于", "up"),
        ("新建公园2个", None, "up"),
    ],
)
def test_qualifiers_are_kept_and_tell_the_direction(
    text: str, qualifier: str | None, direction: str
) -> None:
    (found,) = quantities(text)
    assert (found.qualifier, found.direction) == (qualifier, direction)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("毛入园率达95%", ["rate"]),
        ("达到总体工程形象进度的30%", ["percent_of_work"]),
        ("完成目标任务的50%", ["percent_of_work"]),
        ("完成总工程量70%", ["percent_of_work"]),
        ("主体工程完成60%", ["percent_of_work"]),
        ("完成培训120人,占目标任务的60%", ["quantity", "percent_of_work"]),
        ("护理型床位占比达到58%", ["rate"]),
        ("完成投资3500万元,占年度计划投资的30.2%", ["quantity"]),
    ],
)
def test_a_percent_is_a_rate_a_part_of_the_work_or_of_the_money(
    text: str, kinds: list[str]
) -> None:
    assert [one.kind for one in quantities(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "启动60户无障碍改造",
        "3部电梯进场施工",
        "剩余3部电梯进场施工",
        "完成招标8个",
        "水源保障工程8个完成实施方案评审工作",
        "水源保障工程8个,正在开展评审",
        "新增充电站备案10个",
        "选取2个生活圈探索试点",
        "计划改造20个小区",
        "年度目标任务100人",
        "摸排430户",
        "在建4座",
    ],
)
def test_a_number_that_tells_a_stage_is_marked(text: str) -> None:
    assert [one.stage_only for one in quantities(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "完工60户无障碍改造",
        "招募西部计划志愿者53人",
        "发放种粮大户准备金20万元",
        "为60名未成年人提供服务",
    ],
)
def test_words_that_only_hide_a_stage_do_not_mark_it(text: str) -> None:
    assert [one.stage_only for one in quantities(text)] == [False]


def test_rates_told_together_get_their_own_labels() -> None:
    found = indicators("推动毛入园率、普惠率、公办园占比分别达95%、95%、60%以上")
    assert [(one.label, one.value) for one in found] == [
        ("毛入园率", "95"),
        ("普惠率", "95"),
        ("公办园占比", "60"),
    ]


def test_the_reader_may_ask_for_places_in_the_text() -> None:
    text = "完成护栏安装约 80 公里,其他略"
    (found,) = quantities(text)
    assert text[found.start : found.end] == "约 80 公里"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("在17个乡镇硬化道路10万平方米并安装路灯1000盏", ["乡镇", "硬化道路", "安装路灯"]),
        ("实施20村2890户的整村推进项目", ["整村推进项目", "整村推进项目"]),
        ("一级、二级护理补贴从每人每月119元、99元分别提高到128元、107元", ["一级", "二级护理补贴"]),
        ("新增学位5400个(小学3240个、初中2160个)", ["新增学位", "小学", "初中"]),
        (
            "完成1个国家级、3个省级传统村落保护项目",
            ["国家级传统村落保护项目", "省级传统村落保护项目"],
        ),
        ("更新DR、生化分析仪等检验设备25台", ["更新检验设备"]),
        ("为未成年人提供假期托管服务1800人次", ["假期托管服务"]),
        ("对300户老人家庭进行适老化改造", ["老人家庭适老化改造"]),
        ("新开工改造小区67个、153万平方米", ["新开工改造小区", "新开工改造小区面积"]),
        ("开展公益演出,不少于100场", ["公益演出"]),
        ("约1.5公里老化开裂护栏", ["老化开裂护栏"]),
        ("自来水厂3座", ["自来水厂"]),
        ("覆盖1100名未成年人", ["覆盖未成年人"]),
        ("保护3万亩基本农田", ["保护基本农田"]),
        ("2025年6月底前完成28条道路刷黑", ["道路刷黑"]),
    ],
)
def test_labels_are_short_and_mean_something(text: str, labels: list[str]) -> None:
    assert [one.label for one in quantities(text)] == labels


def test_items_numbered_in_chinese_beyond_twenty_keep_their_own_number():
    _, items = without_numbers("二十、新建公厕\n二十一、改造菜场\n(三十二)加装电梯")
    assert [number for _, number in items] == [20, 21, 32]
