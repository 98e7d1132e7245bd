"""How often screening errs on notes as volunteers write them. The twin of this file is
pwa/src/rules/notes.test.ts, and both read sync/cases/notes.json."""

from sync.screening import KINDS, blank, find_citizen_data, to_nfc

from .golden import golden

NOTES = golden("notes")["cases"]
HOSTILE = [note for note in NOTES if not note["honest"]]
HONEST = [note for note in NOTES if note["honest"]]


def test_there_are_enough_notes_and_none_stands_twice() -> None:
    assert len(HOSTILE) >= 500
    assert len(HONEST) >= 800
    finer = {to_nfc(case["text"]) for case in golden("screening")["cases"]}
    assert len({note["text"] for note in NOTES} - finer) == len(NOTES)
    assert {kind for note in HOSTILE for kind in note["kinds"]} == set(KINDS)


def test_every_note_gets_the_verdict_that_it_has_on_the_phone() -> None:
    wrong = [
        note["text"]
        for note in NOTES
        if [found.kind for found in find_citizen_data(note["text"])] != note["kinds"]
        or blank(note["text"]) != note["blanked"]
    ]
    assert wrong == []


def test_no_note_that_holds_a_citizens_data_is_missed() -> None:
    assert [note["text"] for note in HOSTILE if not note["kinds"]] == []


def test_at_most_two_in_a_hundred_honest_notes_are_taken_for_anything_else() -> None:
    alarms = [note["text"] for note in HONEST if note["kinds"]]
    assert len(alarms) <= 0.02 * len(HONEST), alarms
