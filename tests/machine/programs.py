"""Programs of a server's machine, by which the operator's manual is tried."""

import shutil
from functools import cache
from pathlib import Path

from .needs import CACHE, Unavailable, apt_install, run

SYSTEM = "/usr/sbin:/usr/bin:/sbin:/bin"


@cache
def nginx() -> Path:
    """nginx's path. Debian's is unpacked and not installed, which would start it. Raises Unavailable."""
    return _unpacked("nginx", "usr/sbin/nginx")


def nginx_settings() -> Path | None:
    """Debian's files of /etc/nginx, unpacked, where nginx is not installed itself. Raises Unavailable."""
    if Path("/etc/nginx/nginx.conf").exists():
        return None
    return _unpacked("nginx-common", "etc/nginx/nginx.conf").parent


@cache
def promtool() -> Path:
    """The path of Prometheus's checker of rules. Raises Unavailable."""
    return _unpacked("promtool", "usr/bin/promtool")


@cache
def systemd_analyze() -> Path:
    """Its path. Raises Unavailable."""
    return _installed("systemd-analyze", "systemd")


@cache
def sudo() -> Path:
    """Its path, once the other small programs are there, too, that the manual's lines call. Raises Unavailable."""
    for program in ("adduser", "curl", "openssl"):
        _installed(program, program, SYSTEM)
    return _installed("sudo", "sudo")


@cache
def jq() -> Path:
    """Its path. Raises Unavailable."""
    return _installed("jq", "jq")


@cache
def nft() -> Path:
    """Its path. Raises Unavailable."""
    return _installed("nft", "nftables", SYSTEM)


def _unpacked(package: str, place: str) -> Path:
    """A program out of Debian's package of its name, which needs no root."""
    found = shutil.which(package) or shutil.which(package, path=SYSTEM)
    folder = CACHE / package
    packed = folder / place
    if found is None and not packed.exists():
        folder.mkdir(parents=True, exist_ok=True)
        done = run(["apt-get", "download", package], folder)
        files = list(folder.glob(f"{package}_*.deb"))
        if done.returncode or not files or run(["dpkg", "-x", files[0], folder]).returncode:
            raise Unavailable(
                f"no {package}, and Debian's was not to be had: {done.stdout.strip()}"
            )
    return Path(found) if found else packed


def _installed(program: str, package: str, places: str | None = None) -> Path:
    found = shutil.which(program, path=places)
    if found is None:
        apt_install(package)
        found = shutil.which(program, path=places)
    if found is None:
        raise Unavailable(f"no {program}: install Debian's {package}")
    return Path(found)
