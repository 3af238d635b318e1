"""Search on PostgreSQL over a million entries and more, against the state before (one GIN index of pairs, sorted afterwards).

    .venv/bin/python bench/search.py [entries] [--old] [--hold]
    .venv/bin/python bench/search.py --of URL [--more entries [--words 20]]

Entries of about 250 characters are made from a seed, loaded by COPY into a private PostgreSQL under /tmp, and each kind of
question is asked: a word in every entry, in every second one, in some percent, in a few of a million, in none; two that are
both common and never stand together; one that stands in the oldest entries alone; a single character; within a district,
a year, a kind, a topic; with synonyms. Of five rounds turn about the median and the worst; "cold" is the first answer after
the server was started anew (the system's cache stays warm). The processor's time is that of the server's process and of
ours, without waiting for others. With --old the former index and statement are measured over the same entries; --hold
keeps the server until its input ends, and --of measures again what such a server holds, with --more after adding as many
newer entries, of fewer words perhaps. --ahead (root, Linux) lets the two measured processes go before all others, which
shows what a machine takes that has a core to spare.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
ENTRIES = int(next((one for one in sys.argv[1:] if one.isdigit() and int(one) > 999), 1_000_000))
OLD = "--old" in sys.argv
HOLD = "--hold" in sys.argv
OF = sys.argv[sys.argv.index("--of") + 1] if "--of" in sys.argv else None
MORE = "--more" in sys.argv
AHEAD = "--ahead" in sys.argv
WORDS = int(sys.argv[sys.argv.index("--words") + 1]) if "--words" in sys.argv else 75
"""Of an entry; 75 are about 250 characters."""
BATCH = 50_000
ROUNDS = 5
A_DISTRICT = 700
"""Entries of a district: 30 years of 20 projects and some notices; its entries follow one another."""
LENGTH = 250

COMMON = [
    "公路",
    "农村",
    "建设",
    "改造",
    "小区",
    "老旧",
    "学校",
    "医院",
    "养老",
    "服务",
    "中心",
    "设施",
    "完成",
    "新增",
    "项目",
    "街道",
    "社区",
    "供水",
    "管网",
    "电梯",
    "加装",
    "就业",
    "培训",
    "困难",
    "群众",
    "救助",
    "残疾",
    "儿童",
    "幼儿园",
    "学位",
    "食堂",
    "停车",
    "泊位",
    "公园",
    "绿化",
    "污水",
    "处理",
    "垃圾",
    "分类",
    "路灯",
    "护栏",
    "桥梁",
]
PLANTED = {
    "瀼渡": 0.05, "渝邻汇": 0.03, "血液透析": 0.02, "早癌筛查": 0.01, "龘靐": 0.001, "犇骉": 0.0001,
    "麤毳": 0.00001,
}  # fmt: skip
SYNONYMS = {
    "3 %": (0.03, "骐骥、骅骝、骖骊、骈骋、骁骢、骟骠、骧骣、驷驺"),
    "0.001 %": (0.00001, "鳊鲂、鲇鲈、鲋鲍、鲐鲑、鲔鲚、鲛鲞、鲟鲢、鲣鲥"),
    "none": (0.0, "鸢鸨、鸩鸪、鸫鸬、鸲鸱、鸶鸷、鸸鸹、鸺鸾、鹁鹂"),
    "common": (0.0, "学校、医院、学位、食堂、公园、路灯、桥梁、护栏"),
}
"""Groups of eight words that mean the same, and the share of the entries that each is planted in."""
ASKED: dict[str, tuple[str, dict[str, object]]] = {
    "in every entry": ("区县", {}),
    "in most entries": ("公路", {}),
    "two common words": ("公路 电梯", {}),
    "5 %": ("瀼渡", {}),
    "3 %": ("渝邻汇", {}),
    "2 %": ("血液透析", {}),
    "1 %": ("早癌筛查", {}),
    "0.1 %": ("龘靐", {}),
    "0.01 %": ("犇骉", {}),
    "0.001 %": ("麤毳", {}),
    "none": ("飞船", {}),
    "none, four characters": ("火星飞船", {}),
    "a common and a 5 % one": ("公路 瀼渡", {}),
    "a common and a 0.001 % one": ("公路 麤毳", {}),
    "a 5 % and a 3 % one": ("瀼渡 渝邻汇", {}),
    "two in 10 % each, never together": ("双日 单旬", {}),
    "only in the oldest 5 %": ("旧档", {}),
    "both pairs in 5 %, the word in none": ("双日禾", {}),
    "all of an older year": ("2021年", {}),
    "a number": ("第7件", {}),
    "a sentence of 16 characters, none": ("火星飞船夜航西东南北朝暮晨昏往来", {}),
    "common, a page from the middle": ("公路", {"before": ENTRIES // 2}),
    "one character, common": ("路", {}),
    "one character, rare": ("毳", {}),
    "one character, none": ("鿃", {}),
    "common, the district's word": ("公路 甲辰", {}),
    "common, one district": ("公路", {"district": "d0"}),
    "5 %, one district": ("瀼渡", {"district": "d0"}),
    "common, oldest year": ("公路", {"year": 2017}),
    "1 %, a middle year": ("早癌筛查", {"year": 2021}),
    "common, notices": ("公路", {"kind": "notice"}),
    "1 %, notices": ("早癌筛查", {"kind": "notice"}),
    "common, a topic": ("公路", {"topic": "jobs"}),
    "0.1 %, a topic": ("龘靐", {"topic": "jobs"}),
    "common, topic and year and kind": ("公路", {"topic": "jobs", "year": 2019, "kind": "project"}),
    "with two synonyms": ("供水", {}),
    "with two, none in a text": ("饮水飞船", {}),
    "eight synonyms, common": ("学校", {}),
    "eight synonyms, 3 % each": ("骐骥", {}),
    "eight synonyms, 0.001 % each": ("鳊鲂", {}),
    "eight synonyms, in none": ("鸢鸨", {}),
    "eight synonyms in six characters, none": ("火星飞船鸢鸨", {}),
    "eight synonyms and a common word": ("公路 骐骥", {}),
    "eight synonyms, common, one district": ("学校", {"district": "d0"}),
}


@dataclass
class Taken:
    """What one kind of question took, round by round."""

    found: int = 0
    ms: list[float] = field(default_factory=list)
    server_ms: list[float] = field(default_factory=list)
    own_ms: list[float] = field(default_factory=list)


def entries(first: int) -> Iterator[tuple[str, str]]:
    """(district, text), oldest first, from the number `first` on."""
    seeded = random.Random(20261129)
    signs = [chr(0x4E00 + seeded.randrange(5000)) for _ in range(2500)]
    names = ["".join(seeded.choices(signs, k=seeded.choice((2, 2, 3, 4)))) for _ in range(20_000)]
    vocabulary = [*COMMON, *names]
    weights = list(itertools.accumulate(1 / (at + 20) for at in range(len(vocabulary))))
    if first:
        seeded.seed(first)
    for at in range(first, first + ENTRIES):
        words = seeded.choices(vocabulary, cum_weights=weights, k=WORDS)
        words += [word for word, share in PLANTED.items() if seeded.random() < share]
        if at % 10 == 0:
            words.append("双日。")
        if at % 10 == 1:
            words.append("日禾。单旬")
        if at % 20 == 2:
            words.append("双日。日禾")
        for share, group in SYNONYMS.values():
            if share:
                words += [word for word in group.split("、") if seeded.random() < share]
        if at < ENTRIES // 20:
            words.append("旧档")
        if at // A_DISTRICT == ENTRIES // A_DISTRICT // 2:
            words.append("甲辰")
        seeded.shuffle(words)
        text = ""
        for number, word in enumerate(words):
            text += word + ("，" if number % 6 == 5 else "")
        yield f"d{at // A_DISTRICT}", text


def topic_signs(seeded: random.Random) -> str:
    """Of a project: a topic, of every third a second one."""
    from projects.topics import TOPICS
    from publicity.search.grams import topic_sign

    chosen = seeded.sample(TOPICS, k=2 if seeded.random() < 1 / 3 else 1)
    return "".join(topic_sign(topic.slug) for topic in chosen)


COLUMNS = ("district", "district_name", "kind", "path", "title", "year", "number", "body", "folded")


def load(cursor, first: int = 0, after_each: str = "SELECT") -> None:
    """Entries numbered from `first` on: ten years of them, in ten years more those that are added to others."""
    seeded = random.Random(12 + first)
    started = time.monotonic()
    made = entries(first)
    for start in range(first, first + ENTRIES, BATCH):
        lines = io.StringIO()
        for at, (district, text) in enumerate(itertools.islice(made, BATCH), start=start):
            year = (2027 if first else 2017) + (at - first) * 10 // ENTRIES
            number = at % 40
            kind, told = ("project", f" 第{number}件") if number else ("notice", "")
            signs = topic_signs(seeded) if number else ""
            lines.write(
                f"{district}\t某区\t{kind}\t/{at}/\t项目{at}\t{year}\t{number}\t{text[:LENGTH]}\t"
                f"项目{at} 某区县{year}年{told} {text}{signs}\n"
            )
        lines.seek(0)
        cursor.copy_from(lines, "publicity_searchentry", columns=COLUMNS)
        cursor.execute(after_each)
    print(f"loaded {ENTRIES} entries in {time.monotonic() - started:.0f} s", flush=True)


def add(url: str) -> None:
    """As many newer entries, taken into the index batch by batch as a bulk."""
    begin(url)
    from django.db import connection

    from publicity.search.newest_first import INDEX

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM publicity_searchentry")
        standing = cursor.fetchone()[0]
        cursor.execute(f"ALTER INDEX {INDEX} SET (fastupdate = on)")
        cursor.execute("SET gin_pending_list_limit = '2000GB'")
        cursor.execute("SET maintenance_work_mem = '1GB'")
        load(cursor, standing, f"SELECT gin_clean_pending_list('{INDEX}')")
        cursor.execute(f"ALTER INDEX {INDEX} SET (fastupdate = off)")
        cursor.execute("VACUUM (INDEX_CLEANUP off, ANALYZE) publicity_searchentry")
        tell_sizes(cursor, INDEX)
    connection.close()


def tell_sizes(cursor, index: str) -> None:
    cursor.execute(
        "SELECT pg_size_pretty(pg_relation_size(%s)), pg_size_pretty(pg_table_size('publicity_searchentry'))",
        [index],
    )
    print("index and table", cursor.fetchone(), flush=True)


OLD_SQL = [
    "ALTER TABLE publicity_searchentry ADD COLUMN grams text[]",
    "UPDATE publicity_searchentry SET grams = ARRAY(SELECT DISTINCT a || b FROM "
    "unnest(string_to_array(folded, NULL), (string_to_array(folded, NULL))[2:]) AS t(a, b) WHERE b IS NOT NULL)",
    "CREATE INDEX publicity_searchentry_grams ON publicity_searchentry USING gin (grams)",
]


def find_the_old_way(query: str, within: dict[str, object]) -> int:
    from publicity.models import SearchEntry
    from publicity.search.grams import words_of

    words = words_of(query)
    grams = [word[at : at + 2] for word in words for at in range(len(word) - 1)]
    found = SearchEntry.objects.filter(
        **{k: v for k, v in within.items() if k not in ("topic", "before")}
    )
    if grams:
        found = found.extra(where=["grams @> %s::text[]"], params=[grams])
    for word in words:
        found = found.filter(folded__contains=word)
    return len(found.order_by("-pk")[:21])


def find_now(query: str, within: dict[str, object]) -> int:
    from publicity.search import Within, find

    narrowed = {name: value for name, value in within.items() if name != "before"}
    found = find(query, within=Within(**narrowed), before=within.get("before"))
    return COUNT_MORE if found.has_more_than_counted else found.count or len(found.hits)


COUNT_MORE = 1001


def ran_ms(process: int) -> float:
    """Processor time of it until now."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e6


def go_ahead(process: int) -> None:
    """Of its own session, as each process of PostgreSQL is: Linux shares the cores out among sessions."""
    Path(f"/proc/{process}/autogroup").write_text("-19")


def measure(find: Callable[[str, dict[str, object]], int]) -> dict[str, Taken]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = cursor.fetchone()[0]
    if AHEAD:
        with contextlib.suppress(PermissionError):  # the first of its group stays where it is
            os.setsid()
        go_ahead(os.getpid())
        go_ahead(server)
    times = {kind: Taken() for kind in ASKED}
    for _ in range(ROUNDS):
        for kind, asked in ASKED.items():
            taken = times[kind]
            started, of_server, own = time.perf_counter(), ran_ms(server), time.process_time()
            taken.found = find(*asked)
            taken.ms.append((time.perf_counter() - started) * 1000)
            taken.server_ms.append(ran_ms(server) - of_server)
            taken.own_ms.append((time.process_time() - own) * 1000)
    return times


def main() -> None:
    from tests.private_postgres import private_server, server_programs

    programs = server_programs()
    if OF:
        if MORE:
            add(OF)
        measure_all(programs, OF)
        return
    with private_server(programs) as url:
        build(url)
        measure_all(programs, url)
        if HOLD:
            print(url, flush=True)
            sys.stdin.read()


def begin(url: str) -> None:
    os.environ["DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()


def build(url: str) -> None:
    begin(url)
    from django.core.management import call_command
    from django.db import connection

    from projects.models import SearchWordGroup
    from publicity.search.newest_first import INDEX, NEWEST_FIRST_SQL

    call_command("migrate", verbosity=0)
    SearchWordGroup.objects.bulk_create(
        SearchWordGroup(words=group) for _, group in SYNONYMS.values()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {INDEX}")
        load(cursor)
        started = time.monotonic()
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for statement in OLD_SQL if OLD else NEWEST_FIRST_SQL[1:3]:
            cursor.execute(statement)
        cursor.execute("RESET maintenance_work_mem")
        cursor.execute("VACUUM ANALYZE publicity_searchentry")
        print(f"index in {time.monotonic() - started:.0f} s", flush=True)
        tell_sizes(cursor, "publicity_searchentry_grams" if OLD else INDEX)
    connection.close()


def measure_all(programs: Path, url: str) -> None:
    begin(url)
    data = Path(url.split("@")[1].split("/")[0].replace("%2F", "/")) / "data"
    restart = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-s", "restart"]
    if os.geteuid() == 0:
        restart = ["setpriv", "--reuid", str(data.stat().st_uid), "--clear-groups", *restart]
    subprocess.run(restart, check=True, stdout=subprocess.DEVNULL, cwd="/")
    show(measure(find_the_old_way if OLD else find_now))


def show(times: dict[str, Taken]) -> None:
    print(f"{os.getloadavg()[0]:.1f} load")
    print(
        "| kind | asked | hits | first, cold | median | worst of the others | processor: server, own |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for kind, taken in times.items():
        cold, *warm = taken.ms
        query, within = ASKED[kind]
        asked = " ".join([query, *(f"{name}={value}" for name, value in within.items())])
        found = "1000+" if taken.found >= COUNT_MORE else taken.found
        server, own = statistics.median(taken.server_ms[1:]), statistics.median(taken.own_ms[1:])
        print(
            f"| {kind} | {asked} | {found} | {cold:.1f} | {statistics.median(warm):.1f} | {max(warm):.1f} "
            f"| {server:.1f}, {own:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
