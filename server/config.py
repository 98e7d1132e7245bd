"""Settings: the environment only, each listed once here and in the operator's manual."""

import json
import re
import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from click import ClickException
from flask import current_app

from server.database.tls import NotEncrypted, leads_to_the_same, with_tls

PROJECT = Path(__file__).resolve().parent.parent
VERSION: str = json.loads((PROJECT / "pwa/package.json").read_bytes())["version"]


class ConfigError(ClickException):
    """The server must not start like this; the text says what to do, and commands print only it."""


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, its default as a person reads it, what it does."""

    name: str
    default: str
    about: str


SETTINGS = (
    Setting("PUBLIC_URL", "http://127.0.0.1:8000", "The address people type; QR codes carry it."),
    Setting("HOST", "127.0.0.1", "The address that gunicorn listens on."),
    Setting("PORT", "8000", "The port that gunicorn listens on."),
    Setting(
        "DATABASE_URL", "SQLite in INSTANCE_DIR", "The database: postgresql://… or sqlite:///…"
    ),
    Setting(
        "DATABASE_TLS",
        "require",
        "To PostgreSQL off this machine: require, or off where the network itself is private.",
    ),
    Setting(
        "INSTANCE_DIR", "instance", "The folder for SQLite, the secret key, the demonstration."
    ),
    Setting(
        "LASTING_DISK",
        "none",
        "A folder on a disk that outlives a restart. Off loopback, SQLite is used only there.",
    ),
    Setting(
        "JOURNAL",
        "beside SQLite, else in LASTING_DISK or INSTANCE_DIR",
        "A file, or the postgresql://… of a database apart, for what was erased and revoked; off: none.",
    ),
    Setting(
        "FILES",
        "folder where a disk lasts, else database",
        "Where photos and papers are: folder (beside SQLite, else in LASTING_DISK) or database.",
    ),
    Setting("READ_PAPERS", "1", "0: papers are offered as they were sent, and never read as text."),
    Setting("SECRET_KEY", "random, kept in INSTANCE_DIR", "Signs receipts; required off loopback."),
    Setting(
        "SECRET_KEY_FALLBACKS",
        "none",
        "Former secret keys that still hold, the newest last, with commas between.",
    ),
    Setting(
        "SECURITY_CONTACT",
        "none",
        "Whom to tell of a hole, in /.well-known/security.txt: mailto:… or https://…",
    ),
    Setting(
        "TRUSTED_PROXIES",
        "1, on loopback 0",
        "How many proxies in front add to X-Forwarded-For and -Proto.",
    ),
    Setting(
        "TRUSTED_HOSTS",
        "none",
        "Hosts beside PUBLIC_URL's that are answered, with commas between; .name: all names below.",
    ),
    Setting(
        "LINK_HOSTS",
        ".gov.vn,.doanthanhnien.vn",
        "Hosts to which printed codes may lead, with commas between; .name: all names below.",
    ),
    Setting("SESSION_IDLE_MINUTES", "480", "A coordinator's session ends after so long unused."),
    Setting("SESSION_HOURS", "168", "A coordinator's session ends after so long in any case."),
    Setting(
        "PHONE_IDLE_DAYS", "180", "A phone not heard of for so long has to prove its key anew."
    ),
    Setting(
        "RETENTION_MONTHS",
        "24",
        "So many whole months `retention` leaves single sessions, then their totals without names; 12 at least.",
    ),
    Setting(
        "SECOND_FACTOR",
        "demanded, on loopback offered",
        "Of administrators and of accounts above a commune: demanded, or offered as to all others.",
    ),
    Setting("LOG_LEVEL", "info", "debug, info, warning or error; one JSON line each on stderr."),
    Setting(
        "REQUEST_LOG",
        "on; make run: problems",
        "A JSON line on stderr for each request: on, problems (those alone) or off.",
    ),
    Setting(
        "BACKUP_PUBLIC_KEY",
        "none",
        "Of age (age1…): backups are encrypted, and only its secret key opens them.",
    ),
    Setting(
        "METRICS_TOKEN",
        "none",
        "Whoever says it reads /metrics from elsewhere: 32 characters or more, from a generator.",
    ),
)

JOURNAL_NAME = "tungngo.journal.jsonl"
FILES_NAME = "tungngo.blobs"
REQUEST_LOGS = ("on", "problems", "off")
LOG_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}
_LEAST_BITS = 80
_AGE = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Settings:
    """The settings as read, ready to use. `public_url` has no slash at its end. `state` is the folder
    that outlives a restart: LASTING_DISK, else `instance`. `journal`: a file, or an address as text. `file_folder`: where files are, None for the
    database."""

    public_url: str
    database_url: str
    instance: Path
    state: Path
    journal: Path | str | None
    secret_key: str
    trusted_proxies: int
    session_idle_minutes: int
    session_hours: int
    second_factor_demanded: bool
    log_level: str
    request_log: str
    trusted_hosts: tuple[str, ...] = ()
    phone_idle_days: int = 180
    retention_months: int = 24
    link_hosts: tuple[str, ...] = ()
    file_folder: Path | None = None
    reads_papers: bool = True
    former_keys: tuple[str, ...] = ()
    security_contact: str | None = None
    metrics_token: str = ""
    backup_public_key: str = ""

    @property
    def loopback(self) -> bool:
        """True if only this machine is meant to reach the server."""
        return is_loopback(self.public_url)

    @property
    def secure(self) -> bool:
        """True if people come by HTTPS, so cookies are Secure and HSTS is sent."""
        return self.public_url.startswith("https://")


def current_settings() -> Settings:
    """The settings of the application that is at work."""
    return cast(Settings, current_app.config["SETTINGS"])


def is_loopback(url: str) -> bool:
    """True for an address that names this machine only."""
    host = urlsplit(url).hostname or ""
    return host in _LOOPBACK or host.endswith(".localhost")


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings out of the environment; ConfigError says what is missing and what to do."""
    instance = Path(environ.get("INSTANCE_DIR") or PROJECT / "instance")
    port = _whole(environ, "PORT", 8000)
    public_url = (environ.get("PUBLIC_URL") or f"http://127.0.0.1:{port}").rstrip("/")
    if urlsplit(public_url).scheme not in ("http", "https") or not urlsplit(public_url).hostname:
        raise ConfigError("PUBLIC_URL must look like https://tungngo.example.vn")
    if public_url.startswith("http://") and not is_loopback(public_url):
        raise ConfigError(
            "Off loopback PUBLIC_URL must begin with https://: without it phones "
            "neither install the app nor keep their sign-in."
        )
    database_url = _database_url(environ, public_url, instance)
    return Settings(
        public_url=public_url,
        database_url=database_url,
        instance=instance,
        state=Path(environ.get("LASTING_DISK") or instance),
        journal=_journal(environ, public_url, database_url, instance),
        secret_key=_secret_key(environ, public_url, instance),
        # People come by HTTPS, which this server does not speak: something in front of it does.
        # Taking that for the asker would count a whole town's wrong codes together.
        trusted_proxies=_whole(environ, "TRUSTED_PROXIES", 0 if is_loopback(public_url) else 1),
        session_idle_minutes=_whole(environ, "SESSION_IDLE_MINUTES", 480),
        session_hours=_whole(environ, "SESSION_HOURS", 168),
        second_factor_demanded=_is_demanded(environ, public_url),
        log_level=_log_level(environ),
        trusted_hosts=_hosts(environ, "TRUSTED_HOSTS"),
        link_hosts=_hosts(environ, "LINK_HOSTS", ".gov.vn,.doanthanhnien.vn"),
        phone_idle_days=_whole(environ, "PHONE_IDLE_DAYS", 180, least=1, most=36_500),
        retention_months=_whole(environ, "RETENTION_MONTHS", 24, least=12, most=1200),
        request_log=_request_log(environ),
        reads_papers=bool(_whole(environ, "READ_PAPERS", 1, most=1)),
        former_keys=_former_keys(environ),
        security_contact=_security_contact(environ),
        file_folder=_file_folder(environ, public_url, database_url, instance),
        metrics_token=_metrics_token(environ),
        backup_public_key=_backup_public_key(environ),
    )


def _whole(
    environ: Mapping[str, str], name: str, default: int, least: int = 0, most: int | None = None
) -> int:
    text = environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit():
        raise ConfigError(f"{name} must be a whole number, not {text!r}")
    number = int(text)
    if number < least or (most is not None and number > most):
        raise ConfigError(f"{name} must be a whole number from {least} to {most}, not {text}")
    return number


_CONTACT = re.compile(r"mailto:[!-~]+@[!-~]+|https://[!-~]+")
_HOSTNAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")


def _hosts(environ: Mapping[str, str], setting: str, default: str = "") -> tuple[str, ...]:
    """Names in lower case as browsers send them, with a leading dot where all names below count."""
    given = [part.strip() for part in environ.get(setting, default).split(",")]
    return tuple("." * text.startswith(".") + _hostname(text, setting) for text in given if text)


def _hostname(text: str, setting: str) -> str:
    try:
        name = text.removeprefix(".").encode("idna").decode().lower()
    except UnicodeError:
        name = ""
    if not _HOSTNAME.fullmatch(name):
        raise ConfigError(
            f"{setting} must hold names like old.example.vn or .example.vn, with commas "
            f"between and without https:// or port, not {text!r}"
        )
    return name


def _is_demanded(environ: Mapping[str, str], public_url: str) -> bool:
    usual = "offered" if is_loopback(public_url) else "demanded"
    said = environ.get("SECOND_FACTOR") or usual
    if said not in ("demanded", "offered"):
        raise ConfigError(f"SECOND_FACTOR must be demanded or offered, not {said!r}")
    return said == "demanded"


def _log_level(environ: Mapping[str, str]) -> str:
    level = (environ.get("LOG_LEVEL") or "info").lower()
    if level not in LOG_LEVELS:
        raise ConfigError(f"LOG_LEVEL must be debug, info, warning or error, not {level!r}")
    return level


def _request_log(environ: Mapping[str, str]) -> str:
    wanted = (environ.get("REQUEST_LOG") or "on").lower()
    if wanted not in REQUEST_LOGS:
        raise ConfigError(f"REQUEST_LOG must be on, problems or off, not {wanted!r}")
    return wanted


def _database_url(environ: Mapping[str, str], public_url: str, instance: Path) -> str:
    given, disk = environ.get("DATABASE_URL", ""), environ.get("LASTING_DISK", "")
    if given.startswith("sqlite") and not is_loopback(public_url):
        _check_lasting(given, disk)
    if given:
        # Hosting platforms still hand out the old scheme, which SQLAlchemy no longer takes.
        return _with_tls(environ, given.replace("postgres://", "postgresql://", 1))
    if not disk and not is_loopback(public_url):
        raise ConfigError(
            "Off loopback the records need a database that lasts. Set DATABASE_URL to a "
            "PostgreSQL database, or LASTING_DISK to a folder on a disk that outlives a restart."
        )
    folder = Path(disk) if disk else instance
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder.resolve() / 'tungngo.sqlite'}"


def _with_tls(environ: Mapping[str, str], database_url: str, setting: str = "DATABASE_URL") -> str:
    wanted = environ.get("DATABASE_TLS") or "require"
    if wanted not in ("require", "off"):
        raise ConfigError(f"DATABASE_TLS must be require or off, not {wanted!r}")
    if wanted == "off":
        return database_url
    try:
        return with_tls(database_url, setting)
    except NotEncrypted as error:
        raise ConfigError(str(error)) from error


def _check_lasting(url: str, disk: str) -> None:
    """A container's own disk is gone with the next restart, and the records with it."""
    file = Path(url.partition(":///")[2].partition("?")[0])
    if not disk or not file.name or not file.resolve().is_relative_to(Path(disk).resolve()):
        raise ConfigError(
            "Off loopback DATABASE_URL may name an SQLite file only inside LASTING_DISK, "
            "a folder on a disk that outlives a restart."
        )


def _journal(
    environ: Mapping[str, str], public_url: str, database_url: str, instance: Path
) -> Path | str | None:
    """Where the journal is kept; None without a disk that is known to last."""
    given, disk = environ.get("JOURNAL", ""), environ.get("LASTING_DISK", "")
    if given.startswith(("postgresql:", "postgresql+", "postgres:")):
        return _journal_address(environ, given, database_url)
    if given:
        return None if given == "off" else Path(given).resolve()
    file = database_url.partition(":///")[2].partition("?")[0]
    if database_url.startswith("sqlite") and file:
        return Path(file).resolve().with_suffix(".journal.jsonl")
    if disk:
        return Path(disk).resolve() / JOURNAL_NAME
    if environ.get("INSTANCE_DIR") or is_loopback(public_url):
        return instance.resolve() / JOURNAL_NAME
    return None


def _journal_address(environ: Mapping[str, str], given: str, database_url: str) -> str:
    address = _with_tls(environ, given.replace("postgres://", "postgresql://", 1), "JOURNAL")
    if leads_to_the_same(address, database_url):
        raise ConfigError(
            "JOURNAL leads to the database of DATABASE_URL itself: a restored backup would take what "
            "was erased and revoked since back with it. Give the journal a database apart, if it can be "
            "on another machine."
        )
    return address


def _file_folder(
    environ: Mapping[str, str], public_url: str, database_url: str, instance: Path
) -> Path | None:
    """Where files are kept; None for the database, which lasts wherever no disk is known to."""
    wanted, disk = environ.get("FILES") or "", environ.get("LASTING_DISK", "")
    if wanted not in ("", "folder", "database"):
        raise ConfigError(f"FILES must be folder or database, not {wanted!r}")
    file = database_url.partition(":///")[2].partition("?")[0]
    if wanted == "database":
        return None
    if database_url.startswith("sqlite") and file not in ("", ":memory:"):
        return Path(file).resolve().with_suffix(".blobs")
    if disk:
        return Path(disk).resolve() / FILES_NAME
    if wanted and not (environ.get("INSTANCE_DIR") or is_loopback(public_url)):
        raise ConfigError("FILES=folder needs LASTING_DISK, a folder on a disk that lasts")
    return instance.resolve() / FILES_NAME if wanted else None


def _secret_key(environ: Mapping[str, str], public_url: str, instance: Path) -> str:
    given = environ.get("SECRET_KEY", "")
    if given:
        return _checked_key(given, "SECRET_KEY")
    if not is_loopback(public_url):
        raise ConfigError("Off loopback SECRET_KEY must be set: openssl rand -hex 32")
    return _kept_key(instance / "secret_key")


def _former_keys(environ: Mapping[str, str]) -> tuple[str, ...]:
    given = (part.strip() for part in environ.get("SECRET_KEY_FALLBACKS", "").split(","))
    return tuple(_checked_key(key, "SECRET_KEY_FALLBACKS") for key in given if key)


def _checked_key(given: str, setting: str) -> str:
    if len(given) < 32:
        raise ConfigError(f"{setting} is too short: 32 characters or more, from a generator")
    if not _is_random(given):
        raise ConfigError(
            f"{setting} says the same over and over, so that it can be guessed. "
            "Make one with: openssl rand -hex 32"
        )
    return given


def _backup_public_key(environ: Mapping[str, str]) -> str:
    given = environ.get("BACKUP_PUBLIC_KEY", "").strip()
    if given and not _AGE.fullmatch(given):
        raise ConfigError(
            "BACKUP_PUBLIC_KEY must be the public key that age-keygen prints: age1 and 58 characters"
        )
    return given


def _metrics_token(environ: Mapping[str, str]) -> str:
    given = environ.get("METRICS_TOKEN", "")
    if given and (len(given) < 32 or not given.isascii() or not _is_random(given)):
        raise ConfigError(
            "METRICS_TOKEN can be guessed: 32 characters or more. Make one with: openssl rand -hex 32"
        )
    return given


def _security_contact(environ: Mapping[str, str]) -> str | None:
    given = environ.get("SECURITY_CONTACT", "").strip()
    if given and not _CONTACT.fullmatch(given):
        raise ConfigError(
            f"SECURITY_CONTACT must be mailto:name@example.vn or https://…, not {given!r}"
        )
    return given or None


def _is_random(key: str) -> bool:
    """Whether it may come from a generator: no part of it over and over, and by how often its letters
    stand in it more than 80 bits (Shannon); 32 digits of a generator's have a hundred."""
    is_repeated = key in (key + key)[1:-1]
    shares = [count / len(key) for count in Counter(key).values()]
    return (
        not is_repeated and -len(key) * sum(share * log2(share) for share in shares) > _LEAST_BITS
    )


def _kept_key(path: Path) -> str:
    """The key in the file, made at the first start; two workers that start at once agree."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        draft.write_text(secrets.token_hex(32))
        draft.chmod(0o600)
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
