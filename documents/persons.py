"""People, their titles and telephones beside the units they work for: told apart, and never kept as units."""

from __future__ import annotations

import re

from documents.text import HAN, fold

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
    "汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍"
    "庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍"
    "华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬"
    "师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_PAIRS = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "皇甫",
    "东方",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
)
# Words that begin with the sign of a surname and are short names of offices.
_NO_NAMES = re.compile(
    r"(?:卫健|卫生|卫计|农业|农村|农林|农委|商务|文旅|文体|文广|文化|文明|房管|应急|安监|党政|党校|党工|党群|车管|路政|路灯|石油|"
    r"金融|华能|华润|中央|全[区县市]|各|时代|万达|成员|相关|有关|关工|连云|高新|经开|临空|水务|民政|项目|本级|方志|管理|边检|"
    r"安置|安全|安居|安保|和平|明珠|阳光|夏季|房产|应届|解放|向阳|单位|部门|高速|高铁|师范|荣军|游客|景区|沙区|宗教|查处|程序)"
)
_OFFICE_ENDS = re.compile(
    r"[委局办部厅处署院所站社会联团队司校馆街道镇乡村区县市州旗省组库店厂港场园院矿区协网城坊室]$|中心|集团"
)
_TITLE = (
    r"(?:党组|党委|党工委|党支部)?(?:副?书记|副?局长|副?主任|副?部长|副?区长|副?县长|副?市长|副?镇长|副?乡长|副?院长|副?校长|"
    r"副?总经理|副?董事长|副?处长|副?科长|副?站长|副?所长|副?队长|副?主席|副?会长|秘书长|常委|同志|科员|干事|先生|女士)"
)
_PHONE = (
    r"(?:(?:联系)?(?:电话|手机|方式)|TEL|Tel)?:?(?:1\d{10}|\(?0\d{2,3}\)?[- ]?\d{7,8}(?:[-转]\d{1,5})?"
    r"|(?<!\d)\d{7,8}(?:[-转]\d{1,5})?(?!\d)|转\d{3,5})"
)
_PHONES = re.compile(_PHONE)
_LABELLED = re.compile(
    r"(?:项目|具体|主要|直接|第一|单位)?(?:责任人|负责人|联系人|联络员|经办人|分管领导|牵头领导|责任领导|包联领导|包抓领导|领导|"
    r"联系电话|电话|手机|联系方式)(?:及(?:联系)?(?:电话|方式))?[:：][^\n;；。【】(（)）]*"
)
_TITLED = re.compile(rf"^{_TITLE}|{_TITLE}$")
_SPACED = re.compile(rf"(?<![{HAN}])([{''.join(sorted(_SURNAMES))}])[ \u3000]+([{HAN}])(?![{HAN}])")
_BRACKET = re.compile(r"[(（]([^()（）]{0,40})[)）]")
_BEGINS_BROKEN = re.compile(
    r"(?:镇|乡|街道|街办|村|区|县|社区|园区|办事处)(?:$|[^\u4e00-\u9fff]|人民|政府|办|管|党)"
)
"""What goes on with a name broken over lines: 石桥 / 镇人民政府."""
_TOGETHER = re.compile(r"[、,，;；/\s:：]+")
_GLUED = re.compile(
    r"(?P<unit>[\u4e00-\u9fff()（）]{2,}(?:委|局|办|部|厅|院|联|中心|公司|集团|政府|街道|办事处|委员会|管委会|大队|支队|镇|乡|处|站|所|会))"
    rf"(?P<name>[{HAN}]{{2,3}})$"
)


def is_person(text: str) -> bool:
    """Whether a word reads as a person's name, perhaps with a title: 陈志远, 局长吕良, 欧阳春."""
    word = _TITLED.sub("", fold(text).strip(" :.,;、。"))
    if word != text and not word:
        return True
    if not re.fullmatch(rf"[{HAN}]{{2,4}}", word) or _NO_NAMES.match(word):
        return False
    if word.startswith(_PAIRS):
        return True
    return word[0] in _SURNAMES and len(word) <= 3 and not _OFFICE_ENDS.search(word)


def without_people(text: str) -> str:
    """A cell of units without the persons and telephones in it; what is left is unchanged."""
    text = _LABELLED.sub("", text)
    text = _PHONES.sub(" ", text)
    text = _SPACED.sub(r"\1\2", text)
    text = _BRACKET.sub(lambda found: "" if _all_people(found[1]) else found[0], text)
    pieces = re.split(r"([、,，;；/\s:：]+)", text)
    kept: list[str] = []
    has_gone = False
    for at, piece in enumerate(pieces):
        if at % 2:
            if not has_gone:
                kept.append(piece)
            continue
        following = pieces[at + 2] if at + 2 < len(pieces) else ""
        has_gone = bool(piece) and is_person(piece) and not _BEGINS_BROKEN.match(following)
        if has_gone:
            while kept and _TOGETHER.fullmatch(kept[-1]) and not kept[-1].count("\n"):
                kept.pop()
            kept.append(" ")
            continue
        kept.append(_without_glued(piece))
    return "".join(kept).strip()


def _all_people(text: str) -> bool:
    words = [word for word in _TOGETHER.split(text) if word]
    return not words or all(is_person(word) for word in words)


def _without_glued(piece: str) -> str:
    """区教育局陈志远 and 区教育局局长陈志远: the unit alone."""
    found = _GLUED.fullmatch(piece)
    if found and is_person(found["name"]):
        return found["unit"]
    titled = re.fullmatch(
        rf"(.{{2,}}?[委局办部厅院联心司团府道处会队镇乡站所])({_TITLE})(?:[\u4e00-\u9fff]{{2,4}})?",
        piece,
    )
    return titled[1] if titled else piece
