"""Which topics a project's words suggest: a table that a compiler can read, against announcements as they are printed."""

from __future__ import annotations

import pytest

from look.templatetags.look import ICONS
from projects.topics import OTHER, TOPICS, suggested

NAMES = {
    "农村公路提升行动": "出行",
    "提升公交出行便捷度": "出行",
    "穿城货车城市环线高速免费通行": "出行",
    "乡镇集镇新能源汽车充电桩建设": "出行",
    "学前教育普惠发展": "教育",
    "“助学筑梦”行动": "教育",
    "改善学校医院周边环境": "环境、教育",
    "提升公众急救能力": "医疗养老",
    "失智特困人员照护中心建设": "医疗养老、关爱帮扶",
    "实施城镇老旧小区改造": "住房",
    "城市公园建设": "环境",
    "集中式饮用水水源地环境问题整治和生态修复工程": "环境",
    "高质量就业促进行动": "就业",
    "提升农村饮水质量": "水电气网",
    "燃气管网更新改造工程": "水电气网",
    "基站建设升级项目": "水电气网",
    "残疾人服务提升": "关爱帮扶",
    "河滨健身空间提档升级项目": "文化体育",
    "巴渝和美乡村建设项目": "乡村",
    "打造“15分钟高品质生活服务圈”": "便民服务",
}


@pytest.mark.parametrize(("name", "topics"), NAMES.items())
def test_a_name_suggests_what_a_reader_would_look_under(name, topics):
    assert suggested(name, "").words == topics


def test_the_name_goes_before_the_target_and_the_target_before_nothing():
    assert suggested("电梯更新", "改善学校周边交通").main == "housing"
    assert suggested("第一批重点工程", "新建公路3公里").main == "travel"
    assert suggested("第一批重点工程", "按计划推进").main == OTHER


def test_of_words_that_overlap_the_longest_counts():
    # 心理健康 is one word, not 健康 as well; 学校食堂 speaks of a school and of a canteen.
    assert suggested("心理健康", "").main == "health"
    assert suggested("饮用水水源地保护", "").main == "environment"


def test_no_word_is_of_two_topics_and_each_topic_has_its_own_sign_and_drawing():
    words = [word for topic in TOPICS for word in topic.words]
    assert len(words) == len(set(words))
    assert len({topic.sign for topic in TOPICS}) == len(TOPICS)
    assert all(topic.icon in ICONS for topic in TOPICS)
