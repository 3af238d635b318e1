"""The synonyms of the public search on the desk: staff look, the installation's administrator keeps them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.clock import now
from accounts.requests import SignedInRequest
from look.whole_numbers import whole_number
from projects import access, services
from projects.access import must
from projects.models import SearchWordGroup
from projects.register_forms import SearchWordsForm
from projects.register_tabs import tabs_of
from projects.workflow import StepRefused


@require_http_methods(["GET", "HEAD", "POST"])
def search_words(request: SignedInRequest) -> HttpResponse:
    """The groups, and the form for one more or, with ?group=, for one of them."""
    if not access.reads_shared_settings(request.user):
        raise PermissionDenied("查找同义词由发展改革部门和系统管理员维护，您没有这些岗位。")
    may_keep = access.can_keep_search_words(request.user)
    asked = whole_number(request.GET.get("group", ""))
    group = get_object_or_404(SearchWordGroup, pk=asked) if asked else None
    form = SearchWordsForm(request.POST or None, initial={"words": group.words if group else ""})
    if request.method == "POST":
        must(may_keep)
        if form.is_valid():
            try:
                kept = services.put_search_words(
                    text=form.cleaned_data["words"],
                    actor=request.user,
                    at=now(),
                    group_id=group.pk if group else None,
                )
            except StepRefused as refusal:
                form.add_error("words", str(refusal))
            else:
                messages.success(request, f"查其中一个词，“{kept.words}”现在都能找到。")
                return redirect("projects:search-words")
    context = {
        "form": form,
        "error": bool(form.errors),
        "group": group,
        "groups": SearchWordGroup.objects.all(),
        "tabs": tabs_of(request.user, "search words"),
        "may_keep": may_keep,
    }
    return render(
        request, "projects/search_words.html", context, status=422 if form.errors else 200
    )


@require_POST
def search_words_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    must(access.can_keep_search_words(request.user))
    group = get_object_or_404(SearchWordGroup, pk=pk)
    services.remove_search_words(group_id=group.pk, actor=request.user, at=now())
    messages.success(request, f"已去掉“{group.words}”这一组。")
    return redirect("projects:search-words")
