"""Sabotages of editing: values of one's own from whoever settles what waits."""

from tests.sabotage.sabotage import Sabotage

RULES = "tests/sync/test_editing.py"
SERVER = "tests/server/syncing/test_editing.py"

EDITING = (
    Sabotage(
        "what was sent goes in, whatever was typed in its place",
        "5.7.7",
        "sync/editing.py",
        "        for name, value in {**sent, **own}.items()",
        "        for name, value in {**own, **sent}.items()",
        (RULES, SERVER),
    ),
    Sabotage(
        "what is typed into what waits goes by no rule",
        "5.7.7",
        "sync/editing.py",
        "    check_vouched(clean, members, today)",
        "    pass",
        (RULES, SERVER),
    ),
    Sabotage(
        "a session that goes in edited serves more people than were there",
        "5.7.7",
        "sync/settling.py",
        "        KINDS[change.kind].check_settled({}, fields)",
        "        pass",
        (RULES,),
    ),
    Sabotage(
        "the author is not told who edited, and why",
        "5.7.7",
        "server/syncing/editing.py",
        "    return {FIELD: by_whom(principal, team, author, word.reason)}",
        "    return {FIELD: None}",
        (SERVER,),
    ),
    Sabotage(
        "who settles one late value sets any other field by it",
        "5.7.7",
        "server/syncing/use_cases/settling.py",
        "            check_edited(row, word)",
        "            pass",
        (SERVER,),
    ),
    Sabotage(
        "what went in edited is counted, and stands in no change",
        "5.7.7",
        "server/syncing/editing.py",
        "    note_own(writer, row, {**clean, **said}, clean, there.f)",
        "    pass",
        (SERVER,),
    ),
)
