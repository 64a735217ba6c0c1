"""What a validation is to look for."""

from __future__ import annotations

from dataclasses import dataclass

from edi.claims.around import Receiver
from edi.validation.checked import Limits

ALL_LEVELS = 7


@dataclass(frozen=True, slots=True)
class Options:
    """What to look for. `received` is CCYYMMDD; `payer` a payer's name or file, or the receiver itself ("": by the
    receiver in the file), of which `receivers` are those that a profile knows; `select` and `ignore` are beginnings of
    codes; `thorough` asks every rule about every claim; `answered` keeps what acknowledgments need."""

    received: str
    level: int = ALL_LEVELS
    payer: str | Receiver = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    thorough: bool = False
    answered: bool = False
    receivers: tuple[Receiver, ...] = ()

    @property
    def limits(self) -> Limits:
        """What is left out."""
        return Limits(self.level, self.select, self.ignore)

    def wants(self, code: str) -> bool:
        """Whether findings of a code are asked for."""
        return (not self.select or code.startswith(self.select)) and not code.startswith(self.ignore or ("-",))
