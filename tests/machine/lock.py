"""`make lock`: from the names in pyproject.toml to exact versions with hashes, for any platform."""

from pathlib import Path

from . import needs
from .needs import BIN, ROOT

COMPILE: list[str | Path] = [
    BIN / "uv",
    "pip",
    "compile",
    "--universal",
    "--python-version",
    "3.11",
]
COMPILE += ["--generate-hashes", "--custom-compile-command", "make lock", "--quiet"]
RUNTIME = "requirements.txt"
GROUPS = {
    "app": "pwa/requirements.txt",
    "tests": "tests/requirements.txt",
    "postgres": "tests/machine/postgres.txt",
    "browsers": "tests/browsers/requirements.txt",
    "audit": "tests/machine/audit.txt",
}


def run() -> bool:
    """The runtime first; every other lock must agree with it, as they share one environment."""
    jobs = {RUNTIME: ["pyproject.toml"]}
    jobs |= {file: ["--group", group, "-c", RUNTIME] for group, file in GROUPS.items()}
    for file, source in jobs.items():
        command: needs.Command = [*COMPILE, *source, "--output-file", file]
        done = needs.run(command)
        if done.returncode:
            print(done.stdout)
            return False
        print(f"wrote {file}")
    done = needs.run(
        [BIN / "npm", "install", "--package-lock-only", "--ignore-scripts"], ROOT / "pwa"
    )
    print(done.stdout.strip() if done.returncode else "wrote pwa/package-lock.json")
    return done.returncode == 0
