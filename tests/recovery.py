"""A phone's public key, computed from something that it signed: who is shown one bundle can do it
(SEC 1, 4.1.6). One signature leaves two keys to choose from."""

from hashlib import sha256

from tests.bundles import base64url

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
A = P - 3
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
Point = tuple[int, int] | None


def recover_keys(payload: bytes, signature: bytes) -> list[dict[str, str]]:
    """Both public keys, as JWK, under which the payload has this signature (r and s)."""
    r, s = (int.from_bytes(part, "big") for part in (signature[:32], signature[32:]))
    digest = int.from_bytes(sha256(payload).digest(), "big")
    y = pow(r**3 + A * r + B, (P + 1) // 4, P)
    inverse = pow(r, -1, N)
    found = []
    for point in ((r, y), (r, P - y)):
        key = _add(_times(s * inverse % N, point), _times(-digest * inverse % N, G))
        assert key is not None
        x, y_ = (base64url(each.to_bytes(32, "big")) for each in key)
        found.append({"kty": "EC", "crv": "P-256", "x": x, "y": y_})
    return found


def _add(one: Point, other: Point) -> Point:
    if one is None or other is None:
        return one or other
    if one[0] == other[0] and (one[1] + other[1]) % P == 0:
        return None
    if one == other:
        slope = (3 * one[0] ** 2 + A) * pow(2 * one[1], -1, P)
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, P)
    x = (slope**2 - one[0] - other[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def _times(number: int, point: Point) -> Point:
    total: Point = None
    while number:
        if number & 1:
            total = _add(total, point)
        point = _add(point, point)
        number >>= 1
    return total
