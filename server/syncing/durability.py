"""The settings without which "Đã nhận" would be a lie (PROTOCOL 5.9): a power cut must not take
what was acknowledged."""

from sqlalchemy import Engine

from server.config import ConfigError

_SQLITE_SYNCHRONOUS = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}


def durability(engine: Engine) -> dict[str, str]:
    """The settings that decide it, as the database itself says them."""
    with engine.connect().execution_options(sqlite_immediate=False) as connection:
        if engine.dialect.name == "sqlite":
            level = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
            return {"synchronous": _SQLITE_SYNCHRONOUS.get(level, str(level))}
        names = ("synchronous_commit", "fsync")
        return {
            name: str(connection.exec_driver_sql(f"SHOW {name}").scalar_one()) for name in names
        }


def check_durability(engine: Engine) -> dict[str, str]:
    """Raises ConfigError, saying what to do, on settings that may lose what was acknowledged;
    else answers them, for /healthz."""
    found = durability(engine)
    if found.get("synchronous", "FULL") not in ("FULL", "EXTRA"):
        raise ConfigError("SQLite must run with PRAGMA synchronous=FULL: nothing may set it lower")
    for name in ("synchronous_commit", "fsync"):
        if found.get(name, "on") == "off":
            raise ConfigError(f"PostgreSQL must run with {name} on: set it in postgresql.conf")
    return found
