"""What a file really is, by its bytes. Government systems often name a web page .xls."""

from __future__ import annotations

from enum import Enum

from documents.formats.package import Package


class Kind(Enum):
    WORKBOOK = "xlsx"
    OLD_WORKBOOK = "xls"
    WORD = "docx"
    PAGE = "html"
    TEXT = "text"


def kind_of(data: bytes, filename: str) -> tuple[Kind, str, Package | None]:
    """The kind of a file and, for Office files, its main part and opened package."""
    if data.startswith(b"PK"):
        package = Package(data)
        return *_kind_of_package(package), package
    return Kind.PAGE, "", None


def _kind_of_package(package: Package) -> tuple[Kind, str]:
    if package.has("word/document.xml"):
        return Kind.WORD, "word/document.xml"
    return Kind.WORKBOOK, "xl/workbook.xml"
