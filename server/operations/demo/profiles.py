"""What is done where: how many people come, with which wishes, and how it ends.

The weights are a guess from the field's descriptions, made only to look like a summer campaign.
"""

from dataclasses import dataclass
from random import Random

from server.operations.demo.roster import TeamPlan

COUNTING_OUTCOMES = {"XONG", "MOTPHAN", "CHO", "HEN", "CHUYEN", "TUVAN", "KHONG"}
OUTCOMES = {
    "XONG": 70,
    "MOTPHAN": 8,
    "CHO": 6,
    "HEN": 6,
    "CHUYEN": 2,
    "TUVAN": 4,
    "KHONG": 3,
    "THOI": 1,
}
ASKING_OUTCOMES = {"MOTPHAN", "HEN", "CHUYEN", "KHONG", "THOI"}
REASONS = {
    "GT1": 6, "GT2": 9, "GT3": 3, "MAY1": 4, "MAY2": 5, "MAY3": 7, "SIM1": 6, "SIM2": 8, "SIM3": 2,
    "TK1": 6, "TK2": 7, "TK3": 3, "TK5": 3, "HT1": 6, "HT3": 3, "ND1": 2, "ND2": 3, "ND4": 2, "CQ1": 3,
    "NH1": 2, "KHAC": 1,
}  # fmt: skip


@dataclass(frozen=True)
class Profile:
    """One kind of place: the crowd (lowest and highest people), services and age bands by weight."""

    people: tuple[int, int]
    services: dict[str, int]
    ages: dict[str, int]


PROFILES = {
    "HCC": Profile(
        (1, 4),
        {
            "DD04": 9,
            "DD05": 5,
            "DD06": 7,
            "DD07": 7,
            "DV01": 6,
            "DV02": 8,
            "DV03": 3,
            "DV05": 8,
            "DV06": 4,
        },
        {"KHONGHOI": 6, "16_30": 3, "31_59": 5, "60": 2},
    ),
    "NVH": Profile(
        (6, 24),
        {
            "DD01": 9,
            "DD04": 8,
            "DD07": 8,
            "DD12": 5,
            "DD03": 4,
            "AT01": 3,
            "KN01": 3,
            "BH02": 2,
            "KN06": 2,
        },
        {"NHIEU": 6, "KHONGHOI": 3, "60": 2, "31_59": 2},
    ),
    "CHO": Profile(
        (3, 14),
        {"DD01": 5, "DD04": 4, "DD05": 3, "TT01": 4, "TT04": 6, "TT05": 4, "TT06": 4, "AT01": 2},
        {"31_59": 6, "KHONGHOI": 4, "60": 2},
    ),
    "NHA": Profile(
        (1, 2),
        {"DD01": 4, "DD03": 4, "DD04": 5, "DD08": 5, "DD07": 3, "BH01": 2, "KN01": 2, "AT01": 1},
        {"60": 7, "31_59": 2, "KHONGHOI": 2},
    ),
    "TRUONG": Profile(
        (8, 28),
        {"DD02": 4, "DD09": 5, "DD12": 4, "AT02": 3, "DT01": 3},
        {"D14": 2, "14_15": 4, "16_30": 5},
    ),
    "CQ": Profile(
        (4, 12), {"DD07": 4, "DD10": 4, "DV01": 3, "TT02": 2, "DT01": 2}, {"16_30": 4, "31_59": 5}
    ),
    "DUONG": Profile(
        (5, 18),
        {"DD01": 6, "DD04": 6, "DD05": 4, "DD11": 3, "TT01": 2, "AT01": 2, "DT02": 2},
        {"NHIEU": 5, "KHONGHOI": 4, "16_30": 2},
    ),
}
FIELD_PLACES = {"NVH": 8, "CHO": 5, "NHA": 6, "TRUONG": 2, "CQ": 2, "DUONG": 3}


def pick(rng: Random, weights: dict[str, int]) -> str:
    """One key, drawn by weight."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def draw_services(rng: Random, profile: Profile, people: int) -> dict[str, dict[str, object]]:
    """The services of one session, keyed by code; each counts at most the session's people."""
    how_many = rng.choices([1, 2, 3], weights=[65, 28, 7])[0]
    chosen = dict.fromkeys(pick(rng, profile.services) for _ in range(how_many))
    services: dict[str, dict[str, object]] = {}
    for place, code in enumerate(chosen):
        outcome = pick(rng, OUTCOMES)
        reasons = {pick(rng, REASONS)} if outcome in ASKING_OUTCOMES else set()
        if reasons and rng.random() < 0.2:
            reasons.add(pick(rng, REASONS))
        helped = people if place == 0 else rng.randint(1, people)
        services[code] = {"people": helped, "outcome": outcome, "reasons": sorted(reasons)}
    return services


def draw_crew(rng: Random, team: TeamPlan) -> list[int]:
    """Who goes out: places in `team.people`, first one with a phone, then up to two companions."""
    phones = [place for place, person in enumerate(team.people) if person.has_phone]
    author = rng.choice(phones)
    others = [place for place in range(len(team.people)) if place != author]
    return [author, *rng.sample(others, rng.choices([0, 1, 2], weights=[3, 5, 2])[0])]
