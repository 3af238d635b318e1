"""One person, the same form open twice: what either page holds is never lost to the other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from progress import services
from progress.models import ProgressReport, ReportDraft
from progress.services import Kept, Seen
from tests.factories import AT
from tests.progress.conftest import COMPLETE, Story, make_story
from tests.together import at_once

LATER = AT + timedelta(minutes=5)


@pytest.fixture
def story(db) -> Story:
    return make_story()


def keep(story: Story, text: str, tab: str = "", mark: str = "", *, at=AT, over: str = "") -> Kept:
    return services.autosave_draft(
        **story.where,
        user=story.reporter,
        at=at,
        base_version=0,
        values={"narrative": text},
        seen=Seen(mark, tab),
        over=over,
    )


def draft() -> ReportDraft:
    return ReportDraft.objects.get(aside="")


def texts() -> set[str]:
    """Everything of the person's that can still be reached."""
    return {one.values["narrative"] for one in ReportDraft.objects.all()}


class TestTheService:
    def test_a_page_that_has_not_seen_the_newest_draft_does_not_take_its_place(self, story):
        keep(story, "十点写的", "A")
        kept = keep(story, "早先开着的页面里的", "B", at=LATER)
        assert kept.newer is not None
        assert (kept.newer.values["narrative"], kept.newer.saved_at) == ("十点写的", AT)
        assert draft().values == {"narrative": "十点写的"}
        assert texts() == {"十点写的", "早先开着的页面里的"}

    def test_a_page_goes_on_with_its_own_draft_even_if_an_answer_was_lost(self, story):
        keep(story, "一", "A")
        assert keep(story, "一二", "A").newer is None
        assert draft().values == {"narrative": "一二"}

    def test_a_page_that_shows_the_draft_goes_on_with_it(self, story):
        mark = keep(story, "一", "A").draft.mark
        assert keep(story, "一二", "B", mark).newer is None
        assert keep(story, "一三", "A", mark).newer is not None, "by now B's is the newer one"
        assert texts() == {"一二", "一三"}

    def test_what_was_refused_goes_on_beside_the_draft(self, story):
        keep(story, "甲", "A")
        for text in ("乙", "乙乙"):
            keep(story, text, "B")
        keep(story, "丙", "C")
        assert texts() == {"甲", "乙乙", "丙"}

    def test_texts_of_pages_without_a_script_are_kept_each(self, story):
        keep(story, "甲", "A")
        for text in ("乙", "丙", "乙"):
            assert keep(story, text).newer is not None
        assert texts() == {"甲", "乙", "丙"}

    def test_the_same_text_is_no_second_draft(self, story):
        keep(story, "甲", "A")
        assert keep(story, "甲", "B").newer is None
        assert ReportDraft.objects.count() == 1

    def test_whoever_insists_replaces_only_the_draft_they_were_told_of(self, story):
        keep(story, "甲", "A")
        told = keep(story, "乙", "B").newer.mark
        keep(story, "甲甲", "A")
        again = keep(story, "乙", "B", over=told)
        assert again.newer is not None and texts() == {"甲甲", "乙"}
        assert keep(story, "乙", "B", over=again.newer.mark).newer is None
        assert draft().values == {"narrative": "乙"}
        assert texts() == {"乙"}

    def test_choosing_one_sets_the_other_aside(self, story):
        keep(story, "甲", "A")
        aside = keep(story, "乙", "B").draft
        services.choose_aside(aside_id=aside.pk, **story.where, user=story.reporter)
        assert draft().values == {"narrative": "乙"} and texts() == {"甲", "乙"}
        assert keep(story, "甲一", "A").newer is not None, "A still has to see the choice"
        assert texts() == {"甲一", "乙"}

    def test_nobody_chooses_or_drops_a_text_of_somebody_else(self, story):
        keep(story, "甲", "A")
        aside = keep(story, "乙", "B").draft
        with pytest.raises(services.StepRefused):
            services.choose_aside(aside_id=aside.pk, **story.where, user=story.helper_reporter)
        services.discard_draft(aside_id=aside.pk, **story.where, user=story.helper_reporter)
        assert texts() == {"甲", "乙"}

    def test_a_save_drops_only_the_draft_its_page_has_seen(self, story):
        keep(story, "甲", "A")
        keep(story, "乙", "B")
        values = {**COMPLETE, "narrative": "乙"}
        services.save_report(
            **story.where,
            actor=story.reporter,
            at=LATER,
            values=values,
            base_version=0,
            seen=Seen("", "B"),
        )
        assert story.report().narrative == "乙"
        assert texts() == {"甲"}, "what the other page kept is still a draft"
        services.save_report(
            **story.where,
            actor=story.reporter,
            at=LATER,
            values={"narrative": "甲乙"},
            base_version=1,
            seen=Seen(draft().mark, "C"),
        )
        assert not ReportDraft.objects.exists()

    def test_fields_a_page_does_not_show_stay_in_the_draft(self, story):
        services.autosave_draft(
            **story.where,
            user=story.reporter,
            at=AT,
            base_version=0,
            values={"narrative": "甲", "problem": "征地"},
            seen=Seen("", "form"),
        )
        keep(story, "表格里写的", "sheet", draft().mark)
        assert draft().values == {"narrative": "表格里写的", "problem": "征地"}

    def test_too_many_texts_are_refused_and_none_is_thrown_away(self, story):
        keep(story, "甲", "A")
        for number in range(20):
            keep(story, f"乙{number}", f"B{number}")
        with pytest.raises(services.StepRefused, match="先处理另存的内容"):
            keep(story, "丙", "C")
        assert ReportDraft.objects.count() == 21


@pytest.mark.django_db(transaction=True)
def test_of_pages_that_keep_at_once_one_is_the_draft_and_no_text_is_lost():
    story = make_story()
    outcomes = at_once(
        *(lambda number=number: keep(story, f"第{number}页", f"tab{number}") for number in range(6))
    )
    assert not [one for one in outcomes if isinstance(one, BaseException)], outcomes
    assert sum(one.newer is None for one in outcomes) == 1
    assert texts() == {f"第{number}页" for number in range(6)}
    assert ReportDraft.objects.filter(aside="").count() == 1


@pytest.mark.django_db(transaction=True)
def test_pages_that_type_on_and_save_at_once_lose_no_text():
    """Two pages keep ten texts each while a third saves; what either page held last can be reached in the end."""
    story = make_story()

    def types(tab: str) -> None:
        for number in range(10):
            keep(story, f"{tab}{number}", tab)

    def saves() -> None:
        services.save_report(
            **story.where,
            actor=story.reporter,
            at=AT,
            values={**COMPLETE, "narrative": "存入的"},
            base_version=0,
            seen=Seen("", "S"),
        )

    outcomes = at_once(lambda: types("A"), lambda: types("B"), saves)
    assert outcomes == [None, None, None]
    assert story.report().narrative == "存入的"
    assert {"A9", "B9"} <= texts()


class TestThePages:
    @pytest.fixture
    def unit(self, story) -> Client:
        client = Client()
        client.force_login(story.reporter)
        return client

    @staticmethod
    def address(story: Story, name: str = "report") -> str:
        return reverse(f"progress:{name}", args=[story.task.pk, story.round.pk])

    @staticmethod
    def body(text: str, **more: str) -> dict[str, str]:
        return {"base_version": "0", "kind": "progress", "narrative": text, **more}

    def test_the_form_carries_the_mark_of_the_draft_it_shows(self, story, unit):
        keep(story, "甲", "A")
        text = unit.get(self.address(story)).content.decode()
        assert f'name="draft" value="{draft().mark}"' in text

    def test_a_stale_page_is_told_when_the_newer_draft_was_kept(self, story, unit):
        first = unit.post(self.address(story, "report-autosave"), self.body("甲", tab="A"))
        assert first.json()["marks"] == {"draft": draft().mark}
        refused = unit.post(self.address(story, "report-autosave"), self.body("乙", tab="B"))
        assert refused.status_code == 409
        told = refused.json()
        assert told["message"].startswith("您在另一个窗口里有更新的草稿（")
        assert first.json()["saved_at"] in told["message"]
        again = unit.post(
            self.address(story, "report-autosave"), self.body("乙", tab="B", **told["over"])
        )
        assert again.status_code == 200 and draft().values["narrative"] == "乙"

    def test_both_texts_are_on_the_form_until_one_is_chosen(self, story, unit):
        keep(story, "甲的话", "A")
        aside = keep(story, "乙的话", "B").draft
        text = unit.get(self.address(story)).content.decode()
        assert "甲的话</textarea>" in text and "乙的话" in text
        assert "还有一份没有并进来" in text
        text = unit.post(
            self.address(story, "report-discard"), {"take": aside.pk}, follow=True
        ).content.decode()
        assert "乙的话</textarea>" in text and "甲的话" in text
        (other,) = ReportDraft.objects.exclude(aside="")
        text = unit.post(
            self.address(story, "report-discard"), {"aside": other.pk}, follow=True
        ).content.decode()
        assert "甲的话" not in text and "乙的话</textarea>" in text

    def test_giving_up_the_draft_gives_up_no_newer_one(self, story, unit):
        mark = keep(story, "甲的话", "A").draft.mark
        keep(story, "甲的话又写了", "A")
        answer = unit.post(self.address(story, "report-discard"), {"draft": mark}, follow=True)
        assert "又存过草稿，没有放弃" in answer.content.decode()
        assert texts() == {"甲的话又写了"}
        unit.post(self.address(story, "report-discard"), {"draft": draft().mark})
        assert not ReportDraft.objects.exists()

    def test_a_page_without_a_script_that_asks_for_the_last_text_overwrites_nothing(
        self, story, unit
    ):
        keep(story, "甲的话", "A")
        unit.post(self.address(story), self.body("乙的话", then="last", draft=""))
        assert draft().values["narrative"] == "甲的话"
        assert texts() == {"甲的话", "乙的话"}

    def test_a_stale_page_that_saves_leaves_the_other_pages_draft(self, story, unit):
        keep(story, "甲的话", "A")
        unit.post(self.address(story), self.body("乙的话", tab="B", draft=""))
        assert ProgressReport.objects.get().narrative == "乙的话"
        text = unit.get(self.address(story)).content.decode()
        assert "甲的话</textarea>" in text and "自动保存的草稿" in text

    def test_a_stale_page_whose_session_ended_overwrites_nothing(self, story, unit):
        note = unit.get(self.address(story)).context["note"]
        keep(story, "甲的话", "A")
        Client().post(self.address(story), self.body("乙的话", note=note, draft=""))
        assert draft().values["narrative"] == "甲的话"
        assert texts() == {"甲的话", "乙的话"}

    def test_a_sheet_that_has_not_seen_a_rows_newer_draft_is_told_which_row(self, story, unit):
        keep(story, "甲的话", "A")
        place = reverse("progress:sheet-autosave", args=[story.round.pk])
        row = {f"{story.task.pk}-narrative": "表格里的话", f"{story.task.pk}-base": "0"}
        refused = unit.post(place, {**row, "tab": "B"})
        assert refused.status_code == 409
        assert refused.json()["message"].startswith("第1件，您在另一个窗口里有更新的草稿")
        assert texts() == {"甲的话", "表格里的话"}
        page = unit.get(reverse("progress:sheet", args=[story.round.pk])).content.decode()
        assert "另有一份待选" in page
        kept = unit.post(place, {**row, "tab": "B", **refused.json()["over"]})
        assert kept.json()["marks"] == {f"{story.task.pk}-draft": draft().mark}
        assert draft().values["narrative"] == "表格里的话"

    def test_the_sheet_carries_the_marks_of_the_drafts_it_shows(self, story, unit):
        keep(story, "甲的话", "A")
        text = unit.get(reverse("progress:sheet", args=[story.round.pk])).content.decode()
        assert f'name="{story.task.pk}-draft" value="{draft().mark}"' in text
