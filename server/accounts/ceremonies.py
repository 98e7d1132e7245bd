"""WebAuthn's messages, by py_webauthn. Only `use_cases/passkeys.py` loads this, when somebody first uses a
passkey: it takes 10 MB."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from cryptography.exceptions import UnsupportedAlgorithm
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, decode_credential_public_key
from webauthn.helpers.decoded_public_key_to_cryptography import decoded_public_key_to_cryptography
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from server.accounts.cbor import check_attestation, check_authenticator_data
from server.accounts.credentials import Credential, Site
from server.auth.tables import CREDENTIAL_ID_LENGTH, PUBLIC_KEY_LENGTH

RP_NAME = "Từng Ngõ"
_VERIFIED = UserVerificationRequirement.REQUIRED
_NOT_VALID = (
    WebAuthnException,
    UnsupportedAlgorithm,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
)
"""What the library raises for what no authenticator made: its own errors, and those of decoding."""


def request_options(site: Site, challenge: bytes) -> dict[str, Any]:
    """PublicKeyCredentialRequestOptionsJSON for any passkey of the site."""
    made = generate_authentication_options(
        rp_id=site.rp_id, challenge=challenge, user_verification=_VERIFIED
    )
    return _as_json(options_to_json(made))


def creation_options(
    site: Site, challenge: bytes, account_id: str, login: str, name: str, there: Sequence[str]
) -> dict[str, Any]:
    """PublicKeyCredentialCreationOptionsJSON for a passkey that the browser finds by itself, on an
    authenticator that has none of those that are `there`."""
    made = generate_registration_options(
        rp_id=site.rp_id,
        rp_name=RP_NAME,
        user_id=UUID(account_id).bytes,
        user_name=login,
        user_display_name=name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(each)) for each in there
        ],
    )
    return _as_json(options_to_json(made))


def verify_creation(answer: dict[str, Any], site: Site, challenge: bytes) -> Credential | None:
    """The credential that a RegistrationResponseJSON tells of; None if it is not right, or
    longer than there is room for."""
    try:
        check_attestation(base64url_to_bytes(answer["response"]["attestationObject"]))
        found = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
        # The library looks at the key when somebody signs in: one that is none would never do.
        decoded_public_key_to_cryptography(
            decode_credential_public_key(found.credential_public_key)
        )
    except _NOT_VALID:
        return None
    key = bytes_to_base64url(found.credential_public_key)
    named = bytes_to_base64url(found.credential_id)
    if len(key) > PUBLIC_KEY_LENGTH or len(named) > CREDENTIAL_ID_LENGTH:
        return None
    return Credential(named, key, found.sign_count)


def verify_assertion(
    answer: dict[str, Any], site: Site, challenge: bytes, account_id: str, kept: Credential
) -> int | None:
    """The authenticator's new count if an AuthenticationResponseJSON is signed by the credential for
    this account, with its user verified; None if it is not right, or the count went back, as a
    copied authenticator's does."""
    try:
        check_authenticator_data(base64url_to_bytes(answer["response"]["authenticatorData"]))
        found = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(kept.public_key),
            credential_current_sign_count=kept.sign_count,
            require_user_verification=True,
        )
        handle = answer["response"].get("userHandle")
        if handle is not None and base64url_to_bytes(handle) != UUID(account_id).bytes:
            return None
    except _NOT_VALID:
        return None
    return found.new_sign_count


def _as_json(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found
