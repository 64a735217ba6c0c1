"""The state machine of translator, ledger and payer: doubled, lost and reordered answers, corrections, deaths."""

from __future__ import annotations

import os
import random
from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from edi.ledger.life import all_lives
from tests.ledger.world import World

#: By hand: EDI_STEPS=100000 and more.
STEPS = int(os.environ.get("EDI_STEPS", "400"))
few = st.integers(0, 7)
charges = st.sampled_from([5_000, 6_000, 7_000])
deaths = st.sampled_from(["", "", "", "before", "half", "after"])


class Ledgers(RuleBasedStateMachine):
    """Hypothesis chooses what happens next, and finds the shortest way to a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()

    @rule(who=st.integers(1, 3), number=st.integers(1, 4), charge=charges)
    def add(self, who: int, number: int, charge: int) -> None:
        self.world.add(who, number, charge)

    @rule(at=few, charge=charges)
    def change(self, at: int, charge: int) -> None:
        self.world.change(at, charge)

    @rule(at=few)
    def void(self, at: int) -> None:
        self.world.void(at)

    @rule(at=few)
    def remove(self, at: int) -> None:
        self.world.remove(at)

    @precondition(lambda self: self.world.rows)
    @rule(death=deaths)
    def send(self, death: str) -> None:
        self.world.send(death)  # type: ignore[arg-type]

    @precondition(lambda self: self.world.unanswered)
    @rule(at=few, denied=st.integers(0, 3))
    def judge(self, at: int, denied: int) -> None:
        self.world.judge(at, denied)

    @precondition(lambda self: self.world.mail)
    @rule(at=few, again=st.booleans(), early=st.booleans())
    def deliver(self, at: int, again: bool, early: bool) -> None:
        self.world.deliver(at, again=again, early=early)

    @precondition(lambda self: self.world.mail)
    @rule(at=few)
    def lose(self, at: int) -> None:
        self.world.lose(at)

    @rule(at=few)
    def stray(self, at: int) -> None:
        self.world.stray(at)

    @rule(at=few)
    def requeue(self, at: int) -> None:
        self.world.requeue(at)

    @invariant()
    def holds(self) -> None:
        self.world.check()

    def teardown(self) -> None:
        try:
            self.world.check_all()
        finally:
            self.world.close()


TestLedgers = Ledgers.TestCase
TestLedgers.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


def test_a_long_walk() -> None:
    """Many steps at random, in worlds of some hundred; each kind of step must have happened, and each outcome."""
    seen: Counter[str] = Counter()
    chance = random.Random(15)
    for start in range(0, STEPS, 200):
        world = World()
        for _ in range(min(200, STEPS - start)):
            seen[step(world, chance)] += 1
        world.check_all()
        for life in all_lives(world.ledger.database):
            seen.update(life.states)
        world.close()
    assert set(seen) >= {"add", "change", "void", "remove", "send", "judge", "deliver", "lose", "requeue"}
    assert set(seen) >= {"waiting", "accepted", "denied", "replaced", "voided"}


def _lives(world: World):
    from edi.ledger.life import all_lives

    return all_lives(world.ledger.database)


def step(world: World, chance: random.Random) -> str:
    """One step of the walk."""
    at = chance.randrange(100)
    name = chance.choices(
        ["add", "change", "void", "remove", "send", "judge", "deliver", "lose", "requeue", "stray"],
        [10, 8, 3, 2, 20, 18, 18, 2, 1, 1],
    )[0]
    if name == "add":
        world.add(chance.randint(1, 6), chance.randint(1, 4), chance.choice([5_000, 6_000, 7_000]))
    elif name == "change":
        world.change(at, chance.choice([5_000, 6_000, 7_000]))
    elif name == "send" and world.rows:
        world.send(chance.choices(["", "before", "half", "after"], [12, 1, 1, 1])[0])  # type: ignore[arg-type]
    elif name == "judge":
        world.judge(at, chance.choice([0, 0, 2, 3]))
    elif name == "deliver":
        world.deliver(at, again=chance.random() < 0.3, early=chance.random() < 0.3)
    elif name in ("void", "remove", "lose", "requeue", "stray"):
        getattr(world, name)(at)
    return name
