"""Is every published picture still what was published? Words and bytes are held to their digests, rows to the trail."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.models import AuditEvent
from notices.chain import Problem
from notices.digests import digest_of_bytes
from notices.models import Picture, PictureFile
from notices.models.pictures import content_digest_of
from projects.models import District


def picture_problems(district: District) -> Iterator[Problem]:
    """Every problem of a district's published pictures. The trail, a chain of its own, says which there must be."""
    published = _published(district)
    pictures = Picture.objects.public().filter(district=district).select_related("district")
    found = {picture.pk: picture for picture in pictures}
    for key in sorted(published.keys() - found.keys()):
        yield Problem("removed", f"图片{key}", f"图片{key}：审计记录里公布过，现在没有了。")
    for key, picture in found.items():
        name = f"图片{key}"
        if key not in published:
            yield Problem("inserted", name, f"{name}：审计记录里没有公布过。")
        elif published[key] != picture.content_sha256:
            yield Problem("altered", name, f"{name}：摘要与公布时的不一致。")
        yield from _file_problems(name, picture)


def _file_problems(name: str, picture: Picture) -> Iterator[Problem]:
    is_gone = picture.status == Picture.Status.WITHDRAWN
    listed = []
    for file in PictureFile.objects.filter(picture=picture).iterator(chunk_size=4):
        listed.append((file.width, file.height, str(file.form), file.sha256))
        said = f"{name}的 {file.width} 像素 {file.get_form_display()} 文件"
        if is_gone:
            if file.data is not None:
                yield Problem("not_destroyed", name, f"{said}应已销毁，但还在。")
        elif file.data is None:
            yield Problem("altered", name, f"{said}没有了，也没有撤下记录。")
        elif digest_of_bytes(bytes(file.data)).sha256 != file.sha256:
            yield Problem("altered", name, f"{said}与公布时的摘要不一致。")
    if content_digest_of(picture, sorted(listed)) != picture.content_sha256:
        yield Problem("altered", name, f"{name}：说明、日期或文件与公布时的摘要不一致。")
    elif is_gone:
        yield Problem("sealed", name, f"{name}：已撤下，文件已销毁，摘要保留。")


def _published(district: District) -> dict[int, str]:
    """By the picture's key, the digest the trail says was published."""
    events = AuditEvent.objects.filter(verb="picture.publish", district_code=district.code)
    return {
        int(key.rpartition(":")[2]): str(detail.get("sha256", ""))
        for key, detail in events.values_list("subject_key", "detail")
    }
