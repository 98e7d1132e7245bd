"""`codes export`: what answers for the plaques if this server is gone."""

import csv
import re
from pathlib import Path

from server.public_codes.use_cases.exporting import CSV, MAP, export_codes
from sync.public_code import grouped
from tests.server.public_codes.codes import LINK, end, make, said, scan
from tests.town import Town
from tests.wires import Browser


def test_files_say_what_the_server_says(town: Town, tmp_path: Path) -> None:
    desk, anybody = town.desk(), Browser(town.connect())
    live, ended = make(desk, purpose='=1+"Hồ sơ", một cửa')["code"], make(desk)["code"]
    ending = make(desk, to="2026-12-31")["code"]
    assert end(desk, ended).status == 200
    for _ in range(2):
        with town.app.app_context():
            assert export_codes(tmp_path) == 3
    for code in (live, grouped(live), ended):
        for at in ("c", "C"):
            page = (tmp_path / at / code / "index.html").read_text(encoding="utf-8")
            assert page == scan(anybody, code).text
    with (tmp_path / CSV).open(encoding="utf-8-sig", newline="") as file:
        rows = {row["code"].replace("-", ""): row for row in csv.DictReader(file)}
    assert (rows[live]["purpose"], rows[live]["link"]) == ('\'=1+"Hồ sơ", một cửa', LINK)
    assert (rows[live]["state"], rows[ended]["state"]) == ("live", "ended")
    # A file knows no days: its page says until when.
    assert "Có giá trị đến hết ngày 31/12/2026" in said(scan(anybody, ending))
    ((pattern, target),) = re.findall(
        r'^"~\*(\S+)" "(\S+)";$', (tmp_path / MAP).read_text(), re.MULTILINE
    )
    assert target == LINK
    for address in (f"/c/{live}", f"/C/{grouped(live)}", f"/c/{live.lower()}/"):
        assert re.search(pattern, address, re.IGNORECASE)
    assert not re.search(pattern, f"/c/{ended}", re.IGNORECASE)
