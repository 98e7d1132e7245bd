"""A lead changes somebody else's session and says why (PROTOCOL 5.4.4)."""

from tests.phones import Phone
from tests.town import Town


def logged(town: Town) -> tuple[Phone, Phone, str]:
    """Lan's phone, Hà's, and Lan's session."""
    lan, ha = town.lan(), town.ha()
    session = lan.session(people=4)
    lan.sync(session)
    ha.sync()
    return lan, ha, session["record"]


def test_the_author_reads_why(town: Town) -> None:
    lan, ha, record = logged(town)
    void = ha.edit(record, {"status": "void"}, {"status": "live"}) | {"why": "Ghi trùng buổi sáng"}
    (told,) = ha.sync(void)
    assert told["verdict"] == "applied"
    lan.sync()
    said = {"by": ha.member, "why": "Ghi trùng buổi sáng"}
    assert lan.rows[record]["f"]["corrected"] == said
    assert lan.rows[record]["state"] == "void"
    assert lan.digests() == lan.last["digest"]
    history = town.desk().get(f"/api/help-sessions/{record}").json["history"]
    assert [each["why"] for each in history] == [None, "Ghi trùng buổi sáng"]
    assert history[1]["set"] == {"status": "void"}


def test_an_older_lead_says_nothing(town: Town) -> None:
    lan, ha, record = logged(town)
    ha.sync(ha.edit(record, {"people": 3}, {"people": 4}))
    lan.sync()
    assert lan.rows[record]["f"]["corrected"] == {"by": ha.member}
    assert lan.rows[record]["f"]["people"] == 3


def test_the_authors_next_edit_stands_alone(town: Town) -> None:
    lan, ha, record = logged(town)
    ha.sync(ha.edit(record, {"people": 3}, {"people": 4}) | {"why": "Đếm lại"})
    lan.sync()
    lan.sync(lan.edit(record, {"people": 5}, {"people": 3}))
    assert "corrected" not in lan.rows[record]["f"]
    history = town.desk().get(f"/api/help-sessions/{record}").json["history"]
    assert [each["why"] for each in history] == [None, "Đếm lại", None]


def test_the_lead_reads_why_the_author_takes_a_session_back(town: Town) -> None:
    lan, ha, record = logged(town)
    ha.sync(ha.edit(record, {"status": "void"}, {"status": "live"}) | {"why": "Ghi trùng"})
    lan.sync()
    back = lan.edit(record, {"status": "live"}, {"status": "void"}) | {"why": "Hai buổi khác nhau"}
    (told,) = lan.sync(back)
    assert (told["verdict"], lan.rows[record]["state"]) == ("applied", "counted")
    ha.sync()
    said = {"by": lan.member, "why": "Hai buổi khác nhau"}
    assert ha.rows[record]["f"]["corrected"] == said
    history = town.desk().get(f"/api/help-sessions/{record}").json["history"]
    assert [each["why"] for each in history] == [None, "Ghi trùng", "Hai buổi khác nhau"]


def test_a_reason_holds_no_citizens_number(town: Town) -> None:
    _, ha, record = logged(town)
    void = ha.edit(record, {"status": "void"}, {"status": "live"})
    ha.sync(void | {"why": "Bà Năm 0912 345 678 đã làm rồi"})
    page = town.desk().get(f"/api/help-sessions/{record}")
    assert b"0912" not in page.body
    assert b"345 678" not in page.body
