"""Web pages with tables, as portals write them and call them .xls: each table without another one in it is a sheet;
several with the same headings are one, with the lines of text between them.

Read by lxml without a network, a DTD or entities; what a browser would not show is hidden, what it crosses out is
struck through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from lxml import etree, html

from invoices.workbook.sheet import (
    MAX_CELLS,
    MAX_COLUMNS,
    CellValue,
    MergedRange,
    Sheet,
    Surroundings,
    UnreadableError,
    Workbook,
)

# More rows than any table of these says that one cell stands in.
MOST_ROWS = 1_000_000
LARGEST = 200_000_000
STRUCK_TAGS = frozenset(["s", "strike", "del"])
STRUCK_STYLE = re.compile(r"(?i)text-decoration[^;:]*:[^;]*line-through")
HIDDEN_STYLE = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all")
BREAKS = frozenset(["br", "p", "div", "li", "tr"])
BLOCKS = BREAKS | frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "td",
        "th",
        "section",
        "header",
        "footer",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
    ]
)
NPI = re.compile(r"(?<!\d)[12]\d{9}(?!\d)")
# Tables with so many headings in common are one.
FEWEST_HEADINGS = 3
UNSEEN = frozenset(["script", "style", "head", "title", "template", "noscript"])


@dataclass(slots=True)
class Grid:
    """The rows of one table, its merged cells, and what is hidden or struck on it; a `loose` one has the lines of a
    text outside of all tables."""

    rows: list[list[CellValue]] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    struck: dict[int, frozenset[int]] = field(default_factory=dict)
    loose: bool = False

    def iter_rows(self) -> Iterator[list[CellValue]]:
        """The rows from the top."""
        return map(list.copy, self.rows)

    @property
    def merged_cell_ranges(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """The first and the last cell of each cell that spans several."""
        return [((part.top, part.left), (part.bottom, part.right)) for part in self.merged]


class Page(Surroundings):
    """What a page says about the rows of a table besides their values."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid

    @property
    def hidden_rows(self) -> frozenset[int]:
        """Rows that a browser does not show."""
        return frozenset(self._grid.hidden)

    @property
    def struck(self) -> Mapping[int, frozenset[int]]:
        """Row -> columns of cells that are crossed out."""
        return self._grid.struck


def is_html(text: str) -> bool:
    """Whether a text begins like a web page."""
    start = re.sub(r"\A(?:\s|<!--.*?-->|<\?xml[^>]*\?>)+", "", text[:4000], flags=re.DOTALL).lower()
    if start.startswith("<!doctype"):
        return start.startswith("<!doctype html")
    return re.match(r"<(?:html|head|body|table|meta|style|div|center)[\s>]", start) is not None


def read_html(name: str, text: str) -> Workbook:
    """The tables of a page, each a sheet: `name`, `name 2` ... Raises UnreadableError: WB001 a page without a table,
    WB009 beyond the limits."""
    if len(text) > LARGEST:
        raise UnreadableError("WB009", f"a web page of {len(text):,} characters", f"at most {LARGEST:,}")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        # A declaration of the encoding would contradict the text, which has been decoded.
        root = html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")), parser=parser)
    except (etree.LxmlError, ValueError) as problem:
        raise UnreadableError("WB001", "a web page that cannot be read", "an .xlsx or .csv file") from problem
    parts = [part for part in _parts(root) if any(cell != "" for row in part.rows for cell in row)]
    grids = [part for part in parts if not part.loose]
    if not grids:
        raise UnreadableError("WB001", "a web page without a table", "an .xlsx or .csv file")
    if _are_alike(grids):
        grids = [_stacked(parts)]
    elif any(NPI.search(str(cell)) for part in parts if part.loose for row in part.rows for cell in row):
        # Who bills stands beside the tables.
        grids.append(_stacked([part for part in parts if part.loose], apart=0))
    sheets = []
    for number, grid in enumerate(grids, 1):
        sheets.append(Sheet(name if number == 1 else f"{name} {number}", _cells=grid, surroundings=Page(grid)))
    return Workbook(sheets)


def _parts(root: html.HtmlElement) -> list[Grid]:
    """The innermost tables of a page and, where `loose`, the lines of text before, between and behind them."""
    found: list[Grid] = []
    lines: list[str] = []
    _walk(root, found, lines)
    _close(found, lines)
    return found


def _walk(element: html.HtmlElement, found: list[Grid], lines: list[str]) -> None:
    """Gathers the tables below an element and the texts around them; a text that a block ends is a line."""
    _said(element.text, lines)
    for child in element:
        shown = child.tag not in UNSEEN and not HIDDEN_STYLE.search(child.get("style", ""))
        block = child.tag in BLOCKS
        if block and shown:
            lines.append("")
        if child.tag == "table" and next(child.iterdescendants("table"), None) is None:
            _close(found, lines)
            found.append(_grid(child))
        elif shown and isinstance(child.tag, str):
            _walk(child, found, lines)
        if block and shown:
            lines.append("")
        _said(child.tail, lines)


def _said(text: str | None, lines: list[str]) -> None:
    words = " ".join((text or "").split())
    if words:
        lines[-1:] = [f"{lines[-1]} {words}".strip()] if lines else [words]


def _close(found: list[Grid], lines: list[str]) -> None:
    """Makes the lines so far a part of the page."""
    rows: list[list[CellValue]] = [[line] for line in lines if line]
    if rows:
        found.append(Grid(rows, loose=True))
    lines.clear()


def _are_alike(grids: list[Grid]) -> bool:
    """Whether several tables have the same headings: one for each client."""
    heads = [tuple(cell for cell in grid.rows[0] if cell != "") for grid in grids if len(grid.rows) > 1]
    return any(heads.count(head) > 1 for head in heads if len(head) >= FEWEST_HEADINGS)


def _stacked(parts: list[Grid], apart: int = 1) -> Grid:
    """The parts of a page below each other, so many blank rows between them."""
    made = Grid()
    for part in parts:
        first = len(made.rows)
        made.rows += [list(row) for row in part.rows]
        made.rows += [[] for _ in range(apart)]
        made.merged += [one._replace(top=one.top + first, bottom=one.bottom + first) for one in part.merged]
        made.hidden |= {row + first for row in part.hidden}
        made.struck |= {row + first: columns for row, columns in part.struck.items()}
    width = max(map(len, made.rows))
    for row in made.rows:
        row.extend([""] * (width - len(row)))
    return made


def _grid(table: html.HtmlElement) -> Grid:
    grid = Grid()
    # Cells that reach down from the rows above: column -> the last row that they cover.
    reaching: dict[int, int] = {}
    size = 0
    for row, line in enumerate(table.iter("tr")):
        _line(grid, row, line, reaching)
        size += len(grid.rows[-1])
        if size > MAX_CELLS:
            raise UnreadableError("WB009", f"more than {MAX_CELLS:,} cells", "an ordinary table")
    width = max(map(len, grid.rows), default=0)
    if width * len(grid.rows) > MAX_CELLS:
        raise UnreadableError("WB009", f"{len(grid.rows):,} rows of {width:,} cells", "an ordinary table")
    for cells in grid.rows:
        cells.extend([""] * (width - len(cells)))
    last = len(grid.rows) - 1
    grid.merged = [part._replace(bottom=min(part.bottom, last)) for part in grid.merged]
    return grid


def _line(grid: Grid, row: int, line: html.HtmlElement, reaching: dict[int, int]) -> None:
    cells: list[CellValue] = []
    struck: set[int] = set()
    for cell in line.iterchildren("td", "th"):
        column = next(place for place in count(len(cells)) if reaching.get(place, -1) < row)
        across, down = _span(cell, "colspan", MAX_COLUMNS), _span(cell, "rowspan", MOST_ROWS)
        if column + across > MAX_COLUMNS:
            raise UnreadableError("WB009", f"{column + across} columns", f"at most {MAX_COLUMNS} columns")
        cells.extend([""] * (column - len(cells)))
        cells += [_text(cell), *([""] * (across - 1))]
        if down > 1:
            reaching.update(dict.fromkeys(range(column, column + across), row + down - 1))
        if across > 1 or down > 1:
            grid.merged.append(MergedRange(row, column, row + down - 1, column + across - 1))
        if cells[column] != "" and _is_struck(cell):
            struck.add(column)
    grid.rows.append(cells)
    if struck or _is_struck_itself(line):
        grid.struck[row + 1] = frozenset(range(len(cells)) if _is_struck_itself(line) else struck)
    if any(
        HIDDEN_STYLE.search(part.get("style", "")) or part.get("hidden") is not None for part in (line, *_above(line))
    ):
        grid.hidden.add(row + 1)


def _above(line: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """What a row stands in: its part of the table."""
    parent = line.getparent()
    if parent is not None and parent.tag in ("tbody", "thead", "tfoot"):
        yield parent


def _span(cell: html.HtmlElement, name: str, most: int) -> int:
    """How many columns or rows a cell covers; 1 for what is no number."""
    said = (cell.get(name) or "").strip()
    return min(max(int(said), 1), most) if said.isascii() and said.isdigit() and len(said) < 8 else 1


def _text(cell: html.HtmlElement) -> str:
    """The text that a browser shows, a line break where it breaks the line."""
    parts: list[str] = []
    _gather(cell, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _gather(element: html.HtmlElement, parts: list[str]) -> None:
    # In the source of a page a line break is a space.
    parts.append((element.text or "").replace("\n", " "))
    for child in element:
        if child.tag not in UNSEEN and not HIDDEN_STYLE.search(child.get("style", "")):
            if child.tag == "input":
                parts.append(_input(child))
            if child.tag in BREAKS:
                parts.append("\n")
            _gather(child, parts)
            if child.tag in BREAKS - {"br"}:
                parts.append("\n")
        parts.append((child.tail or "").replace("\n", " "))


def _input(element: html.HtmlElement) -> str:
    """What a field of a form shows: its text, or an X where it is ticked."""
    kind = (element.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "X" if element.get("checked") is not None else ""
    return "" if kind in ("hidden", "password", "submit", "button") else element.get("value") or ""


def _is_struck_itself(element: html.HtmlElement) -> bool:
    return element.tag in STRUCK_TAGS or STRUCK_STYLE.search(element.get("style", "")) is not None


def _is_struck(cell: html.HtmlElement) -> bool:
    """Whether all text of a cell is crossed out."""
    if _is_struck_itself(cell):
        return True
    loose = [cell.text, *(child.tail for child in cell)]
    children = [child for child in cell if child.tag not in UNSEEN and child.text_content().strip()]
    return not any(text and text.strip() for text in loose) and bool(children) and all(map(_is_struck, children))
