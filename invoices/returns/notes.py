"""Cell comments: the comments part of a sheet and the shapes (VML) that it needs.

Other people's comments stay. Ours begin with `HEADING`, by which they are known when the copy comes back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from invoices.layout.table import column_letter
from invoices.returns.marks import split_cell
from invoices.returns.package import Package, Relations, namespace, parse, to_bytes, xstring
from invoices.returns.sheet import Placed

HEADING = "edi-translate found:"
AUTHOR = "edi-translate"
MOST_NOTES = 20_000  # of one sheet; past that Excel takes minutes to open, and the Findings sheet lists all
LETTERS_A_LINE = 46
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_NAMES = (
    b' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
EMPTY_VML = b"<xml" + VML_NAMES + b'><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
SHAPE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:5pt;'
    'width:280pt;height:{points}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
ANY_SHAPE = re.compile(rb"<(\w+:)shape(?=[\s>]).*?</\1shape>", re.DOTALL)
SHAPE_ID = re.compile(rb"_x0000_s(\d+)")


class Notes:
    """The comments of one sheet. `main` is the namespace of the workbook."""

    def __init__(self, package: Package, relations: Relations, main: str) -> None:
        self._package, self._relations, self._ns = package, relations, main
        self._part = next((part for _, part in relations.of_type("/comments") if package.has(part)), "")
        self._threaded = any(True for _ in relations.of_type("/threadedComment"))
        empty = f'<comments xmlns="{main}"><authors/><commentList/></comments>'.encode()
        self._root = parse(package.read(self._part)) if self._part else parse(empty)
        self._ns = namespace(self._root)
        self._list = self._find("commentList")
        self._removed: set[tuple[int, int]] = set()
        self._added: list[tuple[int, int, int]] = []
        self._changed = False

    def take_back(self) -> set[tuple[int, int]]:
        """Removes our comments from an earlier run; returns the cells (row, column from 1) that had one."""
        cells: set[tuple[int, int]] = set()
        for comment in list(self._list):
            ours = next((t for t in comment.iter(self._tag("t")) if HEADING in (t.text or "")), None)
            if ours is None:
                continue
            cell = split_cell(comment.get("ref", ""))
            cells.add(cell)
            self._changed = True
            _cut_from(comment, ours)
            if not "".join(t.text or "" for t in comment.iter(self._tag("t"))).strip():
                self._list.remove(comment)
                self._removed.add(cell)
        return cells

    def add(self, placed: Placed) -> None:
        """A comment at every cell; at a cell that has somebody's comment ours goes below it."""
        present = {comment.get("ref", ""): comment for comment in self._list}
        author = self._author()
        for row, column in sorted(placed)[:MOST_NOTES]:
            text = "\n\n".join(dict.fromkeys(mark.text for mark in placed[row, column]))
            address = f"{column_letter(column - 1)}{row}"
            comment = present.get(address)
            if comment is None:
                comment = etree.SubElement(self._list, self._tag("comment"), ref=address, authorId=author)
                self._added.append((row, column, _lines(text)))
                self._write(comment, HEADING, text)
            elif not self._threaded:
                # A threaded comment is shown from another part: what is added here would not be seen.
                self._write(comment, f"\n\n{HEADING}", text)
            self._changed = True

    def save(self, drawing: str, office: str) -> str:
        """Puts comments and shapes into the package. `drawing` is the part that holds the sheet's shapes so far
        ("" for none), `office` the namespace of relationship types. Returns the relationship id of a new part of
        shapes, "" where none was made."""
        if not self._changed:
            return ""
        if not self._part:
            self._part = self._package.free_name("xl/comments{}.xml")
            self._relations.add(f"{office}/comments", self._part)
            self._package.set_type(self._part, COMMENTS_TYPE)
        self._package.write(self._part, to_bytes(self._root))
        shapes = self._package.read(drawing) if drawing else EMPTY_VML
        edited = _with_shapes(shapes, self._removed, self._added)
        if drawing:
            self._package.write(drawing, edited)
            return ""
        part = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
        self._package.write(part, edited)
        self._package.set_default_type("vml", VML_TYPE)
        return self._relations.add(f"{office}/vmlDrawing", part)

    def _write(self, comment: etree._Element, heading: str, text: str) -> None:
        holder = comment.find(self._tag("text"))
        if holder is None:
            holder = etree.SubElement(comment, self._tag("text"))
        for content, bold in ((heading, True), (f"\n{text}", False)):
            run = etree.SubElement(holder, self._tag("r"))
            properties = etree.SubElement(run, self._tag("rPr"))
            if bold:
                etree.SubElement(properties, self._tag("b"))
            etree.SubElement(properties, self._tag("sz"), val="9")
            etree.SubElement(properties, self._tag("rFont"), val="Tahoma")
            piece = etree.SubElement(run, self._tag("t"))
            piece.text = xstring(content)
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _author(self) -> str:
        authors = self._find("authors")
        names = [author.text for author in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, self._tag("author")).text = AUTHOR
        return str(names.index(AUTHOR) if AUTHOR in names else len(names))

    def _find(self, name: str) -> etree._Element:
        found = self._root.find(self._tag(name))
        if found is None:
            raise KeyError(name)
        return found

    def _tag(self, name: str) -> str:
        return f"{{{self._ns}}}{name}"


def _cut_from(comment: etree._Element, ours: etree._Element) -> None:
    """Drops our text: from the heading to the end."""
    ours.text = (ours.text or "").split(HEADING)[0].rstrip("\n")
    after = False
    for piece in list(comment.iter(ours.tag)):
        if after:
            piece.text = ""
        after = after or piece is ours
    for piece in list(comment.iter(ours.tag)):
        run = piece.getparent()
        if not piece.text and run is not None and etree.QName(run).localname == "r":
            holder = run.getparent()
            if holder is not None:
                holder.remove(run)
    for piece in reversed(list(comment.iter(ours.tag))):
        # The blank lines above our heading, which another program may have moved into the run before.
        piece.text = (piece.text or "").rstrip("\n")
        if piece.text:
            break


def _with_shapes(vml: bytes, removed: set[tuple[int, int]], added: Sequence[tuple[int, int, int]]) -> bytes:
    """VML is often no well-formed XML, and form controls live in it too: it is edited as text."""

    def keep(found: re.Match[bytes]) -> bytes:
        row, column = (re.search(rb"<\w+:%b>\s*(\d+)" % name, found[0]) for name in (b"Row", b"Column"))
        note = b'ObjectType="Note"' in found[0] and row and column
        return b"" if note and (int(row[1]) + 1, int(column[1]) + 1) in removed else found[0]  # type: ignore[index]

    vml = ANY_SHAPE.sub(keep, vml) if removed else vml
    end = vml.rindex(b"</xml>")
    first = max(1024, *(int(number) for number in SHAPE_ID.findall(vml)), 1024) + 1
    kind = b"" if b'id="_x0000_t202"' in vml or not added else SHAPE_TYPE
    fresh = kind + b"".join(_shape(first + n, *cell).encode() for n, cell in enumerate(added))
    root = vml[: vml.index(b">", vml.index(b"<xml"))]
    if not all(name in root for name in VML_NAMES.split()):
        # Some writers declare the prefixes at every shape; Excel reads both.
        fresh = re.sub(rb"<v:shape(?:type)?(?=\s)", lambda m: m[0] + VML_NAMES, fresh)
    return vml[:end] + fresh + vml[end:]


def _shape(number: int, row: int, column: int, lines: int) -> str:
    top = max(0, row - 2)
    # Left and right column with their offsets, top and bottom row with theirs, in pixels of default cells.
    anchor = f"{column}, 15, {top}, 4, {column + 5}, 40, {top + lines + 1}, 4"
    return SHAPE.format(id=number, points=15 * (lines + 1), anchor=anchor, row=row - 1, column=column - 1)


def _lines(text: str) -> int:
    return min(30, 1 + sum(1 + len(line) // LETTERS_A_LINE for line in text.split("\n")))
