"""The columns of a file of help sessions, each with its head, its format and its value: those that the
table of help sessions names, in its order, and what the server knows of each."""

from collections.abc import Callable, Collection, Iterator, Mapping
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


class Around(NamedTuple):
    """What a session does not say itself: what codes are called, which outcomes count as a turn, the
    names of members, and what unit a team stood under on a day."""

    labels: Labels
    counting: Collection[str]
    names: Mapping[str, str]
    unit: Callable[[str, str], str | None]


class Session(NamedTuple):
    """A session as it is kept, as lists show it, and what stands around it."""

    row: StoredRow
    shown: Mapping[str, Any]
    around: Around

    def label(self, catalogue: str, code: str | None) -> str | None:
        """What a code is called; itself where nothing is known of it."""
        return None if code is None else self.around.labels[catalogue].get(code, code)


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


def _unit(each: Session) -> Cell:
    return each.around.unit(str(each.row.f.get("team")), str(each.row.f.get("day")))


def _companions(each: Session) -> Cell:
    who = each.row.f.get("companions") or ()
    return ", ".join(each.around.names.get(member, "") for member in who)


def _people_counted(each: Session) -> Cell:
    counts = each.row.state == "counted" and not each.shown["repeats"]
    return int(each.row.f["people"]) if counts else 0


def _turns_of(each: Session, done: Mapping[str, Any]) -> int:
    counts = each.row.state == "counted" and done["outcome"] in each.around.counting
    return int(done["people"]) if counts else 0


def _turns(each: Session) -> Cell:
    return sum(_turns_of(each, done) for done in each.shown["services"])


def _state(each: Session) -> Cell:
    return STATES.get(each.row.state, each.row.state)


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


_UNIT = Column("Xã/Phường", 18, "text", _unit)


def _columns() -> tuple[Column, ...]:
    fields: Mapping[str, Spec] = SESSION.table["fields"]
    own = [
        Column(said["head"], said["width"], *_of_field(name, fields[name]))
        for name, said in SESSION.table["columns"].items()
    ]
    place = next(at for at, column in enumerate(own) if column.head == "Đội")
    after = next(at for at, column in enumerate(own) if column.head == "Số người") + 1
    return (
        *own[:place],
        _UNIT,
        *own[place:after],
        Column("Người được tính", 9, "number", _people_counted),
        Column("Lượt", 7, "number", _turns),
        *own[after:],
        Column("Cùng làm", 22, "text", _companions),
        Column("Trạng thái", 10, "text", _state),
        Column("Hệ thống nhận lúc", 16, "moment", _received),
        Column("Mã buổi", 38, "text", lambda each: each.row.id),
    )


COLUMNS = _columns()


class PartColumn(NamedTuple):
    """A column of the sheet that has one row a service: as `Column`, and the cell of a service."""

    head: str
    width: float
    sort: str
    value: Callable[[Session, Mapping[str, Any]], Cell]


def _of_session(head: str) -> PartColumn:
    column = next(each for each in COLUMNS if each.head == head)
    return PartColumn(*column[:3], lambda each, _: column.value(each))


def _reasons(each: Session, done: Mapping[str, Any]) -> Cell:
    return ", ".join(str(each.label("reason", reason)) for reason in done["reasons"])


SERVICE_COLUMNS = (
    *map(_of_session, ("Ngày", "Xã/Phường", "Đội", "Người ghi")),
    PartColumn("Việc", 34, "text", lambda each, done: each.label("service", done["code"])),
    PartColumn("Số người", 9, "number", lambda _, done: int(done["people"])),
    PartColumn("Lượt", 7, "number", _turns_of),
    PartColumn("Kết quả", 14, "text", lambda each, done: each.label("outcome", done["outcome"])),
    PartColumn("Nguyên nhân", 30, "text", _reasons),
    *map(_of_session, ("Trạng thái", "Mã buổi")),
)
"""Of each service of a session what can be summed up: who filters by service needs no reading."""


def service_rows(each: Session) -> Iterator[list[Cell]]:
    """The rows of a session's services, as `SERVICE_COLUMNS` says."""
    for done in each.shown["services"]:
        yield [column.value(each, done) for column in SERVICE_COLUMNS]


CATALOGUES = SESSION.catalogues
"""The lists of the catalogue whose codes stand in sessions."""
