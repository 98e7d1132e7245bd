"""The process in which a file is read: `python -m server.spreadsheets.child`. It takes the sheet that is
wanted as a line of JSON and then the file on its standard input, and writes the table, or the problem, as
JSON on its standard output. It needs nothing but Python, has no secret and no connection, and the
system stops it where it asks for more memory or time than a file may cost."""

import json
import sys
from dataclasses import asdict
from typing import Any

from server.confined.limits import Limits, hold_to
from server.spreadsheets.book import Book
from server.spreadsheets.bounds import CPU_SECONDS, MEMORY_BYTES, WALL_SECONDS, TooLarge
from server.spreadsheets.sheet import Column, Sheet
from server.spreadsheets.table import Refused, make_table


def hold() -> None:
    """Puts this process under its limits."""
    hold_to(Limits(MEMORY_BYTES, CPU_SECONDS, WALL_SECONDS))


def answer(request: bytes) -> dict[str, Any]:
    """What is told of a request: {"rows", "faults", "headings", "ignored"} as in Table, or {"code",
    "details"} of a problem."""
    wanted, _, file = request.partition(b"\n")
    sheet = read_sheet(json.loads(wanted))
    try:
        book = Book(file)
        table = make_table(book.rows(book.page(sheet.title)), sheet)
    except Refused as refused:
        return {"code": refused.code, "details": refused.details}
    except (TooLarge, MemoryError):
        return {"code": "sheet_too_large", "details": {}}
    except Exception:  # files are broken in more ways than anybody has names for
        return {"code": "sheet_unreadable", "details": {}}
    rows = [(row.number, row.values, row.shown, sorted(row.unread)) for row in table.rows]
    faults = [(each.row, each.column, each.value, each.code) for each in table.faults]
    return {"rows": rows, "faults": faults, "headings": table.headings, "ignored": table.ignored}


def write_sheet(sheet: Sheet) -> bytes:
    """The line that says which sheet is wanted."""
    return json.dumps(asdict(sheet)).encode() + b"\n"


def read_sheet(said: dict[str, Any]) -> Sheet:
    """The sheet out of that line."""
    columns = [
        Column(**{**each, "also": tuple(each["also"]), "days": tuple(each["days"])})
        for each in said["columns"]
    ]
    return Sheet(said["title"], tuple(columns))


def main() -> None:
    """One request, answered."""
    hold()
    told = answer(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode())


if __name__ == "__main__":
    main()
