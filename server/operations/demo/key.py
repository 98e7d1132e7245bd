"""A public key for a simulated phone: a true point of P-256, found from the seed.

Nothing in the demonstration is signed, so no private half is needed; the server still gets a key
that lies on the curve, as from a real phone.
"""

from base64 import urlsafe_b64encode
from random import Random

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B


def public_key(rng: Random) -> dict[str, str]:
    """A P-256 public key as a JWK."""
    while True:
        x = rng.randrange(P)
        square = (pow(x, 3, P) - 3 * x + B) % P
        y = pow(square, (P + 1) // 4, P)  # the root, as P mod 4 is 3
        if y * y % P == square:
            return {"kty": "EC", "crv": "P-256", "x": _base64(x), "y": _base64(y)}


def _base64(number: int) -> str:
    return urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode("ascii")
