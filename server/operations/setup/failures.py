"""What programs say when they fail, and what a person can do about it."""

import os
from urllib.parse import urlsplit

# What to look for in small letters, and the sentence to show if any of it was said.
Failure = tuple[tuple[str, ...], str]

DISK_FULL: Failure = (
    ("no space left on device", "enospc", "disk quota exceeded", "disk is full"),
    "The disk is full: free about 1.5 GB and run the same command again.",
)
# pip, uv and npm; only a step that fetches packages may be explained by it.
REGISTRY: Failure = (
    (
        "name resolution", "name or service not known", "dns error", "enotfound", "eai_again",
        "econnrefused", "econnreset", "etimedout", "newconnectionerror", "connection refused",
        "connecttimeout", "read timed out", "network is unreachable", "failed to fetch",
        "error sending request", "certificate_verify_failed",
        "from versions: none", "tunnel connection failed",
    ),
    "The package registry cannot be reached: check the network (and the proxy settings), "
    "then run the same command again; what was fetched is kept.",
)  # fmt: skip


def of_the_data() -> tuple[Failure, ...]:
    """Of steps that open the database and the folder beside it."""
    place = os.environ.get("INSTANCE_DIR") or "instance"
    return (
        (
            ("could not parse sqlalchemy url", "nosuchmoduleerror"),
            "DATABASE_URL is not the address of a database: write postgresql://… or sqlite:///….",
        ),
        (
            ("failed to resolve host", "connection failed", "connection refused", "fatal: ",
             "connection timeout", "network is unreachable", "no route to host",
             "server closed the connection"),
            f"Cannot reach the database at {database_place()}: check DATABASE_URL, and that "
            "the database runs and lets you in.",
        ),
        (
            ("permissionerror", "filenotfounderror", "notadirectoryerror", "fileexistserror",
             "read-only file system", "unable to open database file", "readonly database"),
            f"The folder {place} or the database file cannot be written: check INSTANCE_DIR "
            "(and LASTING_DISK or DATABASE_URL, if you set them).",
        ),
    )  # fmt: skip


def database_place() -> str:
    """Host and port, never the password that stands before them."""
    try:
        place = urlsplit(os.environ.get("DATABASE_URL", "")).netloc.rpartition("@")[2]
    except ValueError:
        place = ""
    return place or "its address"


def own_sentence(output: str) -> str:
    """The one line of a command of ours that knows what is wrong; empty if it crashed."""
    lines = output.strip().splitlines()
    knows = bool(lines) and lines[-1].startswith("Error: ") and "Traceback" not in output
    return lines[-1] if knows else ""


def advise(output: str, known: tuple[Failure, ...], otherwise: str) -> str:
    """The first sentence that fits what was said."""
    said = output.lower()
    for signs, sentence in (DISK_FULL, *known):
        if any(sign in said for sign in signs):
            return sentence
    return otherwise
