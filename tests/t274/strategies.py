"""Provider files with every optional part that `build` writes."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from edi.model.encounter import Address, Dated, Reference
from edi.model.provider_file import (
    Accepts,
    Affiliation,
    Certification,
    Condition,
    Contact,
    Degree,
    Group,
    Header,
    Hours,
    Language,
    Listed,
    Location,
    Names,
    Number,
    Provider,
    ProviderFile,
    Role,
    Site,
    Specialty,
)
from mappings.payer_file import load_payer

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
words = st.text(LETTERS + "0123456789", min_size=2, max_size=8)
names = st.text(LETTERS, min_size=2, max_size=8)
maybe = st.one_of(st.just(""), words)
npis = st.text("0123456789", min_size=10, max_size=10)
days = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2035, 12, 31)))
SERVICES = [each.service for each in load_payer("dhcs").provider_file.markers]


def several(one: st.SearchStrategy, most: int = 2) -> st.SearchStrategy:
    """A few, as a tuple."""
    return st.lists(one, max_size=most).map(tuple)


addresses = st.builds(Address, words, names, st.sampled_from(["CA", "NV"]), st.just("946120001"), maybe)
contacts = st.builds(
    Contact,
    st.sampled_from(["AJ", "IC"]),
    maybe,
    st.lists(st.builds(Number, st.sampled_from(["TE", "EM", "FX"]), words), max_size=3).map(tuple),
)
specialties = st.builds(
    Specialty,
    st.sampled_from(["251B00000X", "207Q00000X", "104100000X"]),
    st.just("68"),
    several(st.builds(Role, st.sampled_from(["PCP", "SP"]), maybe)),
    several(st.builds(Certification, st.sampled_from(["BC", "2"]), st.sampled_from("YN"))),
)
dates = st.builds(Dated, st.sampled_from(["007", "096"]), st.just("D8"), st.just("20250101"))
affiliations = st.builds(
    Affiliation, st.sampled_from(["80", "ZZ"]), names, words, st.just("XX"), st.just("2"),
    several(st.builds(Names, words, maybe)), st.sampled_from(["", "A"]), st.just(""), st.just(""),
)  # fmt: skip
services = st.sets(st.sampled_from(SERVICES), max_size=4).map(lambda some: tuple(s for s in SERVICES if s in some))
ages = st.one_of(st.none(), st.integers(0, 120))
accepts = st.one_of(st.none(), st.builds(Accepts, st.sampled_from("BFM"), ages, ages))


def listed(kind: type[Listed], **more: st.SearchStrategy) -> st.SearchStrategy:
    """A level with any of its parts."""
    return st.builds(
        kind,
        id=npis, name=names, first_name=maybe, middle_name=maybe, prefix=maybe, suffix=maybe,
        kind=st.sampled_from("12"),
        names=several(st.builds(Names, words, maybe)),
        contacts=several(contacts),
        gender=st.sampled_from(["", "F", "M"]),
        degrees=several(st.builds(Degree, st.sampled_from(["D01", "D02"]), maybe)),
        languages=several(st.builds(Language, st.sampled_from(["es", "vi", "hy"]), st.just("LE"), maybe, maybe, maybe)),
        contract_start=days, contract_end=days, dates=several(dates),
        hours=several(st.builds(Hours, st.sampled_from("ABC1"), st.just("0800"), st.sampled_from(["", "1700"]))),
        conditions=several(st.builds(Condition, st.just("09"), st.sampled_from("YN"), st.just(("A1", "B2")))),
        accepts=accepts,
        locations=several(st.builds(Location, addresses, st.just("77"), several(contacts, 1))),
        specialties=several(specialties),
        references=several(st.builds(Reference, st.sampled_from(["0B", "EI"]), words)),
        **more,
    )  # fmt: skip


providers = listed(Provider, affiliations=several(affiliations))
sites = listed(Site, affiliations=several(affiliations), services=services, providers=several(providers))
groups = listed(Group, sites=several(sites))
times = st.sampled_from(["0800", "235959"])
headers = st.builds(Header, words, days, times, days, st.one_of(st.none(), contacts))
entities = listed(Listed, entity=st.just("PR"))
files = st.builds(ProviderFile, headers, entities, entities, several(groups))
