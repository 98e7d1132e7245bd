"""Sabotages of heritage sites: who approves, what anybody reads, and what a restore leaves."""

from tests.sabotage.sabotage import Sabotage

SITES = "tests/server/heritage/test_sites.py"
PAGES = "tests/server/heritage/test_pages.py"
RESTORED = "tests/server/operations/test_replaying_sites.py"

FILES = "tests/server/heritage/test_site_files.py"
USE = "server/heritage/use_cases/files.py"

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
        "    if latest.written_by == str(actor.id):",
        "    if latest.submitted_by is None:",
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
    Sabotage(
        "a site names a file of which its writer knows no more than the hash",
        "5.15.5",
        USE,
        "    elif missing_blobs(principal, [named.sha]):",
        "    elif not principal:",
        (FILES,),
    ),
    Sabotage(
        "files of sites are swept away",
        "5.15.5",
        "server/heritage/file_reader.py",
        "        return store.named_files(session, shas)",
        "        return set()",
        (FILES,),
    ),
    Sabotage(
        "half of a page is published",
        "5.15.6",
        USE,
        "        if make_renditions(each.sha, [_size_of(number)]) is None:",
        "        if make_renditions(each.sha, [_size_of(number)]) is None and not number:",
        (FILES,),
    ),
    Sabotage(
        "a first view is too large",
        "5.15.6",
        USE,
        "    return OTHER if number else LEAD",
        "    return LEAD",
        (FILES,),
    ),
    Sabotage(
        "pictures of a site that was withdrawn are public",
        "5.15.7",
        "server/heritage/store.py",
        "        HeritageSite.live == HeritageSiteFile.number\n",
        "        HeritageSite.latest == HeritageSiteFile.number\n",
        (FILES,),
    ),
    Sabotage(
        "the desk is not told what a restore left out",
        "5.15.8",
        USE,
        "    lost = {(each.site_id, each.sha) for each in found if each.sha not in there}",
        "    lost = {(each.site_id, each.sha) for each in found if not each.sha}",
        (FILES,),
    ),
    Sabotage(
        "a recording tells where it was made",
        "5.13.3",
        "server/files/sounds.py",
        '_TELLING = frozenset({b"udta", b"meta", b"uuid"})',
        '_TELLING = frozenset({b"uuid"})',
        ("tests/server/files/test_sounds.py",),
    ),
)
