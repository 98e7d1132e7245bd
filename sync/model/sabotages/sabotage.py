"""What a sabotage is, and one run with it."""

from dataclasses import dataclass

from ..desk import Server
from ..oracles import play
from ..phone import Phone
from ..rounds import Tab
from ..stage import Parts
from ..world import Violation, World


@dataclass(frozen=True, slots=True)
class Sabotage:
    """`step`: of PROTOCOL.md, that it breaks. `harmless`: why it may be so, of one that no oracle
    can catch. `seed`: where to begin looking for one whose story is rare."""

    name: str
    step: str
    server: type[Server] = Server
    phone: type[Phone] = Phone
    tab: type[Tab] = Tab
    harmless: str | None = None
    seed: int = 0

    def world(self, seed: int) -> World:
        """A world with it in the place of the good part."""
        return World(seed, Parts(self.server, self.phone, self.tab))

    def caught(self, seed: int) -> str | None:
        """What the oracles say of a run; None if they find nothing."""
        try:
            play(self.world(seed))
        except Violation as violation:
            return str(violation)
        return None


def first_caught(sabotage: Sabotage, most: int) -> int | None:
    """The first of so many seeds on which the oracles catch it."""
    seeds = range(sabotage.seed, sabotage.seed + most)
    return next((seed for seed in seeds if sabotage.caught(seed)), None)
