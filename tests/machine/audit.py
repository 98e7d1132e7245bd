"""`make audit`: what this machine installs from a lock, held against the holes that are known of it, as OSV and
npm tell them. Where one of them does not answer, nobody knows, and it fails, too."""

from pathlib import Path

from . import needs
from .lock import GROUPS, RUNTIME
from .needs import BIN, CACHE, ROOT, Command

PLACE = CACHE / "audit"
NPM: tuple[str | Path, ...] = (
    *(BIN / "npm", "audit", "--package-lock-only", "--offline=false", "--audit-level=info"),
    *("--include=dev", "--include=optional", "--include=peer"),
)
"""Whatever this machine's own settings leave out."""
ADVICE = """
A hole is known, or somebody did not answer: see above. For a hole, raise the version in pyproject.toml
or pwa/package.json to a mended one, and `make lock`."""
PIP_AUDIT = PLACE / "bin" / "pip-audit"


def run() -> bool:
    if not (install() and audited()):
        print(ADVICE)
        return False
    print("\nNo hole is known of what is installed from a lock.")
    return True


def install() -> bool:
    """pip-audit, in an environment of its own."""
    python = str(PIP_AUDIT.with_name("python"))
    given = ("--require-hashes", "--python", python, GROUPS["audit"])
    return shown([BIN / "uv", "venv", "--quiet", "--allow-existing", PLACE]) and shown(
        [BIN / "uv", "pip", "sync", "--quiet", *given]
    )


def audited() -> bool:
    """Whether both have been asked and know of nothing; prints what they say."""
    locks = [
        part for file in (RUNTIME, *GROUPS.values()) for part in ("--requirement", ROOT / file)
    ]
    strictly = ["--strict", "--disable-pip", "--require-hashes", "--progress-spinner=off"]
    strictly.append("--vulnerability-service=osv")  # PyPI's own list has less
    python = shown([PIP_AUDIT, *strictly, *locks])
    npm = [shown([*NPM, "--prefix", lock.parent]) for lock in npm_locks()]
    return python and bool(npm) and all(npm)


def npm_locks() -> list[Path]:
    """Of the app, and of the tools that are npm's."""
    found = needs.run(["git", "ls-files", "*package-lock.json"]).stdout.split()
    return [ROOT / each for each in found]


def shown(command: Command) -> bool:
    """Whether it ended well; prints what it says."""
    done = needs.run(command)
    print(done.stdout.strip(), flush=True)
    return done.returncode == 0
