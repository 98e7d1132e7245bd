"""Sabotages of certificates: what they say, whom they follow, and what is told to who holds one."""

from tests.sabotage.sabotage import Sabotage

AT_THE_DESK = "tests/server/certificates/test_certificates.py"
PAGE = "tests/server/certificates/test_proof_page.py"
REPLAYING = "tests/server/operations/test_replaying.py"

CERTIFICATES = (
    Sabotage(
        "a certificate tells of days that nobody asked for",
        "5.11.1",
        "server/certificates/use_cases/certificates.py",
        "        (max(start, first), min(end, last))",
        "        (start, end)",
        (AT_THE_DESK,),
    ),
    Sabotage(
        "a certificate is issued to who was in no team of the coordinator",
        "5.11.1",
        "server/certificates/use_cases/certificates.py",
        "    if member is None or not was_there or member.name == ERASED_NAME:",
        "    if member is None or member.name == ERASED_NAME:",
        (AT_THE_DESK,),
    ),
    Sabotage(
        "a certificate says what was counted before the last session came in",
        "5.11.1",
        "server/certificates/use_cases/certificates.py",
        "            if _basis(principal, team_id, first, last) != basis:",
        "            if False:",
        (AT_THE_DESK,),
    ),
    Sabotage(
        "certificates are issued without an end",
        "5.11.1",
        "server/certificates/use_cases/certificates.py",
        "    if len(holding) >= MOST_HOLDING:",
        "    if False:",
        (AT_THE_DESK,),
    ),
    Sabotage(
        "hours that went on at the same time count twice",
        "5.11.1",
        "sync/duration.py",
        "        minutes += max(0, end - max(start, until))",
        "        minutes += end - start",
        (AT_THE_DESK, "tests/sync/test_golden.py"),
    ),
    Sabotage(
        "a certificate is withdrawn by the unit that the team came to",
        "5.11.1",
        "server/certificates/use_cases/certificates.py",
        """            check_team_coordinated(principal, row.team_id)
            raise ProblemError(PROBLEMS["wrong_role"])""",
        "            check_team_coordinated(principal, row.team_id)",
        (AT_THE_DESK,),
    ),
    Sabotage(
        "a certificate stays with who was merged",
        "5.11.2",
        "server/directory/member_merge.py",
        "    give_certificates(db.session, merged.id, kept.id)",
        "    pass",
        (AT_THE_DESK,),
    ),
    Sabotage(
        "a name that was erased stands on certificates",
        "5.11.2",
        "server/directory/erasing.py",
        "    is_erased.append(erase_certificates(db.session, member_id))",
        "    pass",
        (AT_THE_DESK,),
    ),
    Sabotage(
        "a certificate that was withdrawn is proved",
        "5.11.3",
        "server/public_codes/use_cases/resolving.py",
        "    if row.withdrawn_at is not None:",
        "    if False:",
        (PAGE,),
    ),
    Sabotage(
        "a name on a certificate is markup on its page",
        "5.11.3",
        "server/http/public_page.py",
        "_LINE.format(*pair)",
        "_LINE.format(*map(Markup, pair))",
        (PAGE,),
    ),
    Sabotage(
        "a certificate that was withdrawn holds again after a restore",
        "5.11.3",
        "server/certificates/use_cases/restoring_certificates.py",
        "    row.withdrawn_at = at",
        "    pass",
        (REPLAYING,),
    ),
)
