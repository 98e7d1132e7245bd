"""Programs of a server's machine, by which the README's own words are tried."""

import shutil
from functools import cache
from pathlib import Path

from .needs import CACHE, Unavailable, apt_install, run

SYSTEM = "/usr/sbin:/usr/bin:/sbin:/bin"
_UNPACKED = CACHE / "nginx"


@cache
def nginx() -> Path:
    """nginx's path. Debian's is unpacked and not installed, which would start it. Raises Unavailable."""
    found = shutil.which("nginx") or shutil.which("nginx", path=SYSTEM)
    packed = _UNPACKED / "usr" / "sbin" / "nginx"
    if found is None and not packed.exists():
        _UNPACKED.mkdir(parents=True, exist_ok=True)
        done = run(["apt-get", "download", "nginx"], _UNPACKED)
        files = list(_UNPACKED.glob("nginx_*.deb"))
        if done.returncode or not files or run(["dpkg", "-x", files[0], _UNPACKED]).returncode:
            raise Unavailable(f"no nginx, and Debian's was not to be had: {done.stdout.strip()}")
    return Path(found) if found else packed


@cache
def systemd_analyze() -> Path:
    """Its path. Raises Unavailable."""
    return _installed("systemd-analyze", "systemd")


@cache
def jq() -> Path:
    """Its path. Raises Unavailable."""
    return _installed("jq", "jq")


@cache
def nft() -> Path:
    """Its path. Raises Unavailable."""
    return _installed("nft", "nftables", SYSTEM)


def _installed(program: str, package: str, places: str | None = None) -> Path:
    found = shutil.which(program, path=places)
    if found is None:
        apt_install(package)
        found = shutil.which(program, path=places)
    if found is None:
        raise Unavailable(f"no {program}: install Debian's {package}")
    return Path(found)
