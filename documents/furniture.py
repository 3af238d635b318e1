"""Lines that belong to a page and not to the document on it: menus, prints, shares, page numbers, closing formulas.

A rule with a name for each: what it takes out is said to be furniture, never lost for another reason.
"""

from __future__ import annotations

import re

from documents.quantities.wordlist import words
from documents.text import bare, fold

_MENU = frozenset(
    words(
        "首页 网站首页 返回首页 返回顶部 返回列表 返回 政务公开 信息公开 政府信息公开 政府信息公开目录 政府信息公开指南 政府信息公开年报 "
        "政府信息公开制度 政府信息公开年度报告 法定主动公开内容 依申请公开 主动公开 公示公告 通知公告 公告公示 政策文件 政策解读 "
        "政府文件 政务服务 互动交流 政民互动 办事服务 新闻动态 政务动态 专题专栏 数据开放 走进 数据发布 我要找政策 机构职能 领导之窗 网站地图 站点地图 "
        "关于我们 联系我们 网站声明 隐私声明 版权声明 使用帮助 无障碍 无障碍浏览 无障碍阅读 适老化 长者模式 关怀版 老年版 简体 繁体 "
        "繁體 English 登录 注册 打印 打印本页 打印此页 关闭 关闭窗口 关闭本页 收藏 收藏本页 分享 分享到 分享至 微信 微博 新浪微博 QQ "
        "QQ空间 朋友圈 复制链接 下载 点赞 在看 阅读 评论 转发 扫一扫 上一篇 下一篇 上一条 下一条 相关阅读 相关文章 相关链接 相关稿件 "
        "相关新闻 相关文档 相关解读 推荐阅读 热点新闻 友情链接 附件下载 字体 大 中 小 默认 字号 纠错 我要纠错 我要留言 阅读原文 "
        "更多 查看更多 语音播报 朗读 手机版 电脑版 客户端 搜索 检索 当前位置 您的位置 视力保护色"
    )
)
"""Words of menus and buttons; a line of nothing else is none of the text."""
_SITE = re.compile(r"[\u4e00-\u9fff]{2,16}(?:政府网|政务网|门户网|[省市区县旗]网|网站)")
"""The name of a site. One alone might end a sentence; beside others it is a menu of links."""
_BETWEEN = re.compile(r"[\s|｜>＞»›/·•,，、:：\[\]【】()（）\-—_]+")
_PAGE_NUMBER = re.compile(
    r"[-—·.~]*(?:第?\d{1,4}页?(?:[/,，]?共?\d{1,4}页?)?)[-—·.~]*|第\d{1,4}页(?:[/,，]?共\d{1,4}页)?|共\d{1,4}页|[-—]\d{1,4}[-—]|Page\d+(?:of\d+)?"
)
_MARKED_PAGE = re.compile(r"[-—·.~].*|.*页.*|Page.*")
_TAIL = re.compile(
    r"扫一扫|扫码|长按|分享到|分享至|打印(?:本页|此页|$)|\[?打印\]?|关闭(?:窗口|本页|$)|\[?关闭\]?|上一[篇条页]|下一[篇条页]|(?:责任|值班)?(?:编辑|编审|审核|校对|监制|主编|供稿|排版|记者|通讯员|撰稿)[:丨|/·]|初审|复审|终审|[-—]*END[-—]*$|THEEND|"
    r"校对:|作者:|供稿|来源:|稿源|信息来源:|版权|主办[:单]|承办:|技术支持|网站标识|网站地图|政府网站|备案|.{0,3}ICP备|.{0,6}公网安备|"
    r"我要(?:纠错|留言)|相关(?:链接|阅读|文章|文件|稿件|新闻|文档|解读)|推荐阅读|热点|友情链接|返回(?:顶部|首页|列表)|该链接|"
    r"点赞|阅读原文|更多(?:精彩|资讯|内容)|关注我们|点击(?:蓝字|上方|下方)|往期|附件下载|文件下载|浏览次数|点击(?:数|率|次数)|阅读(?:次数|人次|量)"
)
_CLOSING = re.compile(
    r"附件(?:\d|:|$)|附表|附:|\(此件|此件|抄送|主送|注[:1]|备注:|说明:|\(?联系人|联系(?:电话|方式)|联系地址|监督电话|举报电话|咨询电话|"
    r"现予(?:以)?(?:公告|公示|公布|印发)|现(?:将|向).{0,20}(?:公告|公示|公布)|予以公[告示布]|特此(?:公告|公示|通知|报告|通报|函告)|此[公通]告|"
    r"各位代表|各位委员|同志们|欢迎(?:广大|社会)|接受社会|敬请|公示(?:期|时间|期限)|如有异议|对.{0,12}有异议|如对.{0,20}(?:异议|意见)|"
    r"以上(?:项目|内容|事项|报告|情况).{0,12}(?:公示|公告|监督|审议|特此|如有)|(?:以上|上述)\d*(?:[件个项])?(?:民生)?(?:实事|项目|事项)+,?(?:计划|预计|估算|概算)*(?:总?投资|共|合计|总计|累计|涉及|惠及)|以上报告|请予审议|下一步(?:,|,?我|,?全|,?将|工作|打算|安排)|"
    r"(?:明|下|来)年.{0,12}(?:实事|项目).{0,10},.{0,20}(?:将|要|继续)|请(?:各|认真).{0,30}(?:落实|执行|报送|抓好)|"
    r"印发(?:日期|机关)|.{2,20}办公室20\d\d年\d{1,2}月\d{1,2}日印发"
)


OTHER_LABEL = re.compile(
    r"^([\u4e00-\u9fff]{1,6}(?:时间|地点|地址|范围|对象|方式|来源|渠道|性质|依据|年限|比例|电话|领导|人员|类型|条件|方法|步骤|周期|阶段|效益|意义)):(?=\s?\S)"
)
"""Labels of what is no part of a plan: what stands behind them is not the target's."""


def is_other_label(text: str) -> bool:
    """Whether a line begins with a label of what is no part of a plan: 实施时间:, 建设地点:."""
    return OTHER_LABEL.match(fold(text)) is not None


def is_menu(text: str) -> bool:
    """Whether a line is nothing but words of menus and buttons."""
    plain = bare(text)
    if not plain or len(plain) > 120:
        return False
    words = [word for word in _BETWEEN.split(text.strip()) if word]
    are_links = len(words) > 1
    return bool(words) and all(
        word in _MENU or (are_links and _SITE.fullmatch(word) is not None) for word in words
    )


def is_page_number(text: str) -> bool:
    """Whether a line is a page's number: - 3 -, 第3页 共5页."""
    plain = bare(text)
    return bool(_PAGE_NUMBER.fullmatch(plain) and _MARKED_PAGE.fullmatch(plain))


def begins_tail(text: str) -> bool:
    """Whether with this line the page's own words begin below the document: menus, shares, imprint."""
    plain = bare(text).lstrip("【[(")
    return (
        is_menu(text)
        or is_page_number(text)
        or (len(plain) <= 80 and _TAIL.match(plain) is not None)
    )


def is_closing(text: str) -> bool:
    """Whether a paragraph closes the document below its list: 现予公告, 各位代表, 附件:, 联系人."""
    return _CLOSING.match(bare(text)) is not None
