"""Loading the catalogue: what a file says is what phones get, and nothing is ever deleted."""

import shutil
from pathlib import Path

import pytest

from server.catalogue.use_cases.importing import DATA, import_catalogue
from tests.town import Town


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "lists")
    return tmp_path / "lists"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def catalogue(town: Town) -> dict[str, dict[str, object]]:
    lan = town.lan()
    lan.sync()
    return {row["f"]["code"]: row["f"] for row in lan.of_kind("service")}


def test_phones_get_what_the_files_say(town: Town) -> None:
    lan = town.lan()
    lan.sync()
    (done,) = [row["f"] for row in lan.of_kind("outcome") if row["f"]["code"] == "XONG"]
    assert done == {
        "code": "XONG", "label_vi": "Hoàn thành", "label_en": "Done", "sort": 1,
        "active": True, "counts": True, "asks_reason": False,
    }  # fmt: skip
    assert catalogue(town)["DD"]["is_group"] is True


def test_loading_again_changes_nothing(town: Town) -> None:
    lan = town.lan()
    lan.sync()
    before = {row["id"]: row["ver"] for row in lan.rows.values() if row["channel"] == "catalogue"}
    with town.app.app_context():
        assert import_catalogue()[1] == 0
    lan.sync()
    after = {row["id"]: row["ver"] for row in lan.rows.values() if row["channel"] == "catalogue"}
    assert before == after


def test_a_code_that_left_the_file_is_retired_and_still_taken(town: Town, folder: Path) -> None:
    change(folder / "services.csv", "DD12,DD,", "DD99,DD,")
    with town.app.app_context():
        import_catalogue(folder)
    services = catalogue(town)
    assert (services["DD12"]["active"], services["DD99"]["active"]) == (False, True)
    lan = town.lan()
    done = {"people": 1, "outcome": "XONG", "reasons": []}
    (told,) = lan.sync(lan.session(**{"services.DD12": done}))
    assert told["verdict"] == "applied"


def test_an_outcome_never_counts_otherwise_than_before(town: Town, folder: Path) -> None:
    change(
        folder / "outcomes.csv",
        "THOI,Bà con không làm nữa,Declined,no",
        "THOI,Bà con không làm nữa,Declined,yes",
    )
    with town.app.app_context(), pytest.raises(ValueError, match="THOI"):
        import_catalogue(folder)


@pytest.mark.parametrize(
    "line", ["DD01,DD,again,again,service,yes", "X1,DD,few", "X2,DD,a,b,service,maybe"]
)
def test_a_broken_line_is_named(town: Town, folder: Path, line: str) -> None:
    with (folder / "services.csv").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with town.app.app_context(), pytest.raises(ValueError, match=r"services\.csv, line 54"):
        import_catalogue(folder)
