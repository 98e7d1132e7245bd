"""`make lock`: exact versions with hashes, from server/pyproject.toml and pwa/package.json."""

from pathlib import Path

from . import needs
from .needs import BIN, ROOT

SERVER = ROOT / "server"
# For platforms that install by pip.
EXPORT: list[str | Path] = [
    BIN / "uv",
    "export",
    "--frozen",
    "--output-file",
    "../requirements.txt",
]


def run() -> bool:
    commands: list[tuple[needs.Command, Path]] = [
        ([BIN / "uv", "lock"], SERVER),
        (EXPORT, SERVER),
        ([BIN / "npm", "install", "--package-lock-only", "--ignore-scripts"], ROOT / "pwa"),
    ]
    return all(needs.run_visibly(command, folder) for command, folder in commands)
