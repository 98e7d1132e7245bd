"""Sabotages of printed codes: what they are read as, where they lead, and what is known of them."""

from tests.sabotage.sabotage import Sabotage

REGISTER = "tests/server/public_codes/test_register.py"
PAGE = "tests/server/public_codes/test_code_page.py"
TARGETS = "tests/server/public_codes/test_targets.py"
RESTORED = "tests/server/operations/test_replaying_codes.py"

PUBLIC_CODES = (
    Sabotage(
        "two characters of a code that changed places are another code",
        "5.12.1",
        "sync/public_code.py",
        "        total = _times_alpha(total ^ ALPHABET.index(char))",
        "        total = total ^ ALPHABET.index(char)",
        ("tests/sync/test_public_code.py",),
    ),
    Sabotage(
        "a code leads to any host that ends like one of the listed",
        "5.12.1",
        "server/http/links.py",
        """any(each in names or (each[0] == "." and host.endswith(each)) for each in hosts)""",
        """any(host.endswith(each.removeprefix(".")) for each in hosts)""",
        (REGISTER,),
    ),
    Sabotage(
        "a code leads to where a name before the host sends",
        "5.12.1",
        "server/http/links.py",
        """ and "@" not in parts.netloc""",
        "",
        (REGISTER,),
    ),
    Sabotage(
        "the former cluster keeps the codes of a commune that went",
        "5.12.1",
        "server/public_codes/use_cases/register.py",
        "    return units.units_counted_now(own) if own is not None else units_in_scope(principal)",
        "    return units_in_scope(principal)",
        (REGISTER,),
    ),
    Sabotage(
        "a code that was ended goes on",
        "5.12.2",
        "server/public_codes/use_cases/destinations.py",
        """    if row.ended_at is not None:
        return "ended\"""",
        """    if row.ended_at is not None and row.link is None:
        return "ended\"""",
        (PAGE,),
    ),
    Sabotage(
        "a hall of people waits for each other's scans",
        "5.12.2",
        "server/public_codes/routes.py",
        "        row = resolving.code_known(code)",
        "        _OF_UNKNOWN.check(current_client())\n        row = resolving.code_known(code)",
        (PAGE,),
    ),
    Sabotage(
        "a message with a link counts as a scan",
        "5.12.3",
        "server/public_codes/routes.py",
        """ and not is_preview(request.headers.get("User-Agent", ""))""",
        "",
        (PAGE,),
    ),
    Sabotage(
        "what could not be written is not counted",
        "5.12.3",
        "server/public_codes/counting.py",
        "                self._scans.update(scans)",
        "                pass",
        (PAGE,),
    ),
    Sabotage(
        "a plaque from after the backup is nothing's",
        "5.12.4",
        "server/operations/use_cases/replaying.py",
        """    "code_made": _code_made,
""",
        "",
        (RESTORED,),
    ),
    Sabotage(
        "codes by which one person may join are told to be posters",
        "5.12.5",
        "server/auth/store/invitations.py",
        "(Invitation.max_uses > 1)",
        "(Invitation.max_uses >= 1)",
        (REGISTER,),
    ),
    Sabotage(
        "a code leads on to what was withdrawn",
        "5.12.6",
        "server/public_codes/use_cases/destinations.py",
        """    if found is None or found.is_over:
        return "withdrawn\"""",
        """    if found is None:
        return "withdrawn\"""",
        (TARGETS,),
    ),
    Sabotage(
        "a code leads to what another unit keeps",
        "5.12.6",
        "server/public_codes/use_cases/destinations.py",
        "    check_unit_in_scope(principal, found.unit)\n",
        "",
        ("tests/server/heritage/test_pages.py",),
    ),
)
