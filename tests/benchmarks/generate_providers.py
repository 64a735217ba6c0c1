"""A provider file of any size, made up: groups with sites, sites with clinicians, a third of the sites with ECM or
community supports.

    python -m tests.benchmarks.generate_providers 20000 3000 > providers.274
"""

from __future__ import annotations

import random
import string
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from edi.control_numbers import Counting
from edi.model.encounter import Address, Reference
from edi.model.provider_file import (
    Accepts,
    Certification,
    Contact,
    Degree,
    Group,
    Hours,
    Language,
    Location,
    Number,
    Provider,
    ProviderFile,
    Role,
    Site,
    Specialty,
)
from edi.t274.build import build
from edi.t274.envelope import provider_file
from mappings.code_sets import load_taxonomies
from tests.t274.files import NOW, PAYER, PROFILE, settings

SITES_A_GROUP = 5
_LANGUAGES = ("es", "vi", "hy", "zh", "tl", "ko", "fa", "ar")
_TAXONOMIES = tuple(sorted(load_taxonomies()))
_CITIES = ("OAKLAND", "SACRAMENTO", "FRESNO", "SAN JOSE", "LOS ANGELES", "BAKERSFIELD", "STOCKTON")
_SERVICES = tuple(marker.service for marker in PAYER.provider_file.markers) if PAYER.provider_file else ()


def _name(source: random.Random, most: int = 9) -> str:
    return "".join(source.choices(string.ascii_uppercase, k=source.randint(4, most)))


def npi(source: random.Random) -> str:
    """An NPI with its check digit (Luhn, with the prefix 80840)."""
    digits = [1, *(source.randrange(10) for _ in range(8))]
    total = 24 + sum(
        sum(divmod(digit * 2, 10)) if place % 2 == 0 else digit for place, digit in enumerate(reversed(digits))
    )
    return "".join(map(str, digits)) + str(-total % 10)


def _provider(source: random.Random) -> Provider:
    start = date(2020, 1, 1) + timedelta(days=source.randrange(2000))
    return Provider(
        npi(source), _name(source), _name(source), source.choice(["", *string.ascii_uppercase]), kind="1",
        gender=source.choice("FM"), degrees=(Degree("D01", source.choice(["MD", "NP", "LCSW"])),),
        languages=tuple(Language(code) for code in source.sample(_LANGUAGES, source.randrange(3))),
        contract_start=start, contract_end=start + timedelta(days=2000) if source.random() < 0.2 else None,
        specialties=(
            Specialty(
                source.choice(_TAXONOMIES), roles=(Role(source.choice(["PCP", "SPC"])),),
                certifications=(Certification("BC", source.choice("YN")),),
            ),
        ),
        references=(Reference("0B", _name(source, 5) + str(source.randrange(10**5))),),
    )  # fmt: skip


def _site(source: random.Random, providers: int) -> Site:
    services = source.sample(_SERVICES, source.randint(1, 3)) if source.random() < 1 / 3 else []
    place = Address(
        f"{source.randrange(1, 9999)} {_name(source)} ST", source.choice(_CITIES), "CA",
        f"9{source.randrange(10**4):04}{source.randrange(10**4):04}",
    )  # fmt: skip
    return Site(
        npi(source), f"{_name(source)} {_name(source)} CENTER",
        services=tuple(service for service in _SERVICES if service in services),
        contacts=(Contact("AJ", "", (Number("TE", f"510555{source.randrange(10**4):04}"),)),),
        languages=tuple(Language(code) for code in source.sample(_LANGUAGES, source.randrange(4))),
        contract_start=date(2022, 1, 1) + timedelta(days=source.randrange(1000)),
        hours=tuple(Hours(str(day), "0800", source.choice(["1700", "1800"])) for day in range(1, 6)),
        accepts=Accepts("B", source.choice([0, 18, 21]), source.choice([64, 99, 120])),
        locations=(Location(place),), specialties=(Specialty(source.choice(_TAXONOMIES)),),
        providers=tuple(_provider(source) for _ in range(providers)),
    )  # fmt: skip


def providers(count: int, sites: int, seed: int = 1) -> ProviderFile:
    """A provider file of so many providers at so many sites."""
    source = random.Random(seed)
    each = [count // sites + (number < count % sites) for number in range(sites)]
    made = [_site(source, number) for number in each]
    groups = [
        Group(npi(source), f"{_name(source)} MEDICAL GROUP", sites=tuple(made[first : first + SITES_A_GROUP]))
        for first in range(0, sites, SITES_A_GROUP)
    ]
    return provider_file(PAYER, PROFILE, PROFILE.plans[0], groups, NOW)


def lines(file: ProviderFile) -> Iterator[str]:
    """The file as a 274."""
    return build(file, settings(), Counting(1))


if __name__ == "__main__":
    sys.stdout.writelines(lines(providers(int(sys.argv[1]), int(sys.argv[2]))))
