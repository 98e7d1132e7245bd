"""The packages of the server and the app as CycloneDX 1.5, for tools that look for known holes."""

import json
import subprocess
from pathlib import Path

from .app import PWA
from .packages import SERVER, UV
from .steps import BIN, ROOT, Advice, Command, environment

FOLDER = ROOT / "sbom"


def write() -> None:
    """Write `sbom/server.cdx.json` and `sbom/app.cdx.json`."""
    print("Writing what it is made of to sbom/ …", flush=True)
    FOLDER.mkdir(exist_ok=True)
    export: Command = [UV, "export", "--frozen", "--quiet", "--format", "cyclonedx1.5"]
    server = json.loads(output(export, SERVER))
    version = json.loads((PWA / "package.json").read_bytes())["version"]
    server["metadata"]["component"]["version"] = version
    (FOLDER / "server.cdx.json").write_text(json.dumps(server, indent=1) + "\n", encoding="utf-8")
    # Development packages are marked so, not left out: npm would leave out Preact, too.
    npm: Command = [BIN / "npm", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]
    (FOLDER / "app.cdx.json").write_text(output(npm, PWA), encoding="utf-8")


def output(command: Command, folder: Path) -> str:
    """The standard output of a program. Raises Advice with its error output if it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Advice(f"The packages could not be listed:\n{done.stderr.strip()}")
    return done.stdout
