"""Tells words from made-up strings: "quan" is Vietnamese, "hoahong" is somebody's password."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Give the words of a text as a set, so that word lists stay readable."""
    return frozenset(text.split())


_INITIALS = words("b c ch d f g gh h j k kh l m n ng ngh nh p ph q r s t th tr v w x z") | {""}
_FINALS = words("c ch m n ng nh p t") | {""}

# Foreign words and short forms that notes about help are full of.
_KNOWN = words(
    "vneid vssid zalo facebook gmail email google android iphone icloud apple samsung oppo "
    "xiaomi viettel vinaphone mobifone vnpt otp passcode password pass wifi app apps smartphone "
    "internet online offline website link sms sim nfc qr vietqr etax mobile money banking bank "
    "smart chrome safari youtube tiktok web dvc dvctt tthc bhyt bhxh cccd cmnd gplx pvhcc mttq ubnd "
    "dvtn tnv tdp cds bch btv vietcombank agribank bidv vietinbank momo admin user face login "
    "username reset update messenger shopee lazada level guide manual"
)

_VOWELS = "aeiouy"


def is_word(letters: str) -> bool:
    """Tell whether folded letters are one Vietnamese syllable or a known foreign word."""
    if letters in _KNOWN:
        return True
    start = 0
    while start < len(letters) and letters[start] not in _VOWELS:
        start += 1
    end = start
    while end < len(letters) and letters[end] in _VOWELS:
        end += 1
    return letters[:start] in _INITIALS and 1 <= end - start <= 3 and letters[end:] in _FINALS
