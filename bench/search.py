"""Search on PostgreSQL over a million entries and more, against the state before (one GIN index of pairs, sorted afterwards).

    .venv/bin/python bench/search.py [entries] [--old]

Entries of about 250 characters are made from a seed, loaded by COPY into a private PostgreSQL under /tmp, and each kind of
word is asked: everywhere, in every second entry, in some percent, in a few of a million, in none; two that are both
common and never stand together; one that stands in the oldest entries alone; a single character. Of five rounds turn about
the median and the worst; "cold" is the first answer after the server was started anew (the system's cache stays warm).
With --old the former index and statement are measured over the same entries.
"""

from __future__ import annotations

import io
import itertools
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
ENTRIES = int(next((one for one in sys.argv[1:] if one.isdigit()), 1_000_000))
OLD = "--old" in sys.argv
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
ASKED = {
    "in every entry": "区县", "in most entries": "公路", "two common words": "公路 电梯",
    "5 %": "瀼渡", "3 %": "渝邻汇", "2 %": "血液透析", "1 %": "早癌筛查", "0.1 %": "龘靐", "0.01 %": "犇骉",
    "0.001 %": "麤毳", "none": "飞船", "none, four characters": "火星飞船",
    "two in 10 % each, never together": "双日 单旬", "only in the oldest 5 %": "旧档",
    "both pairs in 10 %, the word in none": "双日禾",
    "all of an older year": "2021年", "common, in one district": "公路 甲辰",
    "with two synonyms": "供水", "with two, none in a text": "饮水飞船",
    "one common character": "路", "one rare character": "毳", "one character, none": "鿃",
}  # fmt: skip


def entries() -> Iterator[tuple[str, str]]:
    """(district, text), oldest first."""
    seeded = random.Random(20261129)
    signs = [chr(0x4E00 + seeded.randrange(5000)) for _ in range(2500)]
    names = ["".join(seeded.choices(signs, k=seeded.choice((2, 2, 3, 4)))) for _ in range(20_000)]
    vocabulary = [*COMMON, *names]
    weights = list(itertools.accumulate(1 / (at + 20) for at in range(len(vocabulary))))
    for at in range(ENTRIES):
        words = seeded.choices(vocabulary, cum_weights=weights, k=75)
        words += [word for word, share in PLANTED.items() if seeded.random() < share]
        if at % 10 == 0:
            words.append("双日。")
        if at % 10 == 1:
            words.append("日禾。单旬")
        if at % 20 == 2:
            words.append("双日。日禾")
        if at < ENTRIES // 20:
            words.append("旧档")
        if at // A_DISTRICT == ENTRIES // A_DISTRICT // 2:
            words.append("甲辰")
        seeded.shuffle(words)
        text = ""
        for number, word in enumerate(words):
            text += word + ("，" if number % 6 == 5 else "")
        yield f"d{at // A_DISTRICT}", text


def load(cursor) -> None:
    columns = (
        "district",
        "district_name",
        "kind",
        "path",
        "title",
        "year",
        "number",
        "body",
        "folded",
    )
    started = time.monotonic()
    made = entries()
    for first in range(0, ENTRIES, 50_000):
        lines = io.StringIO()
        for at, (district, text) in enumerate(itertools.islice(made, 50_000), start=first):
            year = 2017 + at * 10 // ENTRIES
            body = text[:LENGTH]
            lines.write(
                f"{district}\t某区\t{'notice' if at % 40 == 0 else 'project'}\t/{at}/\t项目{at}\t{year}\t{at % 40}\t"
                f"{body}\t项目{at} 某区县{year}年 {text}\n"
            )
        lines.seek(0)
        cursor.copy_from(lines, "publicity_searchentry", columns=columns)
    print(f"loaded {ENTRIES} entries in {time.monotonic() - started:.0f} s", flush=True)


OLD_SQL = [
    "ALTER TABLE publicity_searchentry ADD COLUMN grams text[]",
    "UPDATE publicity_searchentry SET grams = ARRAY(SELECT DISTINCT a || b FROM "
    "unnest(string_to_array(folded, NULL), (string_to_array(folded, NULL))[2:]) AS t(a, b) WHERE b IS NOT NULL)",
    "CREATE INDEX publicity_searchentry_grams ON publicity_searchentry USING gin (grams)",
]


def find_the_old_way(query: str) -> int:
    from publicity.models import SearchEntry
    from publicity.search.grams import words_of

    words = words_of(query)
    grams = [word[at : at + 2] for word in words for at in range(len(word) - 1)]
    found = SearchEntry.objects.all()
    if grams:
        found = found.extra(where=["grams @> %s::text[]"], params=[grams])
    for word in words:
        found = found.filter(folded__contains=word)
    return len(found.order_by("-pk")[:21])


def find_now(query: str) -> int:
    from publicity.search import find

    found = find(query)
    return COUNT_MORE if found.has_more_than_counted else found.count or 0


COUNT_MORE = 1001


def measure(find) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for kind, query in ASKED.items():
            started = time.perf_counter()
            found = find(query)
            times.setdefault(
                f"{kind} | {query} | {found if found < COUNT_MORE else '1000+'}", []
            ).append((time.perf_counter() - started) * 1000)
    return times


def main() -> None:
    from tests.private_postgres import private_server, server_programs

    programs = server_programs()
    with private_server(programs) as url:
        os.environ["DATABASE_URL"] = url
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from publicity.search.newest_first import INDEX, NEWEST_FIRST_SQL

        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX {INDEX}")
            load(cursor)
            started = time.monotonic()
            cursor.execute("SET maintenance_work_mem = '64MB'")
            making = OLD_SQL if OLD else NEWEST_FIRST_SQL[1:3]
            for statement in making:
                cursor.execute(statement)
            cursor.execute("RESET maintenance_work_mem")
            cursor.execute("VACUUM ANALYZE publicity_searchentry")
            name = "publicity_searchentry_grams" if OLD else INDEX
            cursor.execute(
                "SELECT pg_size_pretty(pg_relation_size(%s)), pg_size_pretty(pg_table_size('publicity_searchentry'))",
                [name],
            )
            print(
                f"index in {time.monotonic() - started:.0f} s, index and table",
                cursor.fetchone(),
                flush=True,
            )
        connection.close()
        data = Path(url.split("@")[1].split("/")[0].replace("%2F", "/")) / "data"
        restart = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-s", "restart"]
        if os.geteuid() == 0:
            restart = ["setpriv", "--reuid", str(data.stat().st_uid), "--clear-groups", *restart]
        subprocess.run(restart, check=True, stdout=subprocess.DEVNULL, cwd="/")
        show(measure(find_the_old_way if OLD else find_now))


def show(times: dict[str, list[float]]) -> None:
    print(
        f"{os.getloadavg()[0]:.1f} load\n| kind | asked | hits | first, cold | median | worst of the others |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for what, taken in times.items():
        cold, *warm = taken
        print(
            f"| {what} | {cold:.1f} | {statistics.median(warm):.1f} | {max(warm):.1f} |", flush=True
        )


if __name__ == "__main__":
    main()
