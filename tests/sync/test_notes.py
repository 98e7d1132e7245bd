"""How often screening errs on notes as volunteers write them. The twin of this file is
pwa/src/rules/notes.test.ts, and both read sync/cases/notes.json."""

from sync.screening import KINDS, blank, find_citizen_data, to_nfc

from .golden import golden

FILE = golden("notes")
HOSTILE, HONEST = FILE["hostile"], FILE["honest"]


def test_there_are_as_many_notes_as_the_file_says_and_none_stands_twice() -> None:
    texts = [note["text"] for note in HOSTILE["notes"]] + HONEST["notes"]
    assert len(HOSTILE["notes"]) == HOSTILE["count"] >= 200
    assert len(HONEST["notes"]) == HONEST["count"] >= 500
    finer = {to_nfc(case["text"]) for case in golden("screening")["cases"]}
    assert len({*texts} - finer) == HOSTILE["count"] + HONEST["count"]
    assert {kind for note in HOSTILE["notes"] for kind in note["kinds"]} == set(KINDS)


def test_no_note_that_holds_a_citizens_data_is_missed() -> None:
    wrong = [
        note["text"]
        for note in HOSTILE["notes"]
        if [found.kind for found in find_citizen_data(note["text"])] != note["kinds"]
        or not note["kinds"]
        or blank(note["text"]) != note["blanked"]
    ]
    assert wrong == []


def test_at_most_two_in_a_hundred_honest_notes_are_taken_for_anything_else() -> None:
    alarms = [text for text in HONEST["notes"] if find_citizen_data(text)]
    assert alarms == HONEST["false_alarms"]
    assert len(alarms) <= 0.02 * HONEST["count"]
