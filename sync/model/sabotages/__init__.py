"""Deliberately broken variants of the protocol. Each overrides one thing and names the numbered
step that it breaks; the oracles must catch it, or it says why it does no harm. The list is what
shows that the oracles can fail."""

from .of_desks import DESKS
from .of_phones import PHONES
from .of_rights import RIGHTS
from .of_servers import SERVERS
from .sabotage import Sabotage

SABOTAGES: tuple[Sabotage, ...] = (*SERVERS, *DESKS, *RIGHTS, *PHONES)

__all__ = ["SABOTAGES", "Sabotage"]
