"""Sabotages of what a sheet costs, and of how long others wait for it."""

from tests.sabotage.sabotage import Sabotage

MATCHING = "tests/server/directory/test_matching.py"
SHEETS_IN_TIME = "tests/server/directory/test_sheets_in_time.py"
SHEETS = (
    Sabotage(
        "a name of a sheet is compared with all that differ in marks only",
        "5.1.5",
        "server/directory/matching.py",
        "else plain in others",
        "else plain in list(others)",
        (MATCHING,),
    ),
    Sabotage(
        "a name without marks is nobody's who has some",
        "5.1.5",
        "server/directory/matching.py",
        "return bool(others) if key == plain else plain in others",
        "return plain in others",
        (MATCHING,),
    ),
    Sabotage(
        "those who left are looked through for each row",
        "5.1.5",
        "server/directory/matching.py",
        "gone[wish.last] == 1",
        "list(gone.elements()).count(wish.last) == 1",
        (MATCHING,),
    ),
    Sabotage(
        "rows of members are read on when the time is up",
        "5.1.5",
        "server/directory/use_cases/members_from_sheet.py",
        "in budget.each(report.table.rows)",
        "in report.table.rows",
        (SHEETS_IN_TIME,),
    ),
    Sabotage(
        "members are looked for when the time is up",
        "5.1.5",
        "server/directory/use_cases/members_from_sheet.py",
        "in self._budget.each(wishes)",
        "in wishes",
        (SHEETS_IN_TIME,),
    ),
    Sabotage(
        "members are changed when the time is up",
        "5.1.5",
        "server/directory/use_cases/members_from_sheet.py",
        "in self._budget.each(self._wished)",
        "in self._wished",
        (SHEETS_IN_TIME,),
    ),
    Sabotage(
        "rows of units are read on when the time is up",
        "5.1.5",
        "server/directory/use_cases/units_from_sheet.py",
        "in self._budget.each(self.report.table.rows)",
        "in self.report.table.rows",
        (SHEETS_IN_TIME,),
    ),
    Sabotage(
        "units are corrected when the time is up",
        "5.1.5",
        "server/directory/use_cases/units_from_sheet.py",
        "in self._budget.each(kept)",
        "in kept",
        (SHEETS_IN_TIME,),
    ),
    Sabotage(
        "units end when the time is up",
        "5.1.5",
        "server/directory/use_cases/units_from_sheet.py",
        "in self._budget.each(lowest_first)",
        "in lowest_first",
        (SHEETS_IN_TIME,),
    ),
    Sabotage(
        "units are set up when the time is up",
        "5.1.5",
        "server/directory/use_cases/units_from_sheet.py",
        "in self._budget.each(order)",
        "in order",
        (SHEETS_IN_TIME,),
    ),
    Sabotage(
        "another sheet of members is read while this one is written",
        "5.1.5",
        "server/directory/use_cases/members_from_sheet.py",
        "lock_of_spreadsheets()) as table:\n",
        "lock_of_spreadsheets()) as table:\n        pass\n    if table:\n",
        (SHEETS_IN_TIME,),
    ),
    Sabotage(
        "another sheet of units is read while this one is written",
        "5.1.5",
        "server/directory/use_cases/units_from_sheet.py",
        "lock_of_spreadsheets()) as table:\n",
        "lock_of_spreadsheets()) as table:\n        pass\n    if table:\n",
        (SHEETS_IN_TIME,),
    ),
)
