"""What the server and the app are made of, as CycloneDX 1.5: `sbom/server.cdx.json` out of the lock, and
`sbom/app.cdx.json` as npm tells it. Who looks for holes reads them; nothing here does."""

import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from .app import PWA
from .steps import BIN, ROOT, Advice, environment

FOLDER = ROOT / "sbom"
_PACKAGE = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.M)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def write() -> None:
    """Writes both anew."""
    print("Writing what it is made of … ", end="", flush=True)
    FOLDER.mkdir(exist_ok=True)
    server = of_lock((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    (FOLDER / "server.cdx.json").write_text(json.dumps(server, indent=1) + "\n", encoding="utf-8")
    (FOLDER / "app.cdx.json").write_text(_of_app(), encoding="utf-8")
    print("sbom/")


def of_lock(lock: str) -> dict[str, Any]:
    """The bill of materials of a lock of Python packages: each with its version, and the hashes of the files
    that may be installed for it."""
    found = list(_PACKAGE.finditer(lock))
    ends = [each.start() for each in found[1:]] + [len(lock)]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.now(UTC).isoformat(timespec="seconds"),
            "component": {
                "type": "application",
                "bom-ref": "tung-ngo",
                "name": "tung-ngo",
                "version": json.loads((PWA / "package.json").read_bytes())["version"],
            },
        },
        "components": [
            _component(each["name"], each["version"], _HASH.findall(lock[each.start() : end]))
            for each, end in zip(found, ends, strict=True)
        ],
    }


def _component(name: str, version: str, hashes: list[str]) -> dict[str, Any]:
    plain = re.sub(r"[-_.]+", "-", name).lower()
    purl = f"pkg:pypi/{plain}@{version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": plain,
        "version": version,
        "purl": purl,
        # Of each file that there is for it: which of them a machine installs depends on the machine.
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{plain}/{version}/",
                "hashes": [{"alg": "SHA-256", "content": each}],
            }
            for each in hashes
        ],
    }


def _of_app(folder: Path = PWA) -> str:
    """Of the app; what only builds it bears `development`. To leave that out npm would leave out Preact, too."""
    told = subprocess.run(
        [str(BIN / "npm"), "sbom", "--sbom-format", "cyclonedx", "--package-lock-only"],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if told.returncode:
        raise Advice(f"npm could not tell what the app is made of:\n{told.stderr.strip()}")
    return told.stdout
