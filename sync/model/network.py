"""What lies between phones and server: requests and answers get lost, come twice, come late."""

from .core import ServerDiedError
from .desk import Server
from .dice import Dice
from .ledger import Ledger
from .wire import Answer, Have, Join, Request, Round, RoundAnswer

FAULTS = (
    "request lost",
    "answer lost",
    "request doubled",
    "request late",
    "server killed before commit",
    "server killed after commit",
    "server keeps nothing",
)


class Network:
    """Carries a request to the server and its answer back. `bad`: the share of requests to which
    something happens. What is late reaches the server when nobody waits for the answer any more."""

    def __init__(self, server: Server, dice: Dice, ledger: Ledger) -> None:
        self.server = server
        self.dice = dice
        self.ledger = ledger
        self.bad = 0.3
        self.late: list[Request] = []

    def carry(self, request: Request) -> Answer | None:
        """The answer, or None where the phone hears nothing."""
        if not self.dice.chance(self.bad):
            return self.hand_in(request)
        fault = self.dice.pick(FAULTS)
        self.ledger.happened[fault] += 1
        match fault:
            case "request lost":
                return None
            case "answer lost":
                self.hand_in(request)
                return None
            case "request doubled":
                self.hand_in(request)
                return self.hand_in(request)
            case "request late":
                self.late.append(request)
                return None
            case "server keeps nothing":
                self.server.keeps_nothing = True
                answer = self.hand_in(request)
                self.server.keeps_nothing = False
                self.note_overtaken(request, answer)
                return answer
        self.server.dies = "before" if "before" in fault else "after"
        return self.hand_in(request)

    def note_overtaken(self, request: Request, answer: Answer | None) -> None:
        """An edit that has to come again is overtaken by those that were recorded after it."""
        if isinstance(request, Round) and isinstance(answer, RoundAnswer):
            again = {each.id for each in answer.results if each.verdict == "retry"}
            late = [each for each in request.changes if each["id"] in again]
            self.ledger.odd.update(each["record"] for each in late if each["op"] == "edit")

    def is_under_way(self, change: str) -> bool:
        """Whether a late request carries this change."""
        rounds = [each for each in self.late if isinstance(each, Round)]
        return any(each["id"] == change for round_ in rounds for each in round_.changes)

    def deliver_late(self) -> None:
        """One that was under way all the time."""
        if self.late:
            request = self.late.pop(self.dice.number(0, len(self.late) - 1))
            if isinstance(request, Round):
                self.ledger.late.update(each["id"] for each in request.changes)
            self.hand_in(request)
            self.ledger.happened["late request arrives"] += 1

    def hand_in(self, request: Request) -> Answer | None:
        """What the server does with it."""
        try:
            answer = self.answer(request)
        except ServerDiedError:
            answer = None
        if self.server.dies is not None:
            self.server.power_cut()
        self.ledger.committed.update(self.server.durable.changes)
        return answer

    def answer(self, request: Request) -> Answer:
        """The server's answer."""
        if isinstance(request, Round):
            return self.server.exchange(request)
        if isinstance(request, Have):
            return self.server.have(request)
        answer = self.server.join(request)
        if request.receipt is not None:
            self.ledger.happened["joined by receipt"] += 1
            self.ledger.ever_turned_away.add(request.device)
        self.note_return(request)
        return answer

    def note_return(self, request: Join) -> None:
        """A phone that was stopped came back by a newer code."""
        station = self.server.store.stations.get(request.device)
        if request.code is not None and station is not None and station.stopped is None:
            self.ledger.revoked.discard(request.device)
            for made in self.ledger.made.values():
                made.after_stop = made.after_stop and made.device != request.device
