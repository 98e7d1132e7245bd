"""Whether a change that comes again is the one that came before (PROTOCOL 5.2.1).

The hash is of the screened change, so it is another one as soon as the rules of screening are.
What is kept is then screened by today's rules too. That needs nothing kept of what screening took
out, and tells the same change where the rules got stricter; where they got milder it does not, and
what came is kept for a person; so is what cannot be compared at the price of a comparison."""

from typing import Any

from .budget import ComparisonBudget, NotToldError
from .receive import Received
from .redact import screen_body
from .situation import Known
from .values import same


def is_repeat(known: Known, received: Received) -> bool:
    """Whether what came is what the stored verdict speaks of. Raises batch_too_large where all that
    the request has for comparisons does not suffice; for a change alone it does."""
    if known.payload_hash == received.payload_hash:
        return True
    if known.body is not None:
        return is_same_body(known.body, received)
    if known.parsed is None or received.change is None:
        return False
    came = received.change._asdict()
    budget = _budget_for(received)
    try:
        return same(
            screen_body(known.parsed, budget),
            screen_body({name: came[name] for name in known.parsed}, budget),
        )
    except NotToldError:
        return False


def is_same_body(body: Any, received: Received) -> bool:
    """Whether a body that was screened and kept is the one that came. Raises as `is_repeat` does."""
    try:
        return same(screen_body(body, _budget_for(received)), received.body)
    except NotToldError:
        return False


def _budget_for(received: Received) -> ComparisonBudget:
    if received.comparisons is not None:
        received.comparisons.change = received.id
    return ComparisonBudget(received.comparisons)
