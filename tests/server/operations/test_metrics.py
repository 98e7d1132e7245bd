"""`/metrics` tells who runs the server how it does, and nobody else anything about anybody."""

import re

import pytest
from flask import Flask
from sqlalchemy import text

from server.config import ConfigError, read_settings
from server.database.engine import db, separate_transaction
from server.operations.monitoring import collector
from server.operations.use_cases.outcomes import note_outcome
from tests.phones import new_id
from tests.server.operations.conftest import MakeApp, Numbers
from tests.server.operations.metric_lines import numbers_of
from tests.town import PASSWORD, Town
from tests.wires import Browser, InProcess

TOKEN = "3f9c0b7a5d2e41868e0f6c1d9a7b3e52"
HERE, ELSEWHERE = {"REMOTE_ADDR": "127.0.0.1"}, {"REMOTE_ADDR": "203.0.113.9"}


def unheard() -> str:
    """A text that the server does not remember to be clean."""
    return "".join(chr(97 + int(digit, 16)) for digit in new_id().replace("-", ""))


def test_they_are_for_this_machine_and_for_who_has_the_token(same_app: MakeApp) -> None:
    def status(app: Flask, place: dict[str, str], **headers: str) -> int:
        named = {name.replace("_", "-"): said for name, said in headers.items()}
        asked = {"Host": "10.0.3.17:8000", **named}
        answer = app.test_client().get("/metrics", headers=asked, environ_base=place)
        assert (b"tungngo_" in answer.data) is (answer.status_code == 200)
        return answer.status_code

    public = {
        "PUBLIC_URL": "https://tungngo.example.vn", "SECRET_KEY": TOKEN[::-1], "FILES": "database",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
    }  # fmt: skip
    closed, opened = same_app(**public), same_app(**public, METRICS_TOKEN=TOKEN)
    for app in (closed, opened):
        assert status(app, HERE) == 200
        assert status(app, ELSEWHERE) == 404
        assert status(app, {"REMOTE_ADDR": ""}) == 404
        assert status(app, ELSEWHERE, X_Forwarded_For="127.0.0.1") == 404
        for header in ("X_Forwarded_For", "X_Forwarded_Proto", "Forwarded", "X_Real_IP", "Via"):
            assert status(app, HERE, **{header: "127.0.0.1"}) == 404, header
        assert status(app, HERE, Host="evil.example") == 404
        # A proxy of this machine that says nothing of itself.
        assert status(app, HERE, Host="tungngo.example.vn") == 404
        assert status(app, HERE, Host="localhost:8000") == 200
    for place in (HERE, ELSEWHERE):
        right = {"X_Forwarded_For": "203.0.113.9", "Authorization": f"Bearer {TOKEN}"}
        assert status(opened, place, **right) == 200
        assert status(closed, place, **right) == 404
        for wrong in (TOKEN[:-1], TOKEN + "0", "", "ế"):
            said = f"Bearer {wrong}".encode().decode("latin-1")
            assert status(opened, place, **{**right, "Authorization": said}) == 404
        assert status(opened, place, **{**right, "Authorization": TOKEN}) == 404


@pytest.mark.parametrize("token", ["short", "a" * 40, "ế" * 40])
def test_a_token_that_can_be_guessed_stops_the_start(token: str) -> None:
    with pytest.raises(ConfigError, match="METRICS_TOKEN can be guessed"):
        read_settings({"METRICS_TOKEN": token})


def test_what_is_answered_is_counted(town: Town, numbers: Numbers) -> None:
    lan = town.lan()
    before = numbers()
    made = lan.session(people=2, note=unheard())
    assert lan.sync(made)[0]["verdict"] == "applied"
    assert lan.sync(made)[0]["verdict"] == "applied"
    assert lan.sync(lan.session(day="2020-01-01"))[0]["verdict"] == "review"
    stranger = Browser(InProcess(town.app))
    wrong = {"login": "son", "password": PASSWORD + "x"}
    assert stranger.post("/api/session", wrong).code == "bad_credentials"
    assert stranger.get(f"/api/teams/{new_id()}").status == 401
    assert stranger.get(f"/{new_id()}").status == 404
    after = numbers()
    grown = {each: after[each] - before.get(each, 0) for each in after}

    def of(name: str, **labels: str) -> float:
        told = ",".join(f'{label}="{value}"' for label, value in sorted(labels.items()))
        return grown[f"tungngo_{name}{{{told}}}"]

    assert of("requests_total", route="/api/sync/v1", status="2xx") == 3
    assert of("requests_total", route="/api/session", status="4xx") == 1
    assert of("requests_total", route="none", status="4xx") == 1
    assert of("request_duration_seconds_count", route="/api/sync/v1") == 3
    assert of("request_duration_seconds_bucket", le="+Inf", route="/api/sync/v1") == 3
    assert of("verdicts_total", code="", verdict="applied") == 2
    assert sum(n for each, n in grown.items() if 'verdict="review"' in each) == 1
    assert of("problems_total", code="bad_credentials") == 1
    assert of("sign_in_failures_total", reason="bad_credentials") == 1
    assert not any("not_signed_in" in each for each in after if "sign_in_failures" in each)
    assert grown["tungngo_screening_points_total"] > 0
    assert grown["tungngo_screening_exhausted_total"] == 0
    assert after["tungngo_pushes_in_work"] == 0


def test_a_push_whose_texts_cost_too_much_is_counted(town: Town, numbers: Numbers) -> None:
    lan, before = town.lan(), numbers()
    dear = [lan.session(note=f"{chr(0xC0 + n // 20)}{chr(97 + n % 20)} " * 39) for n in range(400)]
    assert lan.ask(dear).code == "batch_too_large"
    after = numbers()
    assert (
        after["tungngo_screening_exhausted_total"]
        == before["tungngo_screening_exhausted_total"] + 1
    )


def test_how_things_stand(town: Town, numbers: Numbers) -> None:
    lan, minh, ha = town.lan(), town.minh(), town.ha()
    lan.sync(lan.session(day="2020-01-01"))
    holds = {"pending": 3, "oldest": "2026-11-20T02:00:00+00:00"}
    assert minh.ask([], **holds).status == 200
    town.clock.move(days=9)
    ha.ask([])
    found = numbers()
    assert found['tungngo_phones{silent="1",state="approved"}'] == 1
    assert found['tungngo_phones{silent="30",state="approved"}'] == 2
    assert found["tungngo_phones_unsent_changes"] == 3
    assert found["tungngo_phones_oldest_unsent_timestamp_seconds"] == 1795140000
    assert found['tungngo_waiting_for_a_person{sort="change"}'] == 1
    assert found["tungngo_database_up"] == 1
    assert found['tungngo_database_size_bytes{part="data"}'] > 0
    assert town.desk().delete(f"/api/devices/{minh.device}").status == 204
    found = numbers()
    assert found['tungngo_phones{silent="30",state="revoked"}'] == 1
    assert found["tungngo_phones_unsent_changes"] == 0
    assert found["tungngo_phones_oldest_unsent_timestamp_seconds"] == 0


def test_how_operations_ended(town: Town, numbers: Numbers) -> None:
    def of(name: str, operation: str) -> float:
        return numbers()[f'tungngo_operation_{name}{{operation="{operation}"}}']

    assert of("last_success_timestamp_seconds", "backup") == 0
    assert "tungngo_recount_differences" not in numbers()
    with town.app.app_context():
        note_outcome("recount", {"differences": 0}, succeeded=True)
        first = town.clock().timestamp()
        town.clock.move(hours=2)
        note_outcome("recount", {"differences": 7}, succeeded=False)
    assert of("last_success_timestamp_seconds", "recount") == first
    assert of("last_run_timestamp_seconds", "recount") == first + 7200
    assert of("last_run_success", "recount") == 0
    assert numbers()["tungngo_recount_differences"] == 7


def test_no_label_tells_of_anybody_and_versions_are_bounded(town: Town, numbers: Numbers) -> None:
    lan = town.lan()
    lan.sync(lan.session(note="chị Tư xóm Đình gọi 0912345678"))
    with town.app.app_context(), separate_transaction() as session:
        for n in range(40):
            for _ in range(2 if n < 15 else 1):
                key, version = new_id(), f"9.{n}.0" if n % 3 else f"Lan {n}"
                session.execute(
                    text(
                        "INSERT INTO device (id, secret_hash, public_key, created_at, app_version,"
                        " acting_required) SELECT :id, :id, '{}', created_at, :version, :no"
                        " FROM device WHERE id = :lan"
                    ),
                    {"id": key, "version": version, "lan": lan.device, "no": False},
                )
                session.execute(
                    text(
                        "INSERT INTO enrolment (device_id, member_id, team_id, state, phrase,"
                        " created_at) SELECT :id, member_id, team_id, state, phrase, created_at"
                        " FROM enrolment WHERE device_id = :lan"
                    ),
                    {"id": key, "lan": lan.device},
                )
    found = numbers()
    told = [each for each in found if each.startswith("tungngo_phones_by_version")]
    assert len(told) == collector.MOST_VERSIONS + 1
    assert sum(found[each] for each in told) == 56
    assert found['tungngo_phones_by_version{version="9.1.0"}'] == 2
    said = "\n".join(found)
    assert not re.search(r"[0-9a-f]{8}-|Lan|Minh|Tư|0912|\bson\b", said), said


def test_the_database_is_asked_once_in_a_while(
    town: Town, numbers: Numbers, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.lan().sync()
    assert numbers()['tungngo_phones{silent="1",state="approved"}'] == 1
    moment = collector.monotonic()
    monkeypatch.setattr(collector, "KEPT_SECONDS", 15)
    monkeypatch.setattr(collector, "monotonic", lambda: moment + 14)
    town.minh().sync()
    assert numbers()['tungngo_phones{silent="1",state="approved"}'] == 1
    monkeypatch.setattr(collector, "monotonic", lambda: moment + 16)
    assert numbers()['tungngo_phones{silent="1",state="approved"}'] == 2


def test_who_looks_waits_for_no_writer_and_keeps_none_waiting(town: Town, numbers: Numbers) -> None:
    town.lan().sync()
    with town.app.app_context():
        engine = db.engine
    with engine.connect().execution_options(sqlite_immediate=True) as writer, writer.begin():
        writer.execute(text("UPDATE device SET pending_count = 5"))
        assert numbers()["tungngo_phones_unsent_changes"] == 0
    assert numbers()["tungngo_phones_unsent_changes"] == 5


def test_a_database_that_does_not_answer_is_told(other_app: MakeApp) -> None:
    app = other_app(DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    found = numbers_of(Browser(InProcess(app)).get("/metrics").body.decode())
    assert found["tungngo_database_up"] == 0
    assert not any(each.startswith("tungngo_phones") for each in found)
