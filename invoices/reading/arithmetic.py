"""What the numbers of a sheet prove about each other: units × price = charge, over its rows and to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from invoices.cells.base import number_of, text_of
from invoices.reading.columns import Column
from invoices.reading.words import SAME_WORDS
from invoices.workbook import CellValue
from mappings.fields import all_fields

# So many rows have to come out, and such a share of those that have all three numbers.
FEWEST, SHARE, TELLING = 3, Decimal("0.9"), 2
# More columns of numbers than these are not tried with each other.
MOST = 16
AMOUNTS = frozenset(["units", "minutes", "hours", "unit_cost", "money"])
CENT = Decimal("0.005")
PROVEN, PROVEN_CHARGE, STEADY = 3.0, 5.0, 1.5


@dataclass(frozen=True, slots=True)
class Product:
    """`units` × `price` / `scale` = `charge` in `rows` of the sheet, by the numbers of the columns; 100 where the price
    is in cents and the charge in dollars. `turned` says that units and price could as well be the other way round,
    `ones` that all units are one, so that price and charge are the same."""

    units: int
    price: int
    charge: int
    rows: int
    of: int
    scale: int = 1
    turned: bool = False
    ones: bool = False


@dataclass(slots=True)
class Arithmetic:
    """The columns of numbers by number, row by row (None: none), and the products that they prove."""

    numbers: dict[int, list[Decimal | None]] = field(default_factory=dict)
    products: list[Product] = field(default_factory=list)

    def roles(self, column: int) -> list[str]:
        """The fields that a column may be by a product that it stands in."""
        names = []
        for product in self.products:
            if column == product.charge:
                names.append("line_charge")
            elif column in (product.units, product.price):
                names += ["units", "unit_cost"]
        return names


def number(value: CellValue) -> Decimal | None:
    """A cell as an exact number, without its currency sign; None where it is none."""
    if isinstance(value, bool):
        return None
    if not isinstance(value, (int, float, str)):
        return None
    text = text_of(value).replace("$", "").replace("USD", "").strip()
    return number_of(text) if text else None


class Triple(NamedTuple):
    """The numbers of two columns and of the one that may be their product, in one row, with the code of the row."""

    one: Decimal
    other: Decimal
    charge: Decimal
    key: CellValue


def reckon(columns: Sequence[Column], keys: Sequence[CellValue] = ()) -> Arithmetic:
    """The products among the columns; `keys` are what a price should follow from (the codes), row by row."""
    found = Arithmetic()
    for column in columns:
        if _is_no_amount(column):
            continue
        numbers = [number(cell) for cell in column.cells]
        filled = sum(1 for value in numbers if value is not None)
        if filled >= FEWEST and filled * 10 >= column.filled * 9:
            found.numbers[column.number] = numbers
    if len(found.numbers) > MOST:
        return found
    for charge in found.numbers:
        others = [number for number in found.numbers if number != charge]
        for one, other in combinations(others, 2):
            product = _product(found.numbers, one, other, charge, keys)
            if product is not None:
                found.products.append(product)
    return found


def _is_no_amount(column: Column) -> bool:
    """Whether a heading surely names something else than units and money: a ZIP code, a number of a person."""
    name, score = max(column.reading.scores.items(), key=lambda item: item[1], default=("", 0.0))
    return score >= SAME_WORDS and all_fields()[name].kind not in AMOUNTS


def _product(
    numbers: dict[int, list[Decimal | None]], one: int, other: int, charge: int, keys: Sequence[CellValue]
) -> Product | None:
    rows = [
        Triple(a, b, c, keys[at] if at < len(keys) else "")
        for at, (a, b, c) in enumerate(zip(numbers[one], numbers[other], numbers[charge], strict=False))
        if a is not None and b is not None and c is not None
    ]
    if len(rows) < FEWEST:
        return None
    for scale in (1, 100):
        fits = [row for row in rows if abs(row.one * row.other / scale - row.charge) <= CENT and row.charge]
        right = len(fits)
        # One faulty row of a few leaves the proof, where the product is not by chance: neither factor is one.
        telling = sum(1 for row in fits if 1 not in (row.one, row.other))
        if right < FEWEST or (right < SHARE * len(rows) and (right < len(rows) - 1 or telling < TELLING)):
            continue
        ones = [all(row[at] == 1 for row in rows) for at in (0, 1)]
        if any(ones) or len({row.charge for row in rows}) < 2:
            # One column is the other; the third is always one, and so are units.
            if scale != 1 or ones[0] == ones[1]:
                return None
            units, price = (one, other) if ones[0] else (other, one)
            return Product(units, price, charge, right, len(rows), ones=True)
        return _directed(rows, one, other, Product(one, other, charge, right, len(rows), scale))
    return None


def _directed(rows: Sequence[Triple], one: int, other: int, product: Product) -> Product:
    """Which of the two is the price: the one that changes less within a service, and has fractions. Where these two
    contradict each other, or say nothing, the product is `turned`."""
    steady: list[int] = [_changes((row.key, row.one) for row in rows), _changes((row.key, row.other) for row in rows)]
    whole: list[int] = [all(row.one == int(row.one) for row in rows), all(row.other == int(row.other) for row in rows)]
    if len({row.key for row in rows}) < 2:
        # Without a service that a price follows from, prices that vary are no less prices.
        steady, whole = whole, steady
    first, second = (steady[0], whole[0]), (steady[1], whole[1])
    units, price = (other, one) if first < second else (one, other)
    against = (steady[0] < steady[1] and whole[0] > whole[1]) or (steady[0] > steady[1] and whole[0] < whole[1])
    return replace(product, units=units, price=price, turned=first == second or against)


def _changes(pairs: Iterable[tuple[CellValue, Decimal]]) -> int:
    return len(set(pairs))


def weigh(found: Arithmetic, column: Column, name: str) -> tuple[float, str]:
    """What the products say for a column as a field, in log-odds, and why in words."""
    best, why = 0.0, ""
    for product in found.products:
        said = f"units × price = charge in {product.rows} of {product.of} rows"
        if name == "line_charge" and product.charge == column.number:
            score = PROVEN_CHARGE
        elif name == "line_charge" and column.number in (product.units, product.price) and not product.ones:
            return -PROVEN_CHARGE, ""
        elif name == "units" and column.number in (product.units, product.price):
            score = PROVEN + _steady(product, column.number == product.units)
        elif name == "unit_cost" and column.number in (product.units, product.price):
            score = PROVEN + _steady(product, column.number == product.price)
        else:
            continue
        if score > best:
            best, why = score, said
    return best, why


def _steady(product: Product, right: bool) -> float:
    if product.turned:
        return 0.0
    return STEADY if right else -STEADY


def come_out(units: Sequence[CellValue], prices: Sequence[CellValue], charges: Sequence[CellValue]) -> tuple[int, int]:
    """In how many rows units × price is the charge to the cent, and how many have all three."""
    rows = [tuple(map(number, row)) for row in zip(units, prices, charges, strict=False)]
    whole = [(count, price, charge) for count, price, charge in rows if count and price and charge]
    return sum(1 for count, price, charge in whole if abs(count * price - charge) <= CENT), len(whole)


def same(found: Arithmetic, one: int, other: int) -> bool:
    """Whether two columns of numbers are equal in every row that has both."""
    pairs = [(a, b) for a, b in zip(found.numbers.get(one, []), found.numbers.get(other, []), strict=False)
             if a is not None and b is not None]  # fmt: skip
    return bool(pairs) and all(a == b for a, b in pairs)
