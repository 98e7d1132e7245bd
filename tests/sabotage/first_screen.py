"""Sabotages of what is painted at the start, before this phone has been read."""

from tests.sabotage.sabotage import Sabotage

EARLY = "src/screens/home/early.test.tsx"
JOURNEY = "tests/journeys/test_early_screen.py"

FIRST_SCREEN = (
    Sabotage(
        "a tap of who held the phone before counts for the next person",
        "3.6",
        "pwa/src/screens/early.ts",
        "  painted?.leave(painted.holder === holder)",
        "  painted?.leave(holder !== null)",
        (EARLY,),
    ),
    Sabotage(
        "a tile goes from under a finger",
        "3.4",
        "pwa/public/boot.js",
        "      if (isAwaited) return\n",
        "",
        (EARLY,),
    ),
    Sabotage(
        "a tap on what was painted early is carried out twice",
        "3.4",
        "pwa/public/boot.js",
        "      if (!screen.isConnected) return\n",
        "",
        (EARLY,),
    ),
    Sabotage(
        "tiles of another version are painted",
        "3.4",
        "pwa/public/boot.js",
        "    if (kept.program !== document.querySelector('script[type=module]').src) return null\n",
        "",
        (EARLY,),
    ),
    Sabotage(
        "tiles are painted where another day puts something above them",
        "3.4",
        "pwa/public/boot.js",
        "kept.day === null || kept.day === today ? kept : null",
        "kept",
        (EARLY,),
    ),
    Sabotage(
        "a practice begins with the tiles of the real phone",
        "3.4",
        "pwa/public/boot.js",
        "    if (sessionStorage.getItem(PRACTICE) !== null) return\n",
        "",
        (EARLY,),
    ),
    Sabotage(
        "a phone with a PIN is told that nobody has joined on it",
        "3.4",
        "pwa/src/store/early-screen.ts",
        "    localStorage[KEY] = 'null'\n",
        "    localStorage.removeItem(KEY)\n",
        (EARLY,),
    ),
    Sabotage(
        "what is done in a practice of the desk is asked of the server",
        "3.4",
        "pwa/src/api/desk.ts",
        "  return DESK_PRACTICE\n    ? practised(method, path, body)\n    : request(",
        "  return request(",
        ("src/api/desk-practice.test.ts",),
    ),
    Sabotage(
        "a request leaves a practice",
        "3.4",
        "pwa/src/api/http.ts",
        "  if (PRACTICE) throw new Unreachable()\n",
        "",
        ("src/api/desk-practice.test.ts",),
    ),
    Sabotage(
        "tiles stand elsewhere than they were painted",
        "3.4",
        "pwa/src/screens/home/early.tsx",
        "  if (!isPlain()) {",
        "  if (false) {",
        (EARLY,),
    ),
    Sabotage(
        "the next start is painted as the screen first stood, not as it was left",
        "3.4",
        "pwa/src/screens/home/use-early.ts",
        "  latest.current = kept\n",
        "  latest.current ??= kept\n",
        (EARLY,),
    ),
    Sabotage(
        "who sets a PIN leaves name and team for the next start",
        "3.6",
        "pwa/src/screens/app.tsx",
        "before.current !== undefined && before.current !== person",
        "before.current === null",
        (JOURNEY,),
    ),
)
