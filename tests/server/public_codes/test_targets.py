"""Codes that lead to records of this server, of whatever kind: the register is given the kinds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from flask import Flask

from server.auth.principal import Principal
from server.database.connections import AnySession
from server.public_codes.targets import TargetShown, code_targets, install_code_targets
from server.public_codes.use_cases.exporting import export_codes
from tests.server.public_codes.codes import GATE, LINK, listed, make, one, said, scan, write
from tests.server.qr_posters.paper import read_sheet
from tests.town import KHANH_CUONG, TRA_CAU, Town
from tests.wires import Browser
from tests.workbooks import rows_of

WELL = TargetShown(
    id="0e0f5a0e-3c64-4c39-9a84-0f1f1f0f0a01",
    title="Giếng cổ",
    path="/p/gieng-co",
    unit=KHANH_CUONG,
    contact="Ban Quản lý di tích · 0255 3822 000",
)
TO_WELL = {"link": None, "target": {"kind": "well", "id": WELL.id}}


@dataclass
class Wells:
    """A kind of record, as a package on another floor keeps it."""

    kind: str = "well"
    kept: dict[str, TargetShown] = field(default_factory=lambda: {WELL.id: WELL})

    def find(self, session: AnySession, record: str) -> TargetShown | None:
        return self.kept.get(record)

    def options(self, session: AnySession, principal: Principal) -> Sequence[TargetShown]:
        return [each for each in self.kept.values() if each.path is not None]


@pytest.fixture
def wells(app: Flask) -> Iterator[Wells]:
    with app.app_context():
        others = code_targets().values()
    found = Wells()
    install_code_targets(app, *others, found)
    yield found
    install_code_targets(app, *others)


@pytest.fixture
def desk(town: Town) -> Browser:
    return town.desk()


@pytest.fixture
def anybody(town: Town) -> Browser:
    return Browser(town.connect())


def test_a_code_leads_to_the_public_page_of_a_record(
    wells: Wells, desk: Browser, anybody: Browser
) -> None:
    (offered,) = (each for each in desk.get("/api/codes").json["targets"] if each["kind"] == "well")
    assert (offered["id"], offered["title"], offered["unit"]) == (WELL.id, WELL.title, KHANH_CUONG)
    row = make(desk, **TO_WELL, purpose="Bảng ở cổng")
    assert (row["link"], row["state"], row["target"]) == (None, "live", offered)
    answer = scan(anybody, row["code"])
    text = said(answer)
    assert answer.status == 200
    assert text.index("Giếng cổ") < text.index(f"Mã {row['code'][:3]}-{row['code'][3:]}")
    assert "Nội dung Bảng ở cổng Đơn vị phụ trách Đoàn xã Khánh Cường" in text
    # Nobody is sent on: there is a button.
    assert re.findall(r'href="([^"]*)"', answer.text) == ["/p/gieng-co", "/p/gieng-co"]


@pytest.mark.parametrize(
    ("becomes", "state", "problem", "part"),
    [
        (replace(WELL, path=None), "unpublished", "code_not_open", "chưa có trang để xem"),
        (replace(WELL, is_over=True), "withdrawn", "code_expired", "đã được thu lại"),
        (None, "withdrawn", "code_expired", "đã được thu lại"),
    ],
)
def test_it_says_what_became_of_the_record(
    wells: Wells,
    desk: Browser,
    anybody: Browser,
    becomes: TargetShown | None,
    state: str,
    problem: str,
    part: str,
) -> None:
    code = make(desk, **TO_WELL, purpose="Giếng cổ")["code"]
    wells.kept = {WELL.id: becomes} if becomes else {}
    assert one(desk, code)["state"] == state
    answer = scan(anybody, code)
    assert answer.status == {"code_not_open": 409, "code_expired": 410}[problem]
    assert "href" not in answer.text
    for said_there in (part, "Nội dung Giếng cổ", "Đơn vị phụ trách Đoàn xã Khánh Cường"):
        assert said_there in said(answer)
    assert anybody.get(f"/c/{code}").code == problem


def test_a_code_leads_to_a_link_or_to_a_record_that_the_account_sees(
    wells: Wells, desk: Browser
) -> None:
    other = replace(WELL, id=WELL.id[:-1] + "2", unit=TRA_CAU)
    over = replace(WELL, id=WELL.id[:-1] + "3", is_over=True)
    wells.kept |= {each.id: each for each in (other, over)}
    for wrong, problem in (
        ({"link": LINK, "target": TO_WELL["target"]}, "invalid_shape"),
        ({"link": None, "target": None}, "invalid_shape"),
        ({"link": None, "target": {"kind": "well", "id": WELL.id[:-1] + "9"}}, "not_found"),
        ({"link": None, "target": {"kind": "gate", "id": WELL.id}}, "not_found"),
        ({"link": None, "target": {"kind": "well", "id": over.id}}, "not_found"),
    ):
        assert desk.post("/api/codes", {**GATE, **wrong}).code == problem


def test_former_targets_stay_and_two_forms_do_not_undo_each_other(
    wells: Wells, desk: Browser, anybody: Browser, town: Town
) -> None:
    code = make(desk, **TO_WELL)["code"]
    town.clock.move(minutes=5)
    stale = {"before": LINK, "before_target": None}
    assert write(desk, code, **stale).code == "changed_meanwhile"
    assert write(desk, code, link=LINK).json["target"] is None
    town.clock.move(minutes=5)
    assert write(desk, code, **TO_WELL, **stale, to="2026-12-31").json["link"] is None
    former = one(desk, code)["former"]
    assert [(each["link"], each["title"]) for each in former] == [(LINK, None), (None, "Giếng cổ")]
    # What is over stays what it is until somebody says otherwise.
    wells.kept = {WELL.id: replace(WELL, is_over=True)}
    same = write(desk, code, **TO_WELL, purpose="Giếng làng")
    assert (same.status, same.json["state"]) == (200, "withdrawn")


def test_it_stands_in_files_and_on_paper(
    wells: Wells, desk: Browser, town: Town, app: Flask, tmp_path: Path
) -> None:
    code = make(desk, **TO_WELL)["code"]
    (row,) = rows_of(desk.get("/api/codes.xlsx").body)[-1:]
    assert row["Liên kết"] == "http://localhost/p/gieng-co"
    paper = read_sheet(desk.get(f"/api/codes/sheet.pdf?codes={code}").body)
    assert WELL.contact in paper.text
    with app.app_context():
        export_codes(tmp_path)
    assert '"http://localhost/p/gieng-co";' in (tmp_path / "codes.map").read_text()
    assert "/p/gieng-co" in (tmp_path / "c" / code / "index.html").read_text()
    assert len(listed(desk)) == 1
