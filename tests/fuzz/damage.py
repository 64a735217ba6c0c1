"""Damage of three kinds to X12 files, from a seed: bytes, segments and elements, structure."""

from __future__ import annotations

import random

from tests.guide.mutants import mutant

_BYTES = [
    *(b"~", b"*", b":", b"^", b"\n", b"\r\n", b"\x00", b"\xff", b" "),
    *(b"ISA", b"IEA*1*1~", b"~~", b"\x1a", b"-", b"9"),
]
_STRAY = [
    *("HL*9*9*22*0", "HL", "HL*1", "LX*0", "LX", "CLM", "CLM*X", "CLM*X*1e9999***11:B:1", "ST*837*0001", "ST"),
    *("SE*1*0001", "SE", "GE*1*1", "GE", "IEA*1*000000001", "IEA", "GS", "TA1*000000001*240101*1200*A*000", "ISA*00"),
    *(f"GS*{code}*A*B*20240101*1200*9*X*{guide}" for code, guide in (("HC", "005010X222A1"), ("HP", "005010X221A1"))),
    *("SBR*S*18", "NM1*82*1", "SVD*X*1", "CAS*CO*45*1*2*3*4*5*6*7*8*9", "CAS*CO", "DTP*472*RD8*20240101-20230101"),
    *("DTP*472*D8*00000000", "SV1*HC", "SV1*:::::*-1*UN*1e5***9:9:9:9:9", "SV1*HC:H0043*\u0663*UN*\u0663"),
    *("HI*ABK*ABF:Z59", "HI", "REF*F8*^^^", "K3*" + "9" * 300, "AMT*D*999999999999999999999.99", "HCP*00*0", "LIN*1"),
    *("CTP", "QTY", "DMG*D8*20240230*Q^R", "PWK*AD", "N4*A*B*C*D*E*F*G*H", "", " ", "*", "a*b"),
]
_SEPARATORS = (b"|>!+", b"\x1d\x1f\x1c\x1e", b"AB~^", b"1:~^", b"*:A^", b"*1~^", b"^:~*")
_VERSIONS = (
    *(b"005010X222", b"005010X222A2", b"005010X223A2", b"005010X221A1", b"004010X098A1", b"005010X220A1", b"X"),
)


def damaged(data: bytes, source: random.Random) -> bytes:
    """A damaged copy, by one to four steps of any kind."""
    for _ in range(source.randint(1, 4)):
        step = source.choice((_bytes, _segments, _segments, _structure, _structure, _shape))
        data = step(data, source)
    return data


def _bytes(data: bytes, source: random.Random) -> bytes:
    """Overwrites, drops, doubles or inserts bytes anywhere."""
    at = source.randrange(len(data) + 1)
    if source.random() < 0.3:
        at = min(at, source.randrange(130))
    length = source.choice((0, 1, 1, 2, 20, 200))
    new = source.choice(
        (b"", source.choice(_BYTES), data[at : at + length] * 2, source.randbytes(source.randint(1, 9)))
    )
    return data[:at] + new + data[at + length :]


def _segments(data: bytes, source: random.Random) -> bytes:
    return mutant(data, source)


def _structure(data: bytes, source: random.Random) -> bytes:
    """Moves, repeats and drops stretches of segments, and puts in strays."""
    if len(data) < 107:
        return data
    element, end = data[3:4], data[105:106]
    parts = data.split(end)
    low = source.randrange(len(parts))
    high = min(low + source.choice((1, 1, 3, 10, 40)), len(parts))
    kind = source.randrange(6)
    if kind == 0:
        del parts[low:high]
    elif kind == 1:
        parts[low:low] = parts[low:high] * source.choice((1, 1, 2, 5))
    elif kind == 2:
        cut = parts[low:high]
        del parts[low:high]
        spot = source.randrange(len(parts) + 1)
        parts[spot:spot] = cut
    elif kind == 3:
        parts = parts[:low]
    else:
        strays = [
            source.choice(_STRAY).encode("utf-8").replace(b"*", element) for _ in range(source.choice((1, 1, 2, 9)))
        ]
        parts[low:low] = strays
    return end.join(parts)


def _shape(data: bytes, source: random.Random) -> bytes:
    """Other line ends, wraps, separators, cuts, marks, several interchanges."""
    kind = source.randrange(9)
    end = data[105:106]
    if kind == 0:
        return data.replace(b"\n", b"\r\n")
    if kind == 1 and end:
        return data.replace(b"\n", b"").replace(end, b"\n")
    if kind == 2:
        flat = data.replace(b"\n", b"")
        return b"\n".join(flat[start : start + 80] for start in range(0, len(flat), 80))
    if kind == 3:
        return source.choice((b"\xef\xbb\xbf", b"\r\n", b" ", b"\x00", b"\xff\xfe")) + data
    if kind == 4:
        return data[: source.randrange(len(data) + 1)]
    if kind == 5:
        return data + source.choice((data, b"trailing text", b"\x1a", b"ISA", data[:90]))
    if kind == 6:
        return data.translate(
            bytes.maketrans(
                b"*:~^",
                source.choice(_SEPARATORS),
            )
        )
    if kind == 7:
        return data.replace(b"005010X222A1", source.choice(_VERSIONS), source.choice((1, 2)))
    return data.replace(b"ST", source.choice((b"st", b"S", b"SE")), 1)
