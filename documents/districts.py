"""The district a document is of, as its titles and organs name it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from documents.text import bare

_STOP = re.compile(
    r"关于|印发|公布|公示|做好|推进|开展|下达|分解|实施|办好|调整|征求|征集|报送|落实|加快|《|》|\"|“|”|,|。|:|;|\s|中共|"
    r"20\d\d年度?|20\d\d|年度|现将|经|由|在|向|和|与"
)
_NO_DISTRICT = re.compile(
    r"(?:[全我本各该社小辖片景校院厂库灾地老县市]|(?<!工业)园)区$|区县|各|[全我本]县|[我全本各年]市|"
    r"代表|政府|人大|会议|民生|实事|重点|项目|工作|建设|城乡|农村|度|月|级"
)
_DISTRICT = re.compile(
    r"(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,6}?(?:市|自治州|盟|地区))?"
    r"((?![区县])(?:[\u4e00-\u9fff]{1,12}?(?:自治县|自治旗|新区|开发区|高新区)|[\u4e00-\u9fff]{1,6}?(?:区|县|旗)))"
)
_CITY = re.compile(
    r"(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区))?([\u4e00-\u9fff]{2,6}?(?:市|自治州|盟))"
)


def district_in(texts: Iterable[str | None]) -> str | None:
    """The district as printed (万州区), without its city; the first source that names one counts."""
    sources = [text for text in texts if text]
    for pattern in (_DISTRICT, _CITY):
        for source in sources:
            found = Counter(_districts(source, pattern))
            if found:
                return found.most_common(1)[0][0]
    return None


def _districts(text: str, pattern: re.Pattern[str]) -> Iterable[str]:
    for part in _STOP.split(bare(text)):
        found = pattern.match(part) if part else None
        if found and len(found[1]) >= 2 and not _NO_DISTRICT.search(found[1]):
            yield found[1]
