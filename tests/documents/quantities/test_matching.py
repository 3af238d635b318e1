"""Which milestone and progress number belongs to which promise."""

from documents.quantities.matching import indicators, offers


def months(target: str, *milestones: tuple[int, str]) -> list[dict[str, str]]:
    return [one.milestones for one in indicators(target, milestones)]


def reported(target: str, progress: str) -> list[str | None]:
    return [one.reported for one in indicators(target, (), progress)]


def test_month_values_come_in_the_unit_of_the_target() -> None:
    target = "发放创业担保贷款1亿元以上、城镇新增就业1.5万人"
    due = (6, "发放创业担保贷款5550万元以上、完成城镇新增就业7750人以上")
    assert months(target, due) == [{"6": "0.555"}, {"6": "0.775"}]


def test_words_may_drift_between_target_and_milestone() -> None:
    assert months("新建三格式化粪池500口", (6, "和美乡村完成改厕50口")) == [{"6": "50"}]
    assert months("配套入户管10公里", (6, "配套入户管网6公里")) == [{"6": "6"}]
    assert months("新建化粪池195座", (12, "完成195座化粪池建设")) == [{"12": "195"}]
    assert months("开展活动不少于20场次", (12, "开展活动20场")) == [{"12": "20"}]


def test_two_promises_of_one_unit_keep_their_own_values() -> None:
    target = "实施农村公路拓宽硬化34.55公里、修复2.87公里"
    due = (6, "完成拓宽硬化3公里,修复2.87公里,开挖5公里")
    assert months(target, due) == [{"6": "3"}, {"6": "2.87"}]


def test_a_stage_is_no_month_value_unless_it_is_what_is_promised() -> None:
    assert months("实施无障碍改造60户", (6, "启动60户无障碍改造")) == [{}]
    assert months("启动1个试点工作", (6, "启动1个试点工作")) == [{"6": "1"}]


def test_percents_of_named_works_follow_their_subject() -> None:
    target = "甘溪水库、茶园水库分别达到总体工程形象进展的60%、90%"
    due = (9, "甘溪水库达到总体工程形象进度的30%;茶园水库达到总体工程形象进度的81%")
    assert months(target, due) == [{"9": "30"}, {"9": "81"}]


def test_people_and_visits_count_as_the_same() -> None:
    assert reported("残疾儿童康复救助200人次", "开展残疾儿童康复救助200人") == ["200"]
    assert reported("急救培训达到1.6万人次", "开展急救培训4102人次") == ["0.4102"]


def test_a_number_beside_a_stage_is_not_reported() -> None:
    target = "实施改造工程1个、供水工程2个、水源工程8个"
    told = "改造工程1个、供水工程2个完成施工招标工作,水源工程8个完成方案评审工作"
    assert reported(target, told) == [None, None, None]


def test_a_target_repeated_before_the_done_part_is_not_reported() -> None:
    assert reported("建设农村幸福院15个", "15个农村幸福院建设已完成8个(53%)") == ["8"]
    assert reported("创建示范村10个", "年度目标创建10个,截至6月底已完成4个,其余6个正在验收") == [
        "4"
    ]


def test_a_number_that_lost_its_unit_counts_only_behind_the_very_same_words() -> None:
    target = "新增残疾人就业100人"
    assert reported(target, "1.新增残疾人就业5\n2.其他工作正在推进") == ["5"]
    assert reported(target, "残疾人就业帮扶5") == [None]


def test_two_values_that_fit_equally_well_are_none() -> None:
    assert reported("新建停车场8个", "完成东区停车场3个、西区停车场2个") == [None]


def test_the_cumulative_value_goes_before_the_month_s() -> None:
    told = "5月份新增完成2.3万平方米,累计完成节能改造11.8万平方米"
    assert reported("完成节能改造30万平方米", told) == ["11.8"]


def test_unrelated_numbers_are_left_alone() -> None:
    told = "征求部门意见3次,召开调度会5场,道路回填1.95公里,加装燃气装置3.5万户"
    assert reported("改造燃气管网150公里", told) == [None]


def test_making_better_is_not_making_new() -> None:
    assert reported("新增公交线路2条", "优化调整公交线路13条") == [None]
    assert reported("更换公交车100辆", "新增公交车20辆") == [None]


def test_listed_items_answer_the_items_of_the_target() -> None:
    target = "①新建菜市场2个;②改造农贸市场6个"
    assert reported(target, "①已建成1个;②完成4个") == ["1", "4"]


def test_a_typed_sentence_offers_values_to_known_indicators() -> None:
    known = indicators("加装护栏271公里,城镇新增就业1.5万人")
    assert offers("完成护栏安装80公里,新增就业7750人", known) == {0: "80", 1: "0.775"}
    assert offers("因降雨延误", known) == {}


def test_one_promise_told_for_several_months_is_one() -> None:
    target = "托位建设:3月底前新增100个以上托位;6月底前新增200个以上托位;9月底前新增500个托位"
    (found,) = indicators(target)
    assert (found.value, found.unit) == ("500", "个")
    assert found.milestones == {"3": "100", "6": "200"}


def test_different_things_with_deadlines_stay_apart() -> None:
    target = "6月底前完成28条道路刷黑,12月底前完成30个路口信号灯改造"
    assert [one.value for one in indicators(target)] == ["28", "30"]


def test_a_cell_with_nothing_but_a_number_answers_the_only_promise() -> None:
    assert reported("城市棚户区改造7699套", "4629") == ["4629"]
    assert reported("城市棚户区改造7699套", "4629套") == ["4629"]
    assert reported("新增就业5.2万人", "72300") == [None]
    assert reported("新建公园3个、公厕5座", "2") == [None, None]


def test_what_is_done_goes_before_the_target_said_again() -> None:
    told = "新建燃气管网60公里,已新建62.6公里;优化公交线路35条,现已完成36条"
    assert reported("新建燃气管网60公里;优化公交线路35条", told) == ["62.6", "36"]
    assert reported("新建步道100公里", "目标任务:新建步道100公里。完成情况:已建成45公里") == ["45"]


def test_a_thing_for_the_same_people_is_not_the_same_thing() -> None:
    assert reported("残疾人辅助器具适配753人", "推荐残疾人就业22人") == [None]
    assert reported("污水处理覆盖率95%", "课后服务覆盖率100%") == [None]


def test_a_weak_match_that_falls_below_an_earlier_month_is_left_out() -> None:
    target = "对高中阶段(含中职)困难学生免学费和国家助学金,惠及学生3.04万人次"
    due = [(6, "兑现3.04万人次高中阶段困难学生助学金"), (9, "兑现0.65万人次中职6-7月国家助学金")]
    assert months(target, *due) == [{"6": "3.04"}]


def test_a_short_name_reports_on_the_only_promise_it_ends() -> None:
    assert reported("新建口袋公园5个", "建成公园3个") == ["3"]
    assert reported("改造老旧小区12个", "已竣工小区10个，剩余2个正在收尾") == ["10"]
    assert reported("改造老旧小区12个", "10个小区已完工") == ["10"]
    assert reported("改造老旧小区12个", "已完工10个，2个收尾") == ["10"]


def test_a_short_name_says_nothing_where_it_is_of_a_stage_or_of_another_thing() -> None:
    assert reported("改造老旧小区12个", "已进场小区10个") == [None]
    assert reported("新建口袋公园5个", "完成公园选址3个") == [None]
    assert reported("新建口袋公园5个，改造公园3个", "建成公园3个") == [None, "3"]
