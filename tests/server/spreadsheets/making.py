"""Files as programs write them, with whatever people put into cells, thrown by a seed."""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from random import Random
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook as Writer

from server.spreadsheets.sheet import Column, Sheet
from tests.workbooks import saved

SHEET = Sheet(
    "Thành viên",
    (
        Column("name", "Họ và tên", 20, ("Họ tên",), needed=True),
        Column("code", "Thuộc (mã)", 10),
        Column("day", "Từ ngày", 12, kind="day", days=("2015-01-01", "2100-12-31")),
    ),
)
HEAD = ["Họ và tên", "Thuộc (mã)", "Từ ngày"]
_MIDNIGHT = datetime.fromisoformat("2020-01-01")
_FORMATS = (
    "General", "dd/mm/yyyy", "[h]:mm:ss", "0.00", "[$-vi-VN]dd mmmm", "@", '"ngày" 0', "mm:ss.0",
    "[Red]0;[Blue]d", "yyyy\\-mm", "0\\d", "[mm]:ss",
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, "Lan", "Trần  Hà\n ", "Tra\u0302\u0300n", " ", "0012", "<&>", "_x000D_", "'=", "=1+1",
    "=SUM(A1:B2)", '="a"&B1', "#N/A", "#VALUE!", "05/11/2026", True, False, time(8, 30), 0, 59, 60, 61,
    45_000, 45_000.5, 1e300, 1e-7, -7,
)  # fmt: skip


def thrown(seed: int) -> bytes:
    """A file with the headings and some rows, by one program or the other."""
    dice = Random(seed)
    return _by_openpyxl(dice) if seed % 2 else _by_xlsxwriter(dice)


def spoilt(file: bytes, seed: int) -> bytes:
    """The file with some bytes otherwise in one of the parts that are read."""
    dice, found = Random(seed), BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as old, zipfile.ZipFile(found, "w") as new:
        names = old.namelist()
        chosen = dice.choice([name for name in names if "theme" not in name and "xl/" in name])
        for name in names:
            content = old.read(name)
            new.writestr(name, _spoilt(content, dice) if name == chosen else content)
    return found.getvalue()


def _spoilt(content: bytes, dice: Random) -> bytes:
    some = bytearray(content)
    for _ in range(dice.randrange(1, 4)):
        at, end = dice.randrange(len(some)), dice.randrange(1, 20)
        other = dice.randrange(len(some))
        digits = [place for place, each in enumerate(some) if chr(each).isdigit()]
        match dice.randrange(7):
            case 0:
                some[at] = dice.randrange(32, 127)
            case 1:
                del some[at : at + end]
            case 2:
                some[at:at] = some[other : other + end * 3]
            case 3:
                some[at : at + 1] = b"%d" % dice.randrange(10 ** dice.randrange(1, 12))
            case _:
                some[dice.choice(digits)] = ord(dice.choice("0123456789"))
    return bytes(some)


def _value(dice: Random) -> Any:
    match dice.randrange(8):
        case 0:
            return date(2000, 1, 1) + timedelta(dice.randrange(20_000))
        case 1:
            return _MIDNIGHT + timedelta(seconds=dice.randrange(10**9))
        case 2:
            return timedelta(minutes=dice.randrange(10_000))
        case 3:
            return dice.random() * 10 ** dice.randrange(8)
        case 4:
            return "x" * dice.randrange(100)
        case _:
            return dice.choice(_VALUES)


def _by_openpyxl(dice: Random) -> bytes:
    book = Workbook()
    if dice.random() < 0.2:
        book.epoch = CALENDAR_MAC_1904
    page = book.active
    assert isinstance(page, Worksheet)
    page.append(HEAD)
    for _ in range(dice.randrange(1, 8)):
        page.append([_value(dice) for _ in range(5)])
        for cell in page[page.max_row]:
            if dice.random() < 0.3:
                cell.number_format = dice.choice(_FORMATS)
    return saved(book)


def _by_xlsxwriter(dice: Random) -> bytes:
    file = BytesIO()
    options = {"date_1904": dice.random() < 0.3, "constant_memory": dice.random() < 0.3}
    with Writer(file, {"in_memory": True, **options}) as book:
        page, bold = book.add_worksheet(), book.add_format({"bold": True})
        forms = [book.add_format({"num_format": each}) for each in (*_FORMATS, 14, 22, 46)]
        page.write_row(0, 0, HEAD)
        for number in range(1, dice.randrange(2, 8)):
            for at in range(4):
                value, form = _value(dice), dice.choice(forms)
                if value is None:
                    page.write_blank(number, at, None, form)
                elif isinstance(value, str) and value.isalpha() and dice.random() < 0.3:
                    page.write_rich_string(number, at, "a", bold, "b", value)
                else:
                    page.write(number, at, value, form)
    return file.getvalue()
