"""Alerts and the board ask for what `/metrics` tells, and each alert fires and stays quiet when it should."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask
from flask_migrate import upgrade

from server.operations.journal_state import STATES
from server.operations.monitoring.queries import SILENT_DAYS
from server.operations.use_cases.outcomes import OPERATIONS
from sync.problems import PROBLEMS
from tests.machine import programs
from tests.machine.needs import ROOT
from tests.server.operations.conftest import MakeApp
from tests.wires import Browser, InProcess

FOLDER = ROOT / "server/operations/monitoring"
ALERTS, TESTS, BOARD = (FOLDER / name for name in ("alerts.yml", "alerts_test.yml", "grafana.json"))
OF_PROMETHEUS = {"up"}
NAME = re.compile(r"\b(tungngo_\w+|up(?=\{))")
MATCHER = re.compile(r'(\w+)=~?"([^"]*)"')
VALUES = {
    "job": {"tungngo"},
    "operation": set(OPERATIONS),
    "status": {"2xx", "3xx", "4xx", "5xx"},
    "state": {"approved", "pending", "out", "revoked", *STATES},
    "silent": {*map(str, SILENT_DAYS), "more", "never"},
    "part": {"data", "wal"},
    "code": set(PROBLEMS),
}


def rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load(ALERTS.read_text(encoding="utf-8"))["groups"]
    return list(group["rules"])


def expressions() -> Iterator[str]:
    yield from (rule["expr"] for rule in rules())
    for panel in json.loads(BOARD.read_text(encoding="utf-8"))["panels"]:
        yield from (target["expr"] for target in panel.get("targets", ()))


def test_every_metric_that_is_asked_for_is_told(other_app: MakeApp) -> None:
    told = Browser(InProcess(_with_tables(other_app))).get("/metrics").body.decode()
    there = set(OF_PROMETHEUS)
    for name, sort in re.findall(r"^# TYPE (\w+) (\w+)$", told, re.MULTILINE):
        parts = ("_bucket", "_sum", "_count") if sort == "histogram" else ("",)
        there.update(f"{name}{part}" for part in parts)
    asked = {name for each in expressions() for name in NAME.findall(each)}
    assert asked <= there
    left = there - asked
    assert {each for each in left if not each.startswith("tungngo_request_duration_")} == set()


def _with_tables(other_app: MakeApp) -> Flask:
    app = other_app()
    with app.app_context():
        upgrade()
    return app


def test_every_label_that_is_asked_for_has_such_a_value() -> None:
    for each in expressions():
        for label, values in MATCHER.findall(each):
            assert set(values.split("|")) <= VALUES[label], each


def test_each_alert_has_a_test_in_which_it_fires_and_one_in_which_it_is_quiet() -> None:
    cases = [
        (case["alertname"], bool(case["exp_alerts"]))
        for test in yaml.safe_load(TESTS.read_text(encoding="utf-8"))["tests"]
        for case in test["alert_rule_test"]
    ]
    names = [rule["alert"] for rule in rules()]
    assert set(cases) == {(name, fires) for name in names for fires in (True, False)}


@pytest.mark.promtool
@pytest.mark.parametrize(
    "words",
    [("check", "rules", ALERTS), ("check", "config", FOLDER / "prometheus.yml"), ("test", "rules", TESTS)],
    ids=["rules", "config", "tests"],
)  # fmt: skip
def test_prometheus_says_so_too(words: tuple[str | Path, ...]) -> None:
    done = subprocess.run(
        [programs.promtool(), *words], cwd=FOLDER, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "SUCCESS" in done.stdout + done.stderr


def test_no_two_panels_lie_on_one_another() -> None:
    taken: set[tuple[int, int]] = set()
    panels = json.loads(BOARD.read_text(encoding="utf-8"))["panels"]
    for panel in panels:
        at = panel["gridPos"]
        cells = {(at["x"] + dx, at["y"] + dy) for dx in range(at["w"]) for dy in range(at["h"])}
        assert not cells & taken, panel["title"]
        assert at["x"] + at["w"] <= 24
        taken |= cells
    assert len({panel["id"] for panel in panels}) == len(panels)
