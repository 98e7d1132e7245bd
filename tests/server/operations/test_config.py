"""Settings: what the environment may say, and what stops the start."""

import secrets
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.engine import make_url

from server.config import ConfigError, read_settings
from tests.keys import SECRET_KEY

PUBLIC = {"PUBLIC_URL": "https://tungngo.example.vn/", "SECRET_KEY": SECRET_KEY}


def test_on_this_machine_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = read_settings({"INSTANCE_DIR": str(tmp_path)})
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.loopback
    assert settings.database_url == f"sqlite:///{tmp_path / 'tungngo.sqlite'}"
    again = read_settings({"INSTANCE_DIR": str(tmp_path)})
    assert again.secret_key == settings.secret_key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_the_port_is_part_of_the_usual_address(tmp_path: Path) -> None:
    settings = read_settings({"INSTANCE_DIR": str(tmp_path), "PORT": "8123"})
    assert settings.public_url == "http://127.0.0.1:8123"


def test_off_this_machine_there_is_always_a_proxy_in_front(tmp_path: Path) -> None:
    here = {"INSTANCE_DIR": str(tmp_path)}
    there = {**PUBLIC, "LASTING_DISK": str(tmp_path)}
    assert read_settings(here).trusted_proxies == 0
    assert read_settings(there).trusted_proxies == 1
    for given in (0, 2):
        assert read_settings({**there, "TRUSTED_PROXIES": str(given)}).trusted_proxies == given


def test_off_this_machine_records_need_a_place_that_lasts(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="DATABASE_URL"):
        read_settings({**PUBLIC, "INSTANCE_DIR": str(tmp_path)})
    kept = read_settings({**PUBLIC, "LASTING_DISK": str(tmp_path / "disk")})
    assert kept.database_url == f"sqlite:///{tmp_path / 'disk' / 'tungngo.sqlite'}"
    assert kept.state == tmp_path / "disk"
    assert read_settings({"INSTANCE_DIR": str(tmp_path)}).state == tmp_path
    assert kept.public_url == "https://tungngo.example.vn"
    assert kept.secure


def test_off_this_machine_an_sqlite_file_lies_on_the_lasting_disk(tmp_path: Path) -> None:
    disk, inside = tmp_path / "disk", f"sqlite:///{tmp_path}/disk/mine.sqlite"
    lasting = {**PUBLIC, "LASTING_DISK": str(disk)}
    assert read_settings({**lasting, "DATABASE_URL": inside}).database_url == inside
    for url in ("sqlite://", f"sqlite:///{tmp_path}/x.sqlite", f"sqlite:///{disk}/../x.sqlite"):
        with pytest.raises(ConfigError, match="only inside LASTING_DISK"):
            read_settings({**lasting, "DATABASE_URL": url})
    with pytest.raises(ConfigError, match="only inside LASTING_DISK"):
        read_settings({**PUBLIC, "DATABASE_URL": inside})
    assert read_settings({"DATABASE_URL": inside, "INSTANCE_DIR": str(tmp_path)}).loopback


def test_the_old_name_of_postgresql_is_understood() -> None:
    settings = read_settings({**PUBLIC, "DATABASE_URL": "postgres://a@b/c"})
    assert settings.database_url == "postgresql://a@b/c?sslmode=require"


HERE = (
    "postgresql:///c",
    "postgresql://a:b@localhost/c",
    "postgresql://a@127.0.0.1:5433/c?sslmode=disable",
    "postgresql://a@[::1]/c",
    "postgresql://a@/c?host=/run/postgresql",
    "postgresql://a@/c?host=localhost:5432",
    "sqlite:///c.sqlite",
)
ELSEWHERE = (
    "postgresql://a:b@db.example.vn/c",
    "postgresql://a:p%40ss%3Aw@10.0.0.5:5433/c?application_name=x",
    "postgresql://a@localhost.example.vn/c",
    "postgresql://a@/c?host=localhost&host=10.0.0.5",
    "postgresql://a@localhost/c?hostaddr=10.0.0.5",
    "postgresql://a@localhost,10.0.0.5/c",
    "postgresql+psycopg://a@[2001:db8::1]/c",
)


@pytest.mark.parametrize("url", HERE)
def test_a_database_on_this_machine_needs_no_tls(tmp_path: Path, url: str) -> None:
    given = {"INSTANCE_DIR": str(tmp_path), "DATABASE_URL": url}
    assert read_settings(given).database_url == url


@pytest.mark.parametrize("url", ELSEWHERE)
def test_a_database_elsewhere_is_spoken_to_by_tls_alone(url: str) -> None:
    more = "&" if "?" in url else "?"
    given = make_url(read_settings({**PUBLIC, "DATABASE_URL": url}).database_url)
    assert given == make_url(f"{url}{more}sslmode=require")
    assert given.password == make_url(url).password
    for mode in ("require", "verify-ca", "verify-full"):
        asked = f"{url}{more}sslmode={mode}"
        assert read_settings({**PUBLIC, "DATABASE_URL": asked}).database_url == asked
    for mode in ("disable", "allow", "prefer", ""):
        asked = {**PUBLIC, "DATABASE_URL": f"{url}{more}sslmode={mode}"}
        if mode:
            with pytest.raises(ConfigError, match="DATABASE_TLS=off"):
                read_settings(asked)
            private = read_settings({**asked, "DATABASE_TLS": "off"})
            assert private.database_url == asked["DATABASE_URL"]


def test_a_wish_for_tls_that_nobody_knows_stops_the_start() -> None:
    with pytest.raises(ConfigError, match="DATABASE_TLS must be"):
        read_settings({**PUBLIC, "DATABASE_URL": "postgresql://a@b/c", "DATABASE_TLS": "prefer"})


def test_off_this_machine_a_second_factor_is_demanded(tmp_path: Path) -> None:
    here = {"INSTANCE_DIR": str(tmp_path)}
    there = {**here, **PUBLIC, "LASTING_DISK": str(tmp_path)}
    assert not read_settings(here).second_factor_demanded
    assert read_settings(there).second_factor_demanded
    assert read_settings({**here, "SECOND_FACTOR": "demanded"}).second_factor_demanded
    assert not read_settings({**there, "SECOND_FACTOR": "offered"}).second_factor_demanded


def test_the_journal_lies_where_it_lasts(tmp_path: Path) -> None:
    here, disk = {"INSTANCE_DIR": str(tmp_path)}, tmp_path / "disk"
    postgres = {"DATABASE_URL": "postgresql://a@b/c"}
    off = {**PUBLIC, **postgres}
    kept = "tungngo.journal.jsonl"
    for given, wanted in (
        (here, tmp_path / kept),
        (
            {**here, "DATABASE_URL": f"sqlite:///{tmp_path}/mine.sqlite"},
            tmp_path / "mine.journal.jsonl",
        ),
        ({**here, **postgres}, tmp_path / kept),
        ({**PUBLIC, "LASTING_DISK": str(disk)}, disk / kept),
        ({**off, "LASTING_DISK": str(disk)}, disk / kept),
        ({**off, **here}, tmp_path / kept),
        (off, None),
        ({**here, "JOURNAL": "off"}, None),
        ({**off, "JOURNAL": str(disk / "j")}, disk / "j"),
    ):
        assert read_settings(given).journal == wanted


@pytest.mark.parametrize(("given", "level"), [("WARNING", "warning"), ("", "info")])
def test_the_log_level_may_be_written_as_one_likes(given: str, level: str, tmp_path: Path) -> None:
    environ = {"INSTANCE_DIR": str(tmp_path), "LOG_LEVEL": given}
    assert read_settings(environ).log_level == level


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "short"}, "too short"),
        ({"SECRET_KEY": "k" * 64}, "can be guessed.*openssl rand -hex 32"),
        ({"SECRET_KEY": "0123456789abcdef" * 2}, "can be guessed"),
        ({"SECRET_KEY": "a" * 60 + "bcdefg"}, "can be guessed"),
        ({"PUBLIC_URL": "tungngo.example.vn"}, "must look like"),
        ({"PUBLIC_URL": "http://192.168.1.5:8000"}, "must begin with https"),
        ({"TRUSTED_PROXIES": "one"}, "whole number"),
        ({"SESSION_HOURS": "-1"}, "whole number"),
        ({"PHONE_IDLE_DAYS": "0"}, "from 1 to 36500"),
        ({"PHONE_IDLE_DAYS": "40000"}, "from 1 to 36500"),
        ({"TRUSTED_HOSTS": "*"}, "names like old.example.vn"),
        ({"TRUSTED_HOSTS": "a.vn,https://b.vn"}, "not 'https://b.vn'"),
        ({"TRUSTED_HOSTS": "a.vn:8000"}, "without https:// or port"),
        ({"TRUSTED_HOSTS": "."}, "names like"),
        ({"LOG_LEVEL": "foo"}, "debug, info, warning or error, not 'foo'"),
        ({"SECOND_FACTOR": "yes"}, "SECOND_FACTOR must be demanded or offered, not 'yes'"),
    ],
)
def test_settings_that_stop_the_start(wrong: dict[str, str], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        read_settings({**PUBLIC, "DATABASE_URL": "postgresql://a@b/c", **wrong})


@pytest.mark.parametrize(
    "make",
    [
        lambda: secrets.token_hex(16),
        lambda: secrets.token_hex(32),
        lambda: secrets.token_urlsafe(24),
        lambda: str(uuid4()),
    ],
    ids=["short hex", "hex", "base64", "uuid"],
)
def test_a_key_from_a_generator_is_taken(make: Callable[[], str]) -> None:
    for _ in range(2_000):
        key = make()
        given = {**PUBLIC, "DATABASE_URL": "postgresql://a@b/c", "SECRET_KEY": key}
        assert read_settings(given).secret_key == key


def test_files_lie_on_a_disk_that_lasts_or_in_the_database(tmp_path: Path) -> None:
    postgres = "postgresql://tungngo@127.0.0.1/tungngo"
    here = {"INSTANCE_DIR": str(tmp_path)}
    assert read_settings(here).file_folder == tmp_path / "tungngo.blobs"
    assert read_settings({**here, "FILES": "database"}).file_folder is None
    assert read_settings({**here, "DATABASE_URL": postgres}).file_folder is None
    disk = {**PUBLIC, "DATABASE_URL": postgres, "LASTING_DISK": str(tmp_path / "disk")}
    assert read_settings(disk).file_folder == tmp_path / "disk" / "tungngo.blobs"
    with pytest.raises(ConfigError, match="FILES=folder needs LASTING_DISK"):
        read_settings({**PUBLIC, "DATABASE_URL": postgres, "FILES": "folder"})
    with pytest.raises(ConfigError, match="folder or database"):
        read_settings({**here, "FILES": "cloud"})
