"""From a printed unit to a unit of the register: by its name, by a known spelling, or as a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from intake.models import ImportRun
from intake.refusals import must_fit
from projects.models import District, ResponsibleUnit, UnitAlias

_GROUP_SIGNS = ("属地", "各乡", "各镇", "各街道", "各有关", "相关乡镇", "各区县")
_BODY_SIGNS = ("集团", "公司", "专班", "中心", "管委会", "指挥部")


@dataclass(frozen=True)
class UnitBook:
    """The district's units by every spelling known."""

    by_name: dict[str, ResponsibleUnit]

    @classmethod
    def of(cls, district: District) -> UnitBook:
        known = {unit.name: unit for unit in ResponsibleUnit.objects.filter(district=district)}
        aliases = UnitAlias.objects.filter(district=district).select_related("unit")
        return cls({**{alias.name: alias.unit for alias in aliases}, **known})

    def unknown(self, names: Iterable[str]) -> list[str]:
        """The spellings nobody has entered yet, each once, in order."""
        return [name for name in dict.fromkeys(names) if name not in self.by_name]


def likely_kind(name: str) -> str:
    """What kind of unit a new name looks like; a person can correct it in the register."""
    if name.startswith(_GROUP_SIGNS) or name.endswith(("乡镇", "乡镇(街道)", "乡镇（街道）")):
        return ResponsibleUnit.Kind.GROUP
    if any(sign in name for sign in _BODY_SIGNS):
        return ResponsibleUnit.Kind.BODY
    return ResponsibleUnit.Kind.DEPARTMENT


def register_units(district: District, names: Iterable[str]) -> UnitBook:
    """The book with every name in it; names not known yet are registered in the order of the document."""
    book = UnitBook.of(district)
    start = ResponsibleUnit.objects.filter(district=district).count()
    for order, name in enumerate(book.unknown(names), start=start + 1):
        book.by_name[name] = made = ResponsibleUnit(
            district=district,
            name=name,
            kind=likely_kind(name),
            order=order,
            is_commission="发展改革委" in name or "发改委" in name,
        )
        must_fit([made])
        made.save(force_insert=True)
    return book


def enter_aliases(run: ImportRun) -> None:
    """Write down the spellings a person tied to known units in this import's preview."""
    for name, unit_id in run.corrections.get("aliases", {}).items():
        unit = ResponsibleUnit.with_former.get(pk=unit_id, district=run.district)
        unit = unit.successor or unit  # A reform since the preview was looked at.
        UnitAlias.objects.get_or_create(district=run.district, name=name, defaults={"unit": unit})
