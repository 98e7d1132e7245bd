"""Sabotages of what keeps a citizen's data out of notes."""

from tests.sabotage.sabotage import Sabotage

NOTES = ("tests/sync/test_notes.py", "src/rules/notes.test.ts")
FINER = ("tests/sync/test_screening.py", "src/rules/screening.test.ts")

SCREENING = (
    Sabotage(
        "names are looked for between spaces only",
        "5.1.2",
        "sync/screening/detecting.py",
        "    return merge_overlaps([*found, *_names_in_parts(folded, allowed)])",
        "    return merge_overlaps(found)",
        NOTES[:1],
    ),
    Sabotage(
        "the phone looks for names between spaces only",
        "5.1.2",
        "pwa/src/rules/screening/detecting.ts",
        "  return mergeOverlaps([...found, ...namesInParts(folded, allowed)])",
        "  return mergeOverlaps(found)",
        NOTES[1:],
    ),
    Sabotage(
        "who is named behind an office of a hamlet is a place",
        "5.1.2",
        "sync/screening/names.py",
        "        return note.text(at - 2) not in OFFICES and not _has_middle(note, at)\n",
        "        return True\n",
        NOTES[:1],
    ),
    Sabotage(
        "a family name that is a word is none before Thị",
        "5.1.2",
        "sync/screening/name_words.py",
        'WORD_SURNAMES = words("đồng từ văn")',
        'WORD_SURNAMES = words("")',
        NOTES[:1],
    ),
    Sabotage(
        "a family name at the end is none",
        "5.1.2",
        "sync/screening/names.py",
        "            before = _given_before(note, at) if not hero and not length else 0",
        "            before = 0",
        NOTES[:1],
    ),
    Sabotage(
        "a word between the groups of a number parts them",
        "5.1.2",
        "sync/screening/tokens.py",
        "    return long or (len",
        "    return (len",
        NOTES[:1],
    ),
    Sabotage(
        "a number told from its end is none",
        "5.1.2",
        "sync/screening/tokens.py",
        "    return _read_ends(_read_filled_numbers(_read_digit_words(spoken, folded)))",
        "    return _read_filled_numbers(_read_digit_words(spoken, folded))",
        NOTES[:1],
    ),
    Sabotage(
        "a day of long ago is a birth only after a word that says so",
        "5.1.2",
        "sync/screening/births.py",
        "            found = _aged(note, at) or _long_ago(note, at)",
        "            found = _aged(note, at)",
        FINER[:1],
    ),
    Sabotage(
        "a version with a year in short is a birth",
        "5.1.2",
        "sync/screening/births.py",
        "        old = titled and note.joined",
        "        old = note.joined",
        FINER[:1],
    ),
    Sabotage(
        "the phone takes a day of issue for a birth",
        "5.1.2",
        "pwa/src/rules/screening/births.ts",
        "  return issued || isFeast(note, at) ? null",
        "  return isFeast(note, at) ? null",
        FINER[1:],
    ),
    Sabotage(
        "a place on a map is none",
        "5.1.2",
        "sync/screening/homes.py",
        "    claims = _on_maps(note.folded.chars)",
        "    claims: list[Claim] = []",
        FINER[:1],
    ),
    Sabotage(
        "the phone takes a sum for a plus code",
        "5.1.2",
        "pwa/src/rules/screening/homes.ts",
        "    if (!/^[0-9]{4}/.test(code)) claims",
        "    claims",
        FINER[1:],
    ),
)
