"""Takes the pictures of 异议办理手册 from a demo of its own: some objections, the acts done, each person at their page.

`.venv/bin/python bench/objection_screenshots.py` needs Chromium. Whoever objects here is invented and says so (演示).
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent))
import screenshots

PHONE = 390
NOTICE = "2025-q1"
FORM = f"/wanzhou/notices/{NOTICE}/object/"
NAME, CONTACT = "演示人员", "023-00000000"
WORDS = "（演示）公示上写完成2个停车场、60个泊位，与我看到的不一样，请核实。"
SUMMARY = "（演示）反映第19件已完成的停车场个数、泊位数与现场不一致，请求核实。"
REPLY = "（演示）4月16日到现场核实，停车场个数、泊位数和现场照片写在这里。"
ANSWER = {
    "request": SUMMARY,
    "facts": "（演示）4月16日到现场核实，查明的情况和理由写在这里。",
    "opinion": "（演示）怎么处理、由谁在什么时候办，写在这里。",
    "basis": "（演示）所依据的文件、条款或方案写在这里。",
    "outcome": "partly",
    "public_outcome": "（演示）第19件的异议已核查、答复。",
}
LIKE_A_PERSON = 5_000
"""Milliseconds before a form is sent: one sent faster waits for a person's check."""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of April 2025; the demo stands on the 28th."""
    return datetime(2025, 4, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


def story(base: str, browser) -> None:  # type: ignore[no-untyped-def]
    """One objection from its receipt to the erasure of its words, with some others beside it."""
    from accounts.models import User

    posts = ("yiyi", "shenhe", "anquan", "chengguan")
    people = {post: User.objects.get(username=f"wz-{post}") for post in posts}

    def shot(post: str, name: str, path: str, **how) -> None:  # type: ignore[no-untyped-def]
        person = people[post] if post else None
        screenshots.picture(base, browser, person, f"异议-{name}", path, **how)

    _somebody_objects(shot)
    case, code = _others_came_too(people)
    letter = _a_letter(people)
    _the_handler(shot, people, case, letter)
    _the_answer(shot, people, case)
    _afterwards(shot, people, case, code)


# ------------------------------------------------------------- what came in
def _somebody_objects(shot: Callable) -> None:
    """On a phone, through the pages: look it over, send it, keep the receipt."""

    def fill(page) -> None:  # type: ignore[no-untyped-def]
        page.get_by_label("对哪一件").select_option("2")
        page.get_by_label("哪里不对").fill("（演示）公示上写的完成情况与我看到的不一样，请核实。")
        page.get_by_label("怎么称呼您").fill(NAME)
        page.get_by_label("电话或地址").fill(CONTACT)
        page.get_by_role("button", name="下一步").click()

    def send(page) -> None:  # type: ignore[no-untyped-def]
        page.wait_for_timeout(LIKE_A_PERSON)
        fill(page)
        page.get_by_role("button", name="提交异议").click()

    shot("", "核对", FORM, width=PHONE, height=1230, before=fill)
    shot("", "回执", FORM, width=PHONE, height=980, before=send)


def _others_came_too(people: dict):  # type: ignore[no-untyped-def, type-arg]
    """The case that is followed, with its code; a call still to be completed; what waits for a person's check."""
    from objections import services
    from objections.models import Objection

    receipt = _by_web(at(14, 8, 12), project_number=19, text=WORDS, name=NAME, contact=CONTACT)
    _enter(people, "visit", at(16, 15), text=WORDS, name=NAME, contact=CONTACT, project_number=19)
    _enter(people, "phone", at(18, 10, 20), is_complete=False, project_number=3)
    answered = _by_web(at(12, 20, 5), project_number=8, text="（演示）请核实这一件。")
    key = {"objection_id": answered.objection_id}
    services.accept_objection(
        **key, actor=people["yiyi"], summary="（演示）请求核实第8件。", at=at(14, 9)
    )
    _answer(people, key, ANSWER | {"outcome": "not_upheld", "public_outcome": ""}, at(17, 16))
    doubtful = (
        "（演示）同一句话，从两处发来。",
        "（演示）同一句话，从两处发来。",
        "（演示）广告。",
    )
    for number, text in enumerate(doubtful):
        _by_web(at(19, 22, 40 + number), text=text, source_mark=f"{number}", project_number=1)
    return Objection.objects.get(pk=receipt.objection_id), receipt.code


def _a_letter(people: dict):  # type: ignore[no-untyped-def, type-arg]
    """A letter with two scans, read against them."""
    from objections import services
    from objections.models import Objection

    words = {"text": "（演示）来信的内容。", "name": NAME, "contact": "演示地址", "column": "备注"}
    receipt = _enter(people, "letter", at(17, 11), date(2025, 4, 15), project_number=6, **words)
    for name, form in (("来信.jpg", "JPEG"), ("信封和附件.pdf", "PDF")):
        services.add_scan(
            objection_id=receipt.objection_id, actor=people["yiyi"], name=name,
            data=_scan(form), at=at(17, 11, 10),
        )  # fmt: skip
    key = {"objection_id": receipt.objection_id, "actor": people["yiyi"]}
    services.open_words(**key, reason="与扫描件核对", at=at(17, 11, 20))
    return Objection.objects.get(pk=receipt.objection_id)


def _by_web(moment: datetime, *, source_mark: str = "", **words):  # type: ignore[no-untyped-def]
    from notices.models import Notice
    from objections import privacy_text, receipts, services

    return services.receive_web_objection(
        notice=Notice.objects.get(number=NOTICE), words=services.Words(**words),
        token=receipts.new_token(FORM, moment), privacy_version=privacy_text.current().version,
        at=moment, needs_human_check=bool(source_mark), source_mark=source_mark,
    )  # fmt: skip


def _enter(  # type: ignore[no-untyped-def]
    people: dict, channel: str, moment: datetime, postmark_on: date | None = None, *,  # type: ignore[type-arg]
    is_complete: bool = True, **words,
):  # fmt: skip
    from notices.models import Notice
    from objections import receipts, services

    notice = Notice.objects.get(number=NOTICE)
    return services.register_objection(
        district=notice.district, actor=people["yiyi"],
        arrival=services.Arrival(channel, moment.date(), notice, postmark_on),
        words=services.Words(**words), token=receipts.new_token("entry", moment),
        is_complete=is_complete, at=moment,
    )  # fmt: skip


def _scan(form: str) -> bytes:
    """A page of lines, as large as a scan is."""
    from PIL import Image, ImageDraw

    page = Image.new("L", (1240, 1754), "white")
    for line in range(200, 1500, 60):
        ImageDraw.Draw(page).line((150, line, 1090, line), fill="gray", width=9)
    out = io.BytesIO()
    page.save(out, form, quality=90)
    return out.getvalue()


# ------------------------------------------------------------- at the desk
def _the_handler(shot: Callable, people: dict, case, letter) -> None:  # type: ignore[no-untyped-def, type-arg]
    """The register, what waits apart, an entry, the case before it is accepted, its words."""

    def call(page) -> None:  # type: ignore[no-untyped-def]
        page.get_by_label("来电").check()
        page.get_by_label("对哪一份公示").select_option(index=1)
        page.get_by_label("第几件").fill("16")
        page.get_by_label("异议内容").fill("（演示）来电的人说的第一句话，其余以后补全。")

    def number(page) -> None:  # type: ignore[no-untyped-def]
        call(page)
        page.get_by_role("button", name="先取号").click()

    def tick(page) -> None:  # type: ignore[no-untyped-def]
        page.get_by_role("checkbox").first.check()

    def open_words(page) -> None:  # type: ignore[no-untyped-def]
        page.get_by_label("查看原因").fill("核实反映的地点")
        page.get_by_role("button", name="留下记录并查看").click()

    def unfold(page) -> None:  # type: ignore[no-untyped-def]
        page.locator("summary", has_text="添加扫描件").click()

    desk = "/desk/objections/"
    shot("yiyi", "登记册", desk, height=480)
    shot("yiyi", "待核对", f"{desk}check/", height=800, before=tick)
    shot("yiyi", "登记", f"{desk}new/", height=1010, before=call)
    shot("yiyi", "取号", f"{desk}new/", height=680, before=number)
    shot("yiyi", "扫描件", f"{desk}{letter.pk}/", height=760, before=unfold)
    shot("yiyi", "案件", f"{desk}{case.pk}/", height=800)
    shot("yiyi", "原文", f"{desk}{case.pk}/", height=460, before=open_words)


def _the_answer(shot: Callable, people: dict, case) -> None:  # type: ignore[no-untyped-def, type-arg]
    """Accept, tell, ask the unit, answer; each step seen by whoever takes the next."""
    from objections import answer_template, services
    from projects.models import ResponsibleUnit

    handler, key = people["yiyi"], {"objection_id": case.pk}
    desk = f"/desk/objections/{case.pk}/"
    services.accept_objection(**key, actor=handler, summary=SUMMARY, at=at(15, 9, 30))
    services.tell_person(
        **key, actor=handler, told_on=date(2025, 4, 15), told_how="phone", at=at(15, 9, 45)
    )
    shot("yiyi", "核查", desk, height=990)
    inquiry = services.ask_unit(
        **key, actor=handler, question=SUMMARY, due_on=date(2025, 4, 25), at=at(15, 10),
        unit=ResponsibleUnit.objects.get(district=case.district, name="区城市管理局"),
    )  # fmt: skip
    shot("chengguan", "单位", f"/desk/objections/asked/{inquiry.pk}/", height=710)
    services.reply_to_inquiry(
        inquiry_id=inquiry.pk, actor=people["chengguan"], reply=REPLY, at=at(17, 9, 20)
    )
    shot("yiyi", "答复", f"{desk}answer/", height=1250)
    case.refresh_from_db()
    saved = services.draft_answer(
        **key, actor=handler, parts=answer_template.opening(case) | ANSWER, version=0, at=at(20, 8)
    )
    services.submit_answer(**key, actor=handler, version=saved.answer_version, at=at(20, 8, 5))
    shot("shenhe", "批准", desk, height=1140)
    services.approve_answer(
        **key, actor=people["shenhe"], version=saved.answer_version, release=True, at=at(20, 8, 40)
    )


def _afterwards(shot: Callable, people: dict, case, code: str) -> None:  # type: ignore[no-untyped-def, type-arg]
    """The correction, what the person reads, and the erasure they ask for."""
    from objections import services

    def follow(page) -> None:  # type: ignore[no-untyped-def]
        page.get_by_label("回执编号").fill(case.receipt)
        page.get_by_label("查询码").fill(code)
        page.get_by_role("button", name="查办理进度").click()

    shot("shenhe", "更正", "/desk/objections/corrections/", height=570)
    shot("", "查进度", "/objections/", width=PHONE, height=1500, before=follow)
    services.ask_erasure(objection_id=case.pk, at=at(20, 9))
    shot("yiyi", "清除", "/desk/objections/erasures/", height=480)


def _answer(people: dict, key: dict, parts: dict, moment: datetime) -> None:  # type: ignore[type-arg]
    """Written, handed in and approved within half an hour."""
    from objections import answer_template, services
    from objections.models import Objection

    whole = answer_template.opening(Objection.objects.get(pk=key["objection_id"])) | parts
    handler, later = people["yiyi"], moment + timedelta(minutes=30)
    version = services.draft_answer(
        **key, actor=handler, parts=whole, version=0, at=moment
    ).answer_version
    services.submit_answer(**key, actor=handler, version=version, at=moment)
    services.approve_answer(**key, actor=people["shenhe"], version=version, release=False, at=later)


if __name__ == "__main__":
    screenshots.main(story)
