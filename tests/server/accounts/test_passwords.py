"""How passwords are kept. Nearly all other tests sign in with cheaper ones."""

from server.accounts.passwords import hash_password, is_outdated, is_password

# OWASP's smallest setting for Argon2id: 19 MiB, two passes, one lane.
STRONG = "$argon2id$v=19$m=19456,t=2,p=1$"
WEAK = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$UsWHsTWtXkyUmyaMIDkKbCUN8QDUMs1JCYDsMFv5UNc"


def test_a_password_costs_as_much_as_it_should() -> None:
    kept = hash_password("bốn từ dễ nhớ")
    assert kept.startswith(STRONG)
    assert is_password(kept, "bốn từ dễ nhớ")
    assert not is_password(kept, "bốn từ khó nhớ")
    assert not is_outdated(kept)


def test_a_cheaper_one_is_outdated() -> None:
    assert is_outdated(WEAK)


def test_nobodys_password_is_no_password() -> None:
    assert not is_password(None, "bốn từ dễ nhớ")
