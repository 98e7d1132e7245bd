"""The columns of a file of help sessions, each with its head, its format and its value: those that the
table of help sessions names, in its order, and what the server knows of each."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from server.database.clock import ZONE
from server.records.rows import StoredRow
from server.reports.csv import Cell
from sync.kinds import KINDS, help_session
from sync.kinds.fields import Spec

SESSION = KINDS[help_session.NAME]
STATES = {
    "counted": "Đã tính",
    "awaiting_approval": "Chờ duyệt máy",
    "void": "Đã hủy",
    "attention": "Cần xem",
}
Labels = Mapping[str, Mapping[str, str]]
"""From list of the catalogue to the Vietnamese label of each code."""


class Session(NamedTuple):
    """A session as it is kept, as lists show it, and what codes are called."""

    row: StoredRow
    shown: Mapping[str, Any]
    known: Labels

    def label(self, catalogue: str, code: str | None) -> str | None:
        """What a code is called; itself where nothing is known of it."""
        return None if code is None else self.known[catalogue].get(code, code)


class Column(NamedTuple):
    """A column: its head, its width in letters, what its cells are (text, number, day, time or moment),
    and the cell of a session: days are YYYY-MM-DD, times HH:MM, moments both."""

    head: str
    width: float
    sort: str
    value: Callable[[Session], Cell]


class About(NamedTuple):
    """What a file of sessions is of."""

    whose: str
    period: str
    filters: str
    as_of: str


def _name_of(part: str) -> Callable[[Session], Cell]:
    return lambda each: (each.shown[part] or {}).get("name")


def _services(each: Session) -> Cell:
    return "; ".join(_service(each, done) for done in each.shown["services"])


def _service(each: Session, done: Mapping[str, Any]) -> str:
    """ "Kích hoạt tài khoản: 3, Hẹn lại (Máy cũ hoặc đầy bộ nhớ)"."""
    why = ", ".join(str(each.label("reason", reason)) for reason in done["reasons"])
    said = f"{each.label('service', done['code'])}: {done['people']}"
    said += f", {each.label('outcome', done['outcome'])}"
    return f"{said} ({why})" if why else said


def _received(each: Session) -> Cell:
    at: datetime | None = each.shown["received_at"]
    return at.astimezone(ZONE).isoformat(" ", "minutes")[:16] if at else None


_BY_NAME: Mapping[str, Callable[[Session], Cell]] = {
    "team": _name_of("team"),
    "author": _name_of("author"),
    "services.*": _services,
    "place": lambda each: each.shown["place_name"],
}
"""Fields that name something with a name of its own."""


def _of_field(name: str, spec: Spec) -> tuple[str, Callable[[Session], Cell]]:
    """What the cells of a field are, and what stands in one: by its type."""
    if name in _BY_NAME:
        return "text", _BY_NAME[name]
    if "code" in spec:
        catalogue = spec["code"].get("of", name)
        return "text", lambda each: each.label(catalogue, each.row.f.get(name))
    sort = next((sort for sort in ("day", "time") if sort in spec), None)
    return sort or ("number" if "count" in spec else "text"), lambda each: each.row.f.get(name)


def _columns() -> tuple[Column, ...]:
    fields: Mapping[str, Spec] = SESSION.table["fields"]
    own = [
        Column(said["head"], said["width"], *_of_field(name, fields[name]))
        for name, said in SESSION.table["columns"].items()
    ]
    return (
        *own,
        Column("Trạng thái", 10, "text", lambda each: STATES.get(each.row.state, each.row.state)),
        Column("Máy chủ nhận lúc", 16, "moment", _received),
        Column("Mã buổi", 38, "text", lambda each: each.row.id),
    )


COLUMNS = _columns()
CATALOGUES = SESSION.catalogues
"""The lists of the catalogue whose codes stand in sessions."""
