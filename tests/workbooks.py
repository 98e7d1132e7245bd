"""Excel files as people make them, and as they open them."""

import base64
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(*rows: Sequence[Any], title: str = "Sheet1") -> bytes:
    """A file with one sheet of these rows; the first has the headings."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = title
    for row in rows:
        page.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a file."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def opened(file: bytes) -> Workbook:
    """A file as Excel opens it, formulas as formulas."""
    return load_workbook(BytesIO(file))


def rows_of(file: bytes, title: str | None = None) -> list[dict[str, Any]]:
    """The rows of a sheet (the first) by its headings, without empty cells."""
    book = opened(file)
    page = book[title] if title else book.worksheets[0]
    head, *rest = page.iter_rows(values_only=True)
    return [
        {str(name): value for name, value in zip(head, row, strict=True) if value is not None}
        for row in rest
    ]


def sent(file: bytes, **more: Any) -> dict[str, Any]:
    """The body of a request that brings a file."""
    return {"file": base64.b64encode(file).decode(), **more}
