"""Sabotages of who may ask: the host, the phone's cookie, its receipts, and who holds it."""

from tests.sabotage.sabotage import Sabotage

ACTING = "tests/server/auth/test_acting.py"
IDLE = "tests/server/auth/test_idle_phones.py"
RECEIPTS = "tests/server/enrolment/test_receipts.py"
HOSTS = "tests/server/operations/test_setup_hosts.py"
REBINDING = "tests/server/operations/test_rebinding.py"
PRINCIPALS = "server/auth/store/principals.py"

ASKING = (
    Sabotage(
        "a phone that said who holds it need not go on saying so",
        "4.1.12",
        "server/auth/current.py",
        "phone.acting_required and acting is None and",
        "False and",
        (ACTING,),
    ),
    Sabotage(
        "that a phone says who holds it is not kept",
        "4.1.12",
        PRINCIPALS,
        "values(acting_required=True)",
        "values(acting_required=False)",
        (ACTING,),
    ),
    Sabotage(
        "who does not say so has the rights of all",
        "4.1.12",
        "server/auth/principal.py",
        "self.device.revoked or self.acting_missing:",
        "self.device.revoked:",
        (ACTING,),
    ),
    Sabotage(
        "a round without a name is nobody's",
        "4.1.12",
        "server/auth/permissions.py",
        """OF_THE_WHOLE_PHONE = frozenset({
    ("/api/sync/v1", "POST"),""",
        "OF_THE_WHOLE_PHONE = frozenset({",
        (ACTING,),
    ),
    Sabotage(
        "every name is answered to",
        "4.5.9",
        "server/http/hosts.py",
        "return name in names or name.endswith(suffixes)",
        "return True or name.endswith(suffixes)",
        (HOSTS,),
    ),
    Sabotage(
        "files are answered before the host is looked at",
        "4.5.9",
        "server/app/factory.py",
        """    install_files(app, settings)
    answer_ahead(app, settings)
    install_host_check(app, settings)
""",
        """    install_host_check(app, settings)
    install_files(app, settings)
    answer_ahead(app, settings)
""",
        (REBINDING,),
    ),
    Sabotage(
        "an address is answered everywhere",
        "4.5.9",
        "server/http/hosts.py",
        "(path in HEALTH and _is_of_a_probe(host))",
        "_is_of_a_probe(host)",
        (HOSTS,),
    ),
    Sabotage(
        "receipts of before are not read",
        "7.11",
        "server/enrolment/receipts.py",
        'fallback_signers=[{"digest_method": hashlib.sha1}],',
        "fallback_signers=[],",
        (RECEIPTS,),
    ),
    Sabotage(
        "a phone not heard of for long is still signed in",
        "7.12",
        PRINCIPALS,
        "AND (device.last_contact_at > :live_since",
        "AND (1 = 1 OR device.last_contact_at > :live_since",
        (IDLE,),
    ),
    Sabotage(
        "a phone that proved its key is not in before its next round",
        "7.12",
        "server/enrolment/admit.py",
        "device.secret_renewed_at = now()",
        "device.secret_renewed_at = None",
        (IDLE,),
    ),
    Sabotage(
        "a phone that never joined anew is signed out by its joining",
        "7.12",
        PRINCIPALS,
        " OR device.created_at > :live_since OR device.secret_renewed_at",
        " OR device.secret_renewed_at",
        (IDLE,),
    ),
    Sabotage(
        "a phone without a key is signed out for good",
        "7.12",
        PRINCIPALS,
        " OR CAST(device.public_key AS TEXT) = '{}')",
        ")",
        (IDLE,),
    ),
)
