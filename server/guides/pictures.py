"""The names of the pictures that the app has drawn (pwa/src/screens/guides/pictures.tsx)."""

PICTURES = frozenset(
    [
        "away", "bank", "beside", "call", "camera", "card", "coin", "face", "fingerprint", "form",
        "link", "lock", "nfc", "passcode", "phones", "police", "portal", "qr", "search", "sim",
        "slip", "sms", "speaker", "stall", "stop", "store", "unlink",
    ]
)  # fmt: skip
