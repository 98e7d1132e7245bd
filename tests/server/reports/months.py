"""A month with something of everything, and its files."""

import io
from typing import Any
from urllib.parse import quote

import docx
import openpyxl
from docx.document import Document

from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, Town
from tests.wires import Answer, Browser

MONTH = "2026-11"


def work(town: Town) -> None:
    """Lan and Tâm help, Sơn sets targets and enters two indicators."""
    lan, tam = town.lan(), town.phone("Tâm", OTHER_TEAM)
    services = {
        "people": 30,
        "services.DD01": {"people": 20, "outcome": "XONG", "reasons": []},
        "services.TT01": {"people": 12, "outcome": "KHONG", "reasons": ["MAY2"]},
    }
    lan.sync(lan.session(day="2026-11-20", **services))
    tam.sync(tam.session(day="2026-11-21", people=4))
    desk = town.desk()
    days = {"from": "2026-11-01", "to": "2026-11-30"}
    for unit, goal in ((CLUSTER, 60), (KHANH_CUONG, 25)):
        target = {"unit": unit, "measure": "people", **days, "goal": goal}
        assert desk.put("/api/targets", target).status == 200
    share = {"unit": CLUSTER, "measure": "indicator", "of": "TL_DVC", **days, "share": 400}
    assert desk.put("/api/targets", {**share, "denominator": 2000}).status == 200
    for indicator, value, source in (("TAPHUAN", 2, "Sổ họp <A&B>"), ("TL_DVC", 455, "Khảo sát")):
        entered = {"unit": CLUSTER, "indicator": indicator, "value": value, "source": source}
        until = {"from": "2026-11-01", "to": "2026-11-24"}
        assert desk.post("/api/indicator-values", {**entered, **until}).status == 201


def report(desk: Browser, unit: str = CLUSTER, month: str = MONTH) -> dict[str, Any]:
    answer = desk.get(f"/api/reports?unit={unit}&month={month}")
    assert answer.status == 200, answer.body
    told: dict[str, Any] = answer.json
    return told


def close(desk: Browser, unit: str = CLUSTER, month: str = MONTH) -> dict[str, Any]:
    answer = desk.post("/api/reports", {"unit": unit, "month": month, "despite": True})
    assert answer.status == 201, answer.body
    told: dict[str, Any] = answer.json
    return told


def fetch(desk: Browser, file: str, unit: str = CLUSTER, month: str = MONTH, **more: str) -> Answer:
    query = "".join(f"&{name}={quote(value)}" for name, value in more.items())
    return desk.get(f"/api/exports/{file}?unit={unit}&month={month}{query}")


def book(desk: Browser, unit: str = CLUSTER, month: str = MONTH) -> openpyxl.Workbook:
    """The spreadsheet as a person sees it, formulas by their values."""
    answer = fetch(desk, "report.xlsx", unit, month)
    assert answer.status == 200, answer.body
    return openpyxl.load_workbook(io.BytesIO(answer.body), data_only=True)


def paper(desk: Browser, layout: str = "doan", unit: str = CLUSTER, month: str = MONTH) -> Document:
    answer = fetch(desk, "report.docx", unit, month, layout=layout)
    assert answer.status == 200, answer.body
    return docx.Document(io.BytesIO(answer.body))
