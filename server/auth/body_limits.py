"""THE TABLE: how many bytes the body of a request may have, by its route. A body is refused by its
length before it is read: to read one costs in the end some ten times its bytes of memory, and a tenth
of a second for a megabyte. Of a body that comes packed the same is asked of what it holds."""

from server.auth.permissions import ANYONE, route_of, who_may

KB = 1024
MAX_BODY_BYTES = 1024 * KB
MAX_FILE_BODY_BYTES = 3 * 1024 * KB
"""Of a body that holds a whole file, as base64."""
OF_STRANGERS, OF_FORMS = 8 * KB, 16 * KB
"""Where anybody may ask, known or not, and everywhere else."""
_PEOPLE_OF_A_PHONE = 128 * KB
"""A hundred people's receipts and names."""

LONGER: dict[tuple[str, str], int] = {
    ("/api/sync/v1", "POST"): MAX_BODY_BYTES,
    ("/api/sync/v1/have", "POST"): 48 * KB,  # a thousand ids
    ("/api/bundles", "POST"): MAX_BODY_BYTES,
    ("/api/blobs/<>", "PUT"): 256 * KB,
    ("/api/blobs/<>", "PATCH"): 256 * KB,
    ("/api/units/import", "POST"): MAX_FILE_BODY_BYTES,
    ("/api/members/import", "POST"): MAX_FILE_BODY_BYTES,
    ("/api/units/changes", "POST"): 512 * KB,  # what of five thousand units and teams goes where
    ("/api/targets/<>/parts", "POST"): 96 * KB,  # what a thousand units below were seen to have
    ("/api/rejoin", "POST"): _PEOPLE_OF_A_PHONE,
    ("/api/session/passkey", "POST"): 16 * KB,
    ("/api/account/passkeys", "POST"): 32 * KB,  # with what the maker of a key says of it
    ("/api/guides/<>", "PUT"): 64 * KB,
    ("/api/sites", "POST"): 64 * KB,
    ("/api/sites/<>", "PUT"): 64 * KB,
    ("/api/help-sessions/<>", "PATCH"): 64 * KB,
    ("/api/review/<>/settlement", "POST"): 64 * KB,
}
"""Routes whose bodies may be longer than others'."""


def most_bytes(rule: str, method: str) -> int:
    """So many bytes a body may have there."""
    usual = OF_STRANGERS if who_may(rule, method) == ANYONE else OF_FORMS
    return LONGER.get(route_of(rule, method), usual)
