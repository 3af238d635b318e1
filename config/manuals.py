"""The manuals of `docs/`, read on the desk by whoever is signed in, as they stand in this version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from config.manual_text import html_of, title_of

_DOCS = Path(settings.BASE_DIR) / "docs"
_PICTURES = _DOCS / "pictures"


@dataclass(frozen=True)
class Manual:
    """One manual: the last part of its address, its file, whom it is for."""

    name: str
    file: str
    readers: str

    @cached_property
    def text(self) -> str:
        return (_DOCS / self.file).read_text(encoding="utf-8")

    @property
    def title(self) -> str:
        return title_of(self.text)

    @property
    def html(self) -> SafeString:
        return html_of(self.text, _address)


MANUALS = (
    Manual("filing", "责任单位填报手册.md", "责任单位的填报人和负责人"),
    Manual("review", "发改委审核手册.md", "发展改革部门编制、审核的人"),
    Manual("notices", "公示发布手册.md", "编制、审核、签发公示的人"),
    Manual("objections", "异议办理手册.md", "登记和办理异议的人"),
    Manual("accounts", "账号与安全手册.md", "所有人；安全管理员"),
    Manual("administration", "管理员手册.md", "系统管理员"),
    Manual("operation", "运维手册.md", "运行服务器的人"),
    Manual("accessibility", "无障碍说明.md", "所有人"),
)


def _address(target: str) -> str:
    """A picture's or another manual's address on the desk; what else lies in the tree has none."""
    if target.startswith(("https://", "#")):
        return target
    folder, _, name = target.rpartition("/")
    if folder == "pictures":
        return reverse("manual-picture", args=[name])
    found = next((one for one in MANUALS if one.file == target), None)
    return reverse("manual", args=[found.name]) if found else ""


@require_safe
def manual_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "desk/manual_list.html", {"manuals": MANUALS})


@require_safe
def manual(request: SignedInRequest, name: str) -> HttpResponse:
    found = next((one for one in MANUALS if one.name == name), None)
    if found is None:
        raise Http404
    return render(request, "desk/manual.html", {"manual": found})


@require_safe
def manual_picture(request: SignedInRequest, name: str) -> FileResponse:
    """A picture of the manuals' folder, by its name there and by nothing that leads out of it."""
    if name not in {path.name for path in _PICTURES.glob("*.png")}:
        raise Http404
    return FileResponse((_PICTURES / name).open("rb"), content_type="image/png")
