"""Sabotages of heritage sites: who approves, what anybody reads, and what a restore leaves."""

from tests.sabotage.sabotage import Sabotage

SITES = "tests/server/heritage/test_sites.py"
PAGES = "tests/server/heritage/test_pages.py"
RESTORED = "tests/server/operations/test_replaying_sites.py"

HERITAGE = (
    Sabotage(
        "a version is written over one that nobody had read",
        "5.15.1",
        "server/heritage/use_cases/sites.py",
        "        check_latest(row, version)\n",
        "",
        (SITES,),
    ),
    Sabotage(
        "the page of a site holds somebody's phone number",
        "5.15.1",
        "server/organisation/names.py",
        "    if find_citizen_data(whole, may_hold):",
        "    if not whole:",
        (SITES,),
    ),
    Sabotage(
        "one person writes and approves",
        "5.15.2",
        "server/heritage/use_cases/publishing.py",
        "        if latest.written_by == str(actor.id):",
        "        if latest.submitted_by is None:",
        (SITES,),
    ),
    Sabotage(
        "what waits for a second person is public",
        "5.15.2",
        "server/heritage/use_cases/reading.py",
        "    version = store.version(db.session, row.id, row.live)",
        "    version = store.version(db.session, row.id, row.latest)",
        (SITES,),
    ),
    Sabotage(
        "people at one place wait for each other's visits",
        "5.15.3",
        "server/heritage/routes/public.py",
        "        page, problem = reading.page_of(reading.site_known(name), language)",
        "        _OF_UNKNOWN.check(current_client())\n"
        "        page, problem = reading.page_of(reading.site_known(name), language)",
        (PAGES,),
    ),
    Sabotage(
        "a site that was withdrawn is public again after a restore",
        "5.15.4",
        "server/operations/use_cases/replaying.py",
        """    "site_withdrawn": withdraw_site_again,
""",
        "",
        (RESTORED,),
    ),
)
