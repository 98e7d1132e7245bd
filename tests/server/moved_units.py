"""A commune that moves away from its cluster, and who is at the desk there and here."""

from dataclasses import dataclass

from tests.server.directory.changing import ask
from tests.server.directory.test_changing_units import coordinator
from tests.town import CLUSTER, KHANH_CUONG, PROVINCE, TEAM, Town
from tests.wires import Browser


@dataclass(frozen=True)
class Desks:
    """Of the cluster that the commune leaves, of the one to which it comes, and of the province."""

    town: Town
    former: Browser
    present: Browser
    above: Browser
    other: str

    def divide(self, on: str) -> None:
        """Khánh Cường falls apart: one part stays under its cluster, one goes to the other."""
        north, south = (
            {"code": code, "name": name, "kind": "xa", "parent": parent}
            for code, name, parent in (
                ("21472", "Khánh Cường Bắc", CLUSTER),
                ("21473", "Khánh Cường Nam", self.other),
            )
        )
        goes = [{"team": TEAM, "into": 1}]
        split = {"kind": "split", "units": [KHANH_CUONG], "into": [north, south], "goes": goes}
        answer = ask(self.above, {**split, "on": on})
        assert answer.status == 200, answer.body

    def move(self, on: str) -> str:
        """Khánh Cường goes to the other cluster on a day; what takes its place."""
        into = {"code": "21472", "name": "Khánh Cường", "kind": "xa", "parent": self.other}
        move = {"kind": "move", "units": [KHANH_CUONG], "into": [into], "goes": [], "on": on}
        answer = ask(self.above, move)
        assert answer.status == 200, answer.body
        return str(answer.json["begins"][0]["id"])

    def rename(self, on: str) -> str:
        """Khánh Cường gets another name in its cluster; what takes its place."""
        into = {"code": "21472", "name": "Khánh Cường", "kind": "phuong", "parent": CLUSTER}
        rename = {"kind": "rename", "units": [KHANH_CUONG], "into": [into], "goes": [], "on": on}
        answer = ask(self.former, rename)
        assert answer.status == 200, answer.body
        return str(answer.json["begins"][0]["id"])


def desks_of(town: Town) -> Desks:
    """Sơn keeps Khánh Cường; another cluster stands beside his."""
    coordinator(town, PROVINCE, "tinh")
    above = town.desk("tinh")
    cluster = {"code": "CUM-2", "name": "Cụm 2", "kind": "cum", "parent": PROVINCE}
    made = above.post("/api/units", {**cluster, "valid_from": "2026-01-01"})
    assert made.status == 201, made.body
    other = str(made.json["id"])
    coordinator(town, other, "cum")
    return Desks(town, town.desk(), town.desk("cum"), above, other)
