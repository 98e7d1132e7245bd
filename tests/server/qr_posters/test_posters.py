"""POST /api/posters: the sheet for the wall, and who may have it made."""

import re
import unicodedata
from typing import Any

import pytest
from PIL import ImageStat

from server.database.engine import db
from server.qr_posters.pictures import SHARE, STEPS
from server.qr_posters.poster import Poster, draw_poster
from tests.journeys.words import PWA, t
from tests.phones import Phone
from tests.server.qr_posters.paper import read_sheet
from tests.town import OTHER_TEAM, TEAM, Town
from tests.wires import Browser

LINK = "https://tungngo.ducpho.quangngai.gov.vn/j#v1.AAAAAAAAAAAAAAAAAAAAAA"
UNKNOWN = f"v1.{'A' * 22}"


def invite(browser: Browser, team: str = TEAM, **wish: Any) -> dict[str, Any]:
    answer = browser.post(f"/api/teams/{team}/invitations", wish)
    assert answer.status == 201, answer.body
    found: dict[str, Any] = answer.json
    return found


def wish_of(made: dict[str, Any], **other: str) -> dict[str, str]:
    return {"code": made["code"], "short_code": made["short_code"], **other}


def poster(team: str = "Đội hình Phổ Cường", unit: str = "Xã Khánh Cường") -> Poster:
    return Poster(team, unit, LINK, "ABCDE-FGHJK", "27/11/2026 09:00", "tungngo.vn/j")


def test_son_prints_what_he_has_just_made(town: Town) -> None:
    desk = town.desk()
    made = invite(desk, hours=24)
    answer = desk.post("/api/posters", wish_of(made))
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "tung-ngo-ma-moi-doi-hinh-pho-cuong.pdf" in answer.headers["Content-Disposition"]
    assert len(answer.body) < 60_000
    sheet = read_sheet(answer.body)
    assert sheet.size == (210, 297)
    (code,) = sheet.codes
    assert (code.text, code.level) == (made["link"], "Q")
    assert code.side >= 120
    for wanted in ("Đội hình Phổ Cường", "Khánh Cường", made["short_code"], "localhost/j"):
        assert wanted in sheet.text
    assert "25/11/2026 09:00" in sheet.text
    assert made["code"] not in sheet.text + sheet.title


def test_paper_says_what_the_apps_own_page_says() -> None:
    text = read_sheet(draw_poster(poster())).text
    steps = [f"{n}. {t(f'poster.step.{n}')}" for n in (1, 2, 3)]
    told = [
        *steps,
        t("poster.what"),
        t("poster.iphone"),
        t("poster.no_camera", address="tungngo.vn/j"),
        t("invite.until_day", when="27/11/2026 09:00"),
        t("invite.show.short"),
    ]
    assert [sentence for sentence in told if sentence not in text] == []
    assert text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("sign", "ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳỷỹỵĐđ–’…")
def test_every_letter_of_the_language_is_drawn(sign: str) -> None:
    def ink(team: str) -> list[float]:
        return ImageStat.Stat(read_sheet(draw_poster(poster(team))).picture).sum

    sheet = read_sheet(draw_poster(poster(f"Đội {sign}{sign}{sign}")))
    assert f"Đội {sign}{sign}{sign}" in sheet.text
    # A sign that the font has not is drawn as its empty box; all of those are alike.
    assert ink(sign * 3) != ink("\u4e00" * 3)


@pytest.mark.parametrize(
    ("team", "unit"),
    [
        ("W" * 200, "Ư" * 300),
        ("Đội hình hỗ trợ dịch vụ công " * 6, "Phường Trà Câu"),
        ("😀 <b>&amp; \\ ( đội", ""),
        ("", ""),
    ],
)
def test_no_name_breaks_a_sheet(team: str, unit: str) -> None:
    sheet = read_sheet(draw_poster(poster(team, unit)))
    assert [code.text for code in sheet.codes] == [LINK]
    width, height = sheet.picture.size
    margin = sheet.picture.crop((0, 0, width // 20, height))
    assert margin.getextrema() == (255, 255)


def test_the_code_has_its_quiet_zone() -> None:
    picture = read_sheet(
        draw_poster(poster("Đội hình hỗ trợ dịch vụ công trực tuyến " * 3))
    ).picture
    dots = 200 / 25.4
    left, right = (210 - 124) / 2, (210 + 124) / 2
    top, bottom = 297 - 229, 297 - 229 + 124
    zone = 4 * 124 / 41  # modules of the largest code that any address needs
    for box in (
        (left - zone, top - zone, right + zone, top - 1),
        (left - zone, top, left - 1, bottom),
        (right + 1, top, right + zone, bottom),
        (left - zone, bottom + 1, right + zone, bottom + zone),
    ):
        part = picture.crop(tuple(round(edge * dots) for edge in box))  # type: ignore[arg-type]
        assert part.getextrema() == (255, 255), box


def test_the_same_poster_is_the_same_bytes() -> None:
    assert draw_poster(poster()) == draw_poster(poster())


def test_a_lead_makes_one_for_her_own_team_only(town: Town) -> None:
    ha, desk = town.ha(), town.desk()
    assert ha.web.post("/api/posters", wish_of(invite(ha.web))).status == 200
    elsewhere = invite(desk, OTHER_TEAM)
    answer = ha.web.post("/api/posters", wish_of(elsewhere))
    assert (answer.status, answer.code) == (404, "not_found")


def test_others_get_none_though_they_know_the_code(town: Town) -> None:
    made = invite(town.desk(), max_uses=20)
    for browser, status in ((Browser(town.connect()), 401), (town.lan().web, 403)):
        assert browser.post("/api/posters", wish_of(made)).status == status
    assert town.desk("quan").post("/api/posters", wish_of(made)).code == "wrong_role"


def test_codes_that_are_not_of_one_invitation(town: Town) -> None:
    desk = town.desk()
    made, other = invite(desk), invite(desk)
    for wish in (
        wish_of(made, short_code=other["short_code"]),
        wish_of(made, short_code="not a code"),
        wish_of(made, code=UNKNOWN),
    ):
        assert desk.post("/api/posters", wish).code == "not_found"
    for code in (made["short_code"], made["link"], "v1.", "v1.é"):
        assert desk.post("/api/posters", wish_of(made, code=code)).code == "invalid_shape"


def test_a_code_typed_in_another_way_is_printed_in_the_usual_one(town: Town) -> None:
    desk = town.desk()
    made = invite(desk)
    typed = made["short_code"].replace("-", " ").lower()
    answer = desk.post("/api/posters", wish_of(made, short_code=typed))
    assert made["short_code"] in read_sheet(answer.body).text


def test_no_sheet_leads_nowhere(town: Town) -> None:
    desk = town.desk()
    withdrawn, full, old = invite(desk), invite(desk, max_uses=1), invite(desk, hours=1)
    desk.delete(f"/api/invitations/{withdrawn['id']}")
    assert Phone(town.connect(), town.clock).join(full["code"], "Lan").status == 200
    assert desk.post("/api/posters", wish_of(withdrawn)).code == "invitation_revoked"
    assert desk.post("/api/posters", wish_of(full)).code == "invitation_used_up"
    town.clock.move(hours=2)
    assert desk.post("/api/posters", wish_of(old)).code == "invitation_expired"


def test_the_codes_are_kept_nowhere(town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    desk = town.desk()
    made = invite(desk)
    assert desk.post("/api/posters", wish_of(made)).status == 200
    secrets = [
        made["code"].removeprefix("v1."),
        made["short_code"],
        made["short_code"].replace("-", ""),
    ]
    with town.app.app_context(), db.engine.connect() as connection:
        kept = [
            str(value)
            for table in db.metadata.sorted_tables
            for row in connection.execute(table.select())
            for value in row
        ]
    said = "".join(capfd.readouterr())
    assert kept
    assert not [secret for secret in secrets if secret in said or any(secret in v for v in kept)]


def test_paper_and_page_show_the_same_pictures() -> None:
    page = (PWA / "src" / "screens/lead/invitations/poster-pictures.tsx").read_text(
        encoding="utf-8"
    )
    drawn = {shape.path for picture in (*STEPS, SHARE) for shape in picture}
    assert set(re.findall(r"'(M [^']+)'", page)) == drawn
