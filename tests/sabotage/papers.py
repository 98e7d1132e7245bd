"""Sabotages of papers: who reads them, and when."""

from tests.sabotage.sabotage import Sabotage

PAPERS_TESTS = "tests/server/papers/test_papers.py"
PAGES_TESTS = "tests/server/papers/test_public_pages.py"

PAPERS = (
    Sabotage(
        "a paper is made of a file that somebody else has sent",
        "5.16.1",
        "server/papers/content.py",
        "        if known is None or missing_blobs(principal, [sha]):",
        "        if known is None:",
        (PAPERS_TESTS,),
    ),
    Sabotage(
        "a paper is read before its moment",
        "5.16.2",
        "server/papers/use_cases/reading.py",
        '    return state_of(paper) == "live"',
        '    return state_of(paper) in ("live", "planned")',
        (PAPERS_TESTS,),
    ),
    Sabotage(
        "a phone that is in an activity no more still reads its papers",
        "5.16.2",
        "server/papers/use_cases/reading.py",
        """    return paper.readers == "public" or channel_of(held) in read_channels(principal)""",
        """    return paper.readers == "public" or principal.device is not None""",
        (PAPERS_TESTS,),
    ),
    Sabotage(
        "a former version of a paper is given away",
        "5.16.3",
        "server/papers/store.py",
        "            (PaperVersion.paper_id == Paper.id) & (PaperVersion.version == Paper.version),",
        "            (PaperVersion.paper_id == Paper.id) & (PaperVersion.version <= Paper.version),",
        (PAPERS_TESTS,),
    ),
    Sabotage(
        "a paper that was withdrawn stays on phones",
        "5.16.3",
        "server/papers/use_cases/papers.py",
        """        store.withdraw(db.session, held, now())
        publish_paper(writer, held)
""",
        """        store.withdraw(db.session, held, now())
""",
        (PAPERS_TESTS,),
    ),
    Sabotage(
        "pictures of pages stay when their paper is withdrawn",
        "5.16.3",
        "server/papers/store.py",
        "    put_pages(session, held.paper.id, held.paper.version, [])\n",
        "",
        (PAPERS_TESTS,),
    ),
    Sabotage(
        "nobody hears how many phones have a paper",
        "5.16.4",
        "server/papers/use_cases/reading.py",
        "            store.note_fetch(session, paper, principal.device.id, today())",
        "            pass",
        (PAPERS_TESTS,),
    ),
    Sabotage(
        "a page for everybody tells of papers that are not",
        "5.16.5",
        "server/papers/use_cases/public.py",
        """    return held.paper.readers == "public" and is_open(held.paper)""",
        """    return is_open(held.paper)""",
        (PAGES_TESTS,),
    ),
    Sabotage(
        "a code that was ended still invites",
        "5.16.5",
        "server/public_codes/use_cases/following.py",
        """        if found is None or state_of(row, today()) != "live":""",
        """        if found is None:""",
        (PAGES_TESTS,),
    ),
    Sabotage(
        "what is read at today's congress makes room",
        "5.16.6",
        "pwa/src/rules/eviction.ts",
        "goes(one) && !needed.has(one.address)",
        "goes(one) || needed.has(one.address)",
        ("src/rules/eviction.test.ts",),
    ),
    Sabotage(
        "a full phone says so while papers fill it",
        "5.16.6",
        "pwa/src/store/errors.ts",
        "!(await room.make?.())",
        "!room.make?.length",
        ("src/store/errors.test.ts",),
    ),
    Sabotage(
        "the old version goes before the new one is here",
        "5.16.7",
        "pwa/src/actions/papers.ts",
        "  const papers = [...live, ...old]",
        "  const papers = old.length > 99 ? old : live",
        ("tests/journeys/test_activities.py",),
    ),
)
