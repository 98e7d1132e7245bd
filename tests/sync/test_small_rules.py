"""Rules of a few lines each."""

import re
from pathlib import Path

import pytest

from sync import formats, protocol_limits
from sync.channel import Grant, activity, channels, device, team
from sync.code import ALPHABET, CODES, grouped, normalise, short_code
from sync.digest import hash_of_canonical
from sync.kinds import KINDS, Kind
from sync.membership import Enrolment
from sync.phrase import PHRASES, two_word_phrase
from sync.text import collated
from sync.upcast import CURRENT_SCHEMA, STEPS, raise_to_current
from sync.values import canonical

from .situations import HA, LAN, MINH, OTHER_TEAM, PHONE, SESSION, TEAM

TWIN = Path(__file__).parents[2] / "pwa/src/rules/protocol-limits.ts"


def test_both_languages_have_the_same_limits() -> None:
    text = TWIN.read_text(encoding="utf-8").replace(
        "Number.MAX_SAFE_INTEGER", str(protocol_limits.SAFE_INTEGER)
    )
    twin = dict(re.findall(r"export const ([A-Z_]+) = (.+)", text))
    own = {name: each for name, each in vars(protocol_limits).items() if name.isupper()}
    assert {name: value.strip("'") for name, value in twin.items()} == {
        name: str(value) for name, value in own.items()
    }


def test_only_what_has_the_form_of_a_day_is_remembered() -> None:
    known = formats._day.cache_info().currsize
    for said in ("0912345678 " * 1000, "2026-11-24 ", "x", "", None, 7):
        assert formats.read_day(said) is None
    assert formats._day.cache_info().currsize == known


def test_an_approved_phone_has_its_teams_the_catalogue_and_itself() -> None:
    enrolments = [
        Enrolment(LAN, TEAM, "approved"),
        Enrolment(MINH, TEAM, "approved"),
        Enrolment(HA, OTHER_TEAM, "pending"),
    ]
    assert channels(PHONE, enrolments) == ["catalogue", device(PHONE), team(TEAM)]


@pytest.mark.parametrize("state", ["pending", "refused", "ended"])
def test_any_other_phone_sees_no_team(state: str) -> None:
    enrolment = Enrolment(LAN, TEAM, state)  # type: ignore[arg-type]
    assert channels(PHONE, [enrolment]) == ["catalogue", device(PHONE)]


def test_what_is_granted_is_for_teams_of_people_who_were_let_in() -> None:
    enrolments = [Enrolment(LAN, TEAM, "approved"), Enrolment(HA, OTHER_TEAM, "pending")]
    for_both = [
        Grant(activity(name), to, "2026-11-24")
        for name, to in zip("ab", (TEAM, OTHER_TEAM), strict=True)
    ]
    for_phone = Grant(activity("c"), None, "2026-11-24")
    found = channels(PHONE, enrolments, [*for_both, for_phone], "2026-11-24")
    assert [each for each in found if each.startswith("activity:")] == ["activity:a", "activity:c"]
    waiting = channels(PHONE, enrolments[1:], [*for_both, for_phone], "2026-11-24")
    assert waiting == ["catalogue", device(PHONE)]


def test_a_row_hash_is_pinned() -> None:
    """Phones keep hashes: another spelling of the same row would make them all fetch anew."""
    fields = {"people": 1, "note": "Chợ Đức Phổ", "services.DD01": {"people": 1, "reasons": []}}
    for each in (fields, dict(reversed(fields.items()))):
        h = hash_of_canonical(SESSION, 4719, team(TEAM), "counted", canonical(each))
        assert h == "639e010afc15486e"


@pytest.mark.parametrize(
    ("ver", "channel", "state", "people"),
    [
        (2, "team:a", "counted", 1),
        (1, "team:b", "counted", 1),
        (1, "team:a", "void", 1),
        (1, "team:a", "counted", 2),
    ],
)
def test_a_row_hash_covers_everything(ver: int, channel: str, state: str, people: int) -> None:
    one = hash_of_canonical(SESSION, 1, "team:a", "counted", b'{"people":1}')
    assert one != hash_of_canonical(SESSION, ver, channel, state, b'{"people":%d}' % people)
    assert re.fullmatch("[0-9a-f]{16}", one)


def test_a_short_code_survives_its_printed_form() -> None:
    for number in (0, 1, 5, 25, 30, 31, 32, CODES - 1, 0x1_7182_8182_8459):
        code = short_code(number)
        assert normalise(grouped(code).lower()) == code
        assert not set(code) & set("5S")
    assert short_code(0) == "0000000000"
    assert short_code(CODES - 1) == "ZZZZZZZZZZ"
    assert len(set(ALPHABET)) == 32


@pytest.mark.parametrize("number", [-1, CODES])
def test_a_short_code_holds_49_bits(number: int) -> None:
    with pytest.raises(ValueError, match="49 bits"):
        short_code(number)


def test_phrases_are_all_different_words() -> None:
    phrases = {two_word_phrase(n) for n in range(PHRASES)}
    assert len(phrases) == PHRASES == 1024
    assert two_word_phrase(0) == "sông xanh" == two_word_phrase(PHRASES)
    assert all(len(phrase.split()) == 2 for phrase in phrases)


def test_phones_write_sessions_places_members_openings_and_data_requests_only() -> None:
    writable = {name for name, kind in KINDS.items() if kind.phone_may_write}
    assert writable == {"help_session", "place", "member", "opening", "data_request"}


def test_a_table_adds_only_to_totals_that_its_fields_are_counted_by() -> None:
    fields = {"day": {"day": {}}, "team": {"id": {}, "from": "channel"}}
    for total in ("presence", "sessions", "steps"):
        with pytest.raises(ValueError, match=f"adds to {total}"):
            Kind("walk", {"channel": "team", "adds": [total], "fields": fields})
    author = {"author": {"id": {}, "from": "author"}}
    kind = Kind("walk", {"channel": "team", "adds": ["presence"], "fields": fields | author})
    assert (kind.adds, kind.counts) == ({"presence"}, True)


def test_every_older_schema_has_its_step() -> None:
    assert set(STEPS) == set(range(1, CURRENT_SCHEMA))


def test_what_is_older_is_raised_step_by_step() -> None:
    def counted(change: dict[str, object]) -> dict[str, object]:
        return {**change, "schema": 2, "set": {"people": 1}}

    def renamed(change: dict[str, object]) -> dict[str, object]:
        return {"schema": 3, "set": {"helped": change["set"]["people"]}}  # type: ignore[index]

    steps = {1: counted, 2: renamed}
    old = {"schema": 1, "set": {}}
    assert raise_to_current(old, steps) == {"schema": 3, "set": {"helped": 1}}
    assert old == {"schema": 1, "set": {}}


@pytest.mark.parametrize("schema", [1, 0, 99, None, "1", True])
def test_what_has_no_older_schema_is_left_alone(schema: object) -> None:
    assert raise_to_current({"schema": schema, "no": 1}) == {"schema": schema, "no": 1}


def test_vietnamese_words_stand_as_in_a_dictionary() -> None:
    words = ("", "an", "anh", "ăn", "ba", "da", "đa", "Hà", "hạ", "Hoa", "oi", "ôi", "ơi", "u", "ư")
    keys = [collated(word) for word in words]
    assert keys == sorted(set(keys))
