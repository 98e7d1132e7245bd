"""Gunicorn's configuration (server/gunicorn_conf.py)."""

from types import ModuleType
from typing import Any

from server import gunicorn_conf, serving


def test_a_unit_of_version_1_1_serves_as_one_of_today() -> None:
    def settings(module: ModuleType) -> dict[str, Any]:
        return {name: value for name, value in vars(module).items() if not name.startswith("_")}

    assert settings(serving) == settings(gunicorn_conf)
    assert settings(serving)["worker_class"] == "gthread"
