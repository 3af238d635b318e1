"""Traditional characters (項目名稱, 牽頭單位): read by the meaning of their simplified forms, kept as printed.

A text is read in its simplified form, sign for sign, and what is found is given back with the signs of the source.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from documents.grids import Cell, Grid, Loaded, Paragraph

TRADITIONAL = (
    "項實責單標務額資計劃萬億進備註級類別稱內規領導辦協會聯參與關於報說總數區縣鄉鎮號時間節點階狀"
    "態現統籌經費預決審開動啟設許環電話機構軍農業漁財稅銀衛療醫藥養護勞團黨幹處廳長員學園體書館場"
    "廣觀遊覽樓橋鐵軌車輛輸運輕轉載軟線網絡紅綠緑紙細終結給綫維緊編練縮績織繼續纖認訂討訓記訪證評"
    "詢試詳語誤課調談請論諮識議讓讀變貧貨貸貿買賣質購賽貼贊賬補裝製複裡視見親觸譯豐負頭頁順須頒頻"
    "顆題願顧顯風飛飯飲馬駐駕驗驟魚鮮鳥麗麥黃齊齡龍龜東兩嚴個臨為爲舉義樂習亂爭亞產畝僅從倉儀們價"
    "優傳傷倫偉側偵償儲兒蘭興獸岡冊寫馮衝況凍淨涼減鳳憑凱擊鑿劉則剛創刪劑劇勸勵勁勢勳匯華盧卻廠歷"
    "曆壓厭厙雙發葉嘆嚇嗎啞響喚圍國圖圓聖壞塊堅壇壩墳墜壟墾牆聲殼復夠誇奪奮獎婦媽孫寶寵憲宮寬賓對"
    "尋壽將爾塵堯屍盡層屆屬嶺島嶼峽帥師帳幣帶幫幾庫應廟廢張彌彎彈強歸當錄徹徑禦憶懷憐戀懇惡惱悅驚"
    "慘慣戲戰戶撲執擴掃揚撫搶擔擬攏擁攔撥擇掛擋揮損換據攝擺搖撐敵齋鬥斷無舊曠晝曉暈暢術樸殺雜權條"
    "來楊極樞棗槍櫃檸棧棟欄樹樣檔夢檢橫歡歐殘毀畢氣漢湯溝沒滬淚澤潔灑濟渾濃測濱滅燈靈災爐煉爛煙煩"
    "燒熱愛爺牽犧狹獨獄獲豬獻瑪瓊璽畫癥盤監蓋盜眾睜矚礦碼磚禮禍離種積穩窮竊窩競筆築篩籤簡籃糧糾紀"
    "約純綱紛紡紐組紹繞繪絕絲綜綿綴緒緣緩縱纜羅罰罷聰職聽肅脅腸膚腎腫脹腦膠膽勝艙艦藝蘇蘋莖薦榮藍"
    "蔣蕭薩虛蟲雖蝦蠶襯襲覺詞診訴誠該諧謀謝謹譜貢貴賀賃賜贏趕趨躍蹤軸較輔輪輯轄邊遼達遷過邁還這遠"
    "違連遲適選遺郵鄰鄭釀釋針釘鈔鋼錢鉛鑒鋪鏈銷鎖鍋鍛鍵鏡閉問閒閱闊隊陽陰陣陳陸際險隨隱難雞霧靜韓"
    "韻頓飾餘餅餓饋騙騰驅驢鬧鴨鷹鹽麼黴齒瑩營廁淺滿澆濕灣潤溫漲渦鋁銅鋅隴鞏鞦韋頤頸飼槳殯徵晉棄櫻"
    "欽毆淵潛瀏瀝烴燦牘犢獅瑣瘋癢皚眥瞞稟穌筧簽糞紋紗綁緯縫繳罵羨聳膩臟舖艱蔥蕪薑藹蘆螢蠟覓詐諒謎"
    "謠譴貝販貫賄賠賢賤踐軒輝輩辯邏釣鈴鉤銘鋒錦錯鍾鐘鑄閃閘閣闡闢陝雲頂頌飄駁駛騎髒鬆麵檯臺佈併並"
    "佔採範託週隻衆羣牀裏峯唿閤僱傢彙氾煖磡祕糰纔蹟醖鬍鬚髮韆籲曬薹醜紮闆擡攜攢遞塗嚮妝垻姍戔棲檻"
    "汙洩礙穀竈糉繡纍罈羶脈臘蔔藴蘊褲跡鄧釐鉅鏽鑑雋靦韌騷鬱鬨魯鵝鷄麪準確歲樁訊暫贈聞懸龐轎滾後迴"
    "餵嶄攬縉脩塚燉鐳緝濾滯滲漸灘瀉瀕擱擠擾攤敗斃榪櫚"
)
SIMPLIFIED = (
    "项实责单标务额资计划万亿进备注级类别称内规领导办协会联参与关于报说总数区县乡镇号时间节点阶状"
    "态现统筹经费预决审开动启设许环电话机构军农业渔财税银卫疗医药养护劳团党干处厅长员学园体书馆场"
    "广观游览楼桥铁轨车辆输运轻转载软线网络红绿绿纸细终结给线维紧编练缩绩织继续纤认订讨训记访证评"
    "询试详语误课调谈请论咨识议让读变贫货贷贸买卖质购赛贴赞账补装制复里视见亲触译丰负头页顺须颁频"
    "颗题愿顾显风飞饭饮马驻驾验骤鱼鲜鸟丽麦黄齐龄龙龟东两严个临为为举义乐习乱争亚产亩仅从仓仪们价"
    "优传伤伦伟侧侦偿储儿兰兴兽冈册写冯冲况冻净凉减凤凭凯击凿刘则刚创删剂剧劝励劲势勋汇华卢却厂历"
    "历压厌厍双发叶叹吓吗哑响唤围国图圆圣坏块坚坛坝坟坠垄垦墙声壳复够夸夺奋奖妇妈孙宝宠宪宫宽宾对"
    "寻寿将尔尘尧尸尽层届属岭岛屿峡帅师帐币带帮几库应庙废张弥弯弹强归当录彻径御忆怀怜恋恳恶恼悦惊"
    "惨惯戏战户扑执扩扫扬抚抢担拟拢拥拦拨择挂挡挥损换据摄摆摇撑敌斋斗断无旧旷昼晓晕畅术朴杀杂权条"
    "来杨极枢枣枪柜柠栈栋栏树样档梦检横欢欧残毁毕气汉汤沟没沪泪泽洁洒济浑浓测滨灭灯灵灾炉炼烂烟烦"
    "烧热爱爷牵牺狭独狱获猪献玛琼玺画症盘监盖盗众睁瞩矿码砖礼祸离种积稳穷窃窝竞笔筑筛签简篮粮纠纪"
    "约纯纲纷纺纽组绍绕绘绝丝综绵缀绪缘缓纵缆罗罚罢聪职听肃胁肠肤肾肿胀脑胶胆胜舱舰艺苏苹茎荐荣蓝"
    "蒋萧萨虚虫虽虾蚕衬袭觉词诊诉诚该谐谋谢谨谱贡贵贺赁赐赢赶趋跃踪轴较辅轮辑辖边辽达迁过迈还这远"
    "违连迟适选遗邮邻郑酿释针钉钞钢钱铅鉴铺链销锁锅锻键镜闭问闲阅阔队阳阴阵陈陆际险随隐难鸡雾静韩"
    "韵顿饰余饼饿馈骗腾驱驴闹鸭鹰盐么霉齿莹营厕浅满浇湿湾润温涨涡铝铜锌陇巩秋韦颐颈饲桨殡征晋弃樱"
    "钦殴渊潜浏沥烃灿牍犊狮琐疯痒皑眦瞒禀稣笕签粪纹纱绑纬缝缴骂羡耸腻脏铺艰葱芜姜蔼芦萤蜡觅诈谅谜"
    "谣谴贝贩贯贿赔贤贱践轩辉辈辩逻钓铃钩铭锋锦错钟钟铸闪闸阁阐辟陕云顶颂飘驳驶骑脏松面台台布并并"
    "占采范托周只众群床里峰呼合雇家汇泛暖坎秘团才迹酝胡须发千吁晒苔丑扎板抬携攒递涂向妆坝姗戋栖槛"
    "污泄碍谷灶粽绣累坛膻脉腊卜蕴蕴裤迹邓厘巨锈鉴隽腼韧骚郁哄鲁鹅鸡面准确岁桩讯暂赠闻悬庞轿滚后回"
    "喂崭揽缙修冢炖镭缉滤滞渗渐滩泻濒搁挤扰摊败毙杩榈"
)
_TABLE = str.maketrans(TRADITIONAL, SIMPLIFIED)
_ANY = re.compile(f"[{TRADITIONAL}]")
_QUOTED = re.compile(r"「([^「」]*)」")
_AROUND = 3
"""Signs on each side that tell which of two forms stood at a place."""
_MOST_SIGNS = 400_000
T = TypeVar("T")


def has_traditional(text: str) -> bool:
    """Whether a traditional character stands in a text."""
    return _ANY.search(text) is not None


def simplified(text: str) -> str:
    """The text with simplified characters, sign for sign."""
    return text.translate(_TABLE)


def loaded_in_traditional(loaded: Loaded) -> bool:
    """Whether any text of an opened file holds traditional characters."""
    return any(has_traditional(text) for text in _texts(loaded))


def simplified_file(loaded: Loaded) -> Loaded:
    """The opened file with simplified characters, for reading."""
    return _mapped_file(loaded, simplified)


def _mapped_file(loaded: Loaded, change: Any) -> Loaded:
    blocks: list[Paragraph | Grid] = []
    for block in loaded.blocks:
        if isinstance(block, Paragraph):
            blocks.append(replace(block, text=change(block.text)))
            continue
        known: dict[int, Cell] = {}
        rows = tuple(
            tuple(
                None
                if cell is None
                else known.setdefault(id(cell), replace(cell, text=change(cell.text)))
                for cell in row
            )
            for row in block.rows
        )
        blocks.append(replace(block, name=change(block.name), rows=rows))
    meta = {name: change(value) for name, value in loaded.meta.items()}
    return replace(loaded, blocks=tuple(blocks), meta=meta)


def _texts(loaded: Loaded) -> Iterator[str]:
    for block in loaded.blocks:
        if isinstance(block, Paragraph):
            yield block.text
            continue
        yield block.name
        for row in block.rows:
            for cell in row:
                if cell is not None:
                    yield cell.text
    yield from loaded.meta.values()


class Original:
    """The printed signs of a document, to give back what was read in simplified ones."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._printed = "".join("".join(texts).split())[:_MOST_SIGNS]
        self._plain = simplified(self._printed)
        self._forms: Mapping[str, set[str]] = defaultdict(set)
        for printed, plain in zip(self._printed, self._plain, strict=True):
            self._forms[plain].add(printed)
        self._sure = {
            ord(plain): next(iter(forms))
            for plain, forms in self._forms.items()
            if len(forms) == 1 and forms != {plain}
        }
        self._doubtful = {plain for plain, forms in self._forms.items() if len(forms) > 1}

    @classmethod
    def of(cls, loaded: Loaded) -> Original:
        """The signs of an opened file."""
        return cls(_texts(loaded))

    def text(self, plain: str) -> str:
        """A text as it was printed."""
        restored = plain.translate(self._sure)
        if self._doubtful.isdisjoint(plain):
            return restored
        signs = list(restored)
        for at, sign in enumerate(plain):
            if sign in self._doubtful:
                signs[at] = self._form(plain, at)
        return "".join(signs)

    def _form(self, plain: str, at: int) -> str:
        """The form that stood between these neighbours: of ever fewer of them until they are found."""
        for around in range(_AROUND, -1, -1):
            low = max(0, at - around)
            window = plain[low : at + around + 1]
            found = self._plain.find(window)
            if found >= 0:
                return self._printed[found + at - low]
        return plain[at]

    def file(self, loaded: Loaded) -> Loaded:
        """An opened file as it was printed."""
        return _mapped_file(loaded, self.text)

    def value(self, value: T) -> T:
        """A reading, or any part of it, as it was printed; of our own sentences what they quote."""
        return self._value(value)

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            return tuple(self._value(item) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            changes = {}
            for item in fields(value):
                own = getattr(value, item.name)
                changes[item.name] = (
                    _QUOTED.sub(lambda found: f"「{self.text(found[1])}」", own)
                    if item.name == "message"
                    else self._value(own)
                )
            return replace(value, **changes)
        return value
