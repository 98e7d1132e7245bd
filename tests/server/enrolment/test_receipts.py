"""Receipts are signed with SHA-256; those that phones hold from before, with SHA-1, are taken for ever."""

import base64
import hashlib
import hmac

import pytest
from itsdangerous import URLSafeSerializer

from server.enrolment import receipts
from server.enrolment.receipts import Receipt, make_receipt, read_receipt
from tests.restoring import KeepingPhone, back_up, joins, restore
from tests.town import TEAM, Town

RECEIPT = Receipt("a", "b", "c", "d", "2026-11-24", "DOAN")


def receipt_of(phone: KeepingPhone) -> str:
    """What stands in the phone's own row."""
    [told] = phone.enrolments()
    return str(told["receipt"])


def signature(receipt: str) -> bytes:
    text = receipt.rpartition(".")[2]
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@pytest.fixture
def of_before(monkeypatch: pytest.MonkeyPatch, town: Town) -> pytest.MonkeyPatch:
    """The server signs as 1.1.0 did, until this is undone."""
    signer = URLSafeSerializer(town.app.config["SECRET_KEY"], salt="join receipt 1")
    monkeypatch.setattr(receipts, "_signer", lambda: signer)
    return monkeypatch


def test_a_receipt_is_signed_with_sha_256(town: Town) -> None:
    with town.app.app_context():
        made = make_receipt(RECEIPT)
        assert made == make_receipt(RECEIPT), "the same receipt is the same text"
        assert read_receipt(made) == RECEIPT
    key = f"join receipt 1signer{town.app.config['SECRET_KEY']}".encode()
    said = made.rpartition(".")[0].encode()
    wanted = hmac.digest(hashlib.sha256(key).digest(), said, "sha256")
    assert signature(made) == wanted


def test_one_of_before_is_read_and_a_forged_one_is_not(town: Town) -> None:
    key = str(town.app.config["SECRET_KEY"])
    said = {"device": "a", "member": "b", "team": "c"}
    with town.app.app_context():
        old = URLSafeSerializer(key, salt="join receipt 1").dumps(said)
        assert len(signature(old)) == 20
        assert read_receipt(old) == Receipt("a", "b", "c")
        for forged in (
            URLSafeSerializer("x" * 64, salt="join receipt 1").dumps(said),
            URLSafeSerializer(key, salt="another").dumps(said),
            URLSafeSerializer(
                key, salt="join receipt 1", signer_kwargs={"digest_method": hashlib.md5}
            ).dumps(said),
            "f".join(old.split("e", 1)),
            old.rpartition(".")[0],
            "",
        ):
            assert read_receipt(forged) is None, forged


def test_the_row_of_a_phone_changes_only_when_it_is_written_anew(
    town: Town, of_before: pytest.MonkeyPatch
) -> None:
    """Its receipt stands in it, so another text would be another row, with another hash."""
    lan = joins(town)
    lan.sync()
    old, rows = receipt_of(lan), dict(lan.rows)
    of_before.undo()
    again = KeepingPhone(town)
    again.device, again.web, again.joined = lan.device, lan.web, lan.joined
    again.sync()
    assert again.rows == rows
    assert again.digests() == again.last["digest"] == lan.digests()
    path = f"/api/enrolments/{lan.device}/{lan.member}/pin"
    assert town.desk().post(path, {"team": TEAM}).status == 204
    lan.sync()
    assert lan.digests() == lan.last["digest"]
    assert (len(signature(old)), len(signature(receipt_of(lan)))) == (20, 32)


def test_a_phone_comes_back_by_a_receipt_of_either_time(
    town: Town, of_before: pytest.MonkeyPatch
) -> None:
    empty = back_up(town)
    lan = joins(town)
    of_before.undo()
    minh = joins(town, "Minh")
    restore(town, empty)
    for phone, length in ((lan, 20), (minh, 32)):
        assert len(signature(phone.joined[0]["receipt"])) == length
        assert [each["state"] for each in phone.rejoin().json["people"]] == ["pending"]
