"""What `make build` writes of what the server and the app are made of."""

import importlib.metadata
import json
import re
from pathlib import Path

import pytest

from server.operations.setup import sbom
from server.operations.setup.steps import ROOT


def test_everything_that_is_locked_is_named_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sbom, "FOLDER", tmp_path / "sbom")
    sbom.write()
    server = json.loads((tmp_path / "sbom/server.cdx.json").read_text())
    assert (server["bomFormat"], server["specVersion"]) == ("CycloneDX", "1.5")
    told = {each["name"]: each["version"] for each in server["components"]}
    installed = {
        name: importlib.metadata.version(name) for name in ("flask", "sqlalchemy", "psycopg")
    }
    assert installed.items() <= told.items()
    lock = (ROOT / "requirements.txt").read_text()
    locked = re.findall(r"^([a-z][^=]*)==(\S+)", lock, re.M)
    assert [(each["name"], each["version"]) for each in server["components"]] == locked
    assert all(each["externalReferences"] for each in server["components"])
    app = json.loads((tmp_path / "sbom/app.cdx.json").read_text())
    assert app["bomFormat"] == "CycloneDX"
    wanted = json.loads((ROOT / "pwa/package.json").read_text())["dependencies"]
    shipped = {
        (_bare(each["name"]), each["version"])
        for each in app["components"]
        if each["scope"] == "required"
    }
    assert {(_bare(name), version) for name, version in wanted.items()} <= shipped


def _bare(name: str) -> str:
    """Without the scope, which stands apart there."""
    return name.rpartition("/")[2]
