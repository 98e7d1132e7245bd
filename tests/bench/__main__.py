"""The budgets, measured: python -m tests.bench [sizes server many_teams exports retention sync taps
cold_start first_visit upload lighthouse]"""

import sys
from collections.abc import Iterator

from server.operations.setup import app
from tests.bench import (
    cold_start,
    exports,
    first_visit,
    lighthouse,
    many_teams,
    retention,
    server,
    sizes,
    sync,
    taps,
    upload,
)
from tests.bench.figures import Figure
from tests.bench.setting import setting
from tests.machine import chromium

ALONE = {
    "sizes": sizes.measure,
    "server": server.measure,
    "many_teams": many_teams.measure,
    "exports": exports.measure,
    "retention": retention.measure,
    "sync": sync.measure,
}
ON_A_PHONE = {
    "taps": taps.measure,
    "cold_start": cold_start.measure,
    "first_visit": first_visit.measure,
    "upload": upload.measure,
    "lighthouse": lighthouse.measure,
}


def figures(names: list[str]) -> Iterator[Figure]:
    """Every figure of the named benches as it is measured."""
    for name in names:
        if name in ALONE and (name != "many_teams" or chromium.available()):
            yield from ALONE[name]()
    on_a_phone = [ON_A_PHONE[name] for name in names if name in ON_A_PHONE]
    if on_a_phone and chromium.available():
        with setting() as place:
            for measure in on_a_phone:
                yield from measure(place)


def main(arguments: list[str]) -> int:
    """Print the table; the number of failed goals is the exit code."""
    known = [*ALONE, *ON_A_PHONE]
    if set(arguments) - set(known):
        print(f"benches are: {' '.join(known)}", file=sys.stderr)
        return 2
    app.build()
    failed = 0
    for figure in figures(arguments or known):
        print(figure.line(), flush=True)
        failed += not figure.passes
    print(f"{failed} of the goals not met" if failed else "all goals met")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
