"""All chance of the server, out of one seed: ids, tags, secrets."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """What the operating system gives of chance, `uuid4` and `secrets` draw on, is the same for
    the same seed."""
    drawn = random.Random(f"server {seed}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "urandom", drawn.randbytes)
        patch.setattr(random, "_urandom", drawn.randbytes)
        yield
