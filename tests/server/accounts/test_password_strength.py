"""Which passwords are refused, and by what name."""

from time import process_time

import pytest

from server.accounts.password_strength import why_refused
from server.accounts.passwords import random_password
from tests.town import PASSWORD, Town

WORDS = ["son", "Lê Hoàng Sơn", "Cụm Đức Phổ", "Tỉnh Quảng Ngãi", "Việt Nam"]


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("12345678901", "short"),
        ("đức phổ đẹp", "short"),
        ("123456789012", "common"),
        ("098765432109", "common"),
        ("qwertyuiop12", "common"),
        ("1q2w3e4r5t6y", "common"),
        ("asdfghjkl;'zxc", "common"),
        ("aaaaaaaaaaaa", "common"),
        ("abcabcabcabc", "common"),
        ("Password1234", "common"),
        ("p@ssw0rdp@ssw0rd", "common"),
        ("matkhau123456", "common"),
        ("MậtKhẩu123456", "common"),
        ("anhyeuem123456", "common"),
        ("19900101199001", "common"),
        ("x" * 1000, "common"),
        ("tungngo@2026", "context"),
        ("Từng Ngõ 2026", "context"),
        ("ĐặngAnh202612", "context"),
        ("đứcphổ123456", "context"),
        ("DUC-PHO-2026!", "context"),
        ("123456sonson", "context"),
        ("LeHoangSon1990", "context"),
        ("son.le.hoang.2026", "context"),
        ("quangngai20252026", "context"),
        ("doanthanhnien26", "context"),
    ],
)
def test_what_is_refused(password: str, reason: str) -> None:
    assert why_refused(password, "coordinator", WORDS) == reason


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "bốn từ dễ nhớ thật",
        "con meo ngoi tren mai nha",
        "correct horse battery",
        "đức phổ quê hương tôi xanh mãi",
        "Sơn đi chợ Tam Quan mua mía",
        "aB3$kLm9!xQz",
        "tháng bảy mưa dầm",
        "🐘🌧️ con voi dưới mưa to",
    ],
)
def test_what_is_good(password: str) -> None:
    """Long phrases are, without any rule of composition, also those that name the place."""
    assert why_refused(password, "coordinator", WORDS) is None


def test_an_administrator_s_is_longer() -> None:
    assert why_refused("aB3$kLm9!xQz4w", "administrator", WORDS) == "short"
    assert why_refused("aB3$kLm9!xQz4wP", "administrator", WORDS) is None


def test_what_the_server_makes_is_good() -> None:
    assert all(why_refused(random_password(), "administrator", WORDS) is None for _ in range(50))


@pytest.mark.parametrize(
    "password",
    [
        "4@8({[<369&#!1/|0$5+7%2" * 43,
        "a" * 1000,
        "qwerty" * 166,
        "ắ" * 1000,
        "1!" * 500,
        "@4" * 500,
    ],
)
def test_no_password_takes_long_to_look_at(password: str) -> None:
    why_refused("loads the lists of words", "coordinator", WORDS)
    began = process_time()
    why_refused(password, "coordinator", WORDS)
    assert process_time() - began < 0.5


def test_the_password_of_the_audit_is_refused(town: Town) -> None:
    desk = town.sign_in()
    for new, reason in (("123456789012", "common"), ("sơn-đức-phổ-2026", "context")):
        answer = desk.post("/api/session/password", {"old": PASSWORD, "new": new})
        assert (answer.status, answer.code) == (422, "password_refused")
        assert answer.json["details"] == {"reason": reason}
    answer = desk.post("/api/session", {"login": "son", "password": PASSWORD})
    assert answer.status == 200
