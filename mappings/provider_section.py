"""The `[provider_file]` section of a payer file: what differs from one receiver of 274 files to the next."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from mappings.service_table import load_services

MarkerLevel = Literal["group", "site", "provider"]
# Segments that a marker may stand in: each may repeat on a level, so that a marker never displaces a value.
MarkerElement = Literal[
    "N201", "N202", "CRC03", "MTX02", "LQ02", "REF02", "TPB01"
]  # fmt: skip
Text = Annotated[str, StringConstraints(pattern=r"^[ -)+-9;-\]_-}]*$", max_length=60)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Marker(_Part):
    """How one service is flagged: `code` in `element` of a segment on `level`. `beside` gives the other elements of
    that segment by name, such as the qualifier of a REF; a segment is this marker where all of them agree."""

    service: str = Field(description="`ecm`, or a community support of the service table")
    level: MarkerLevel = Field(default="site", description="The level that carries it")
    element: MarkerElement = Field(default="N202", description="The element that holds the code")
    code: Text = Field(min_length=1, description="What stands in the element")
    beside: dict[str, Text] = Field(default={}, description="Other elements of the segment, by name")

    @model_validator(mode="after")
    def _known(self) -> Marker:
        if self.service not in {each.service for each in load_services().services}:
            raise ValueError(f"no service is called {self.service!r}; `edi-translate codes` lists them")
        strange = [name for name in self.beside if name[:-2] != self.segment or not name[-2:].isdigit()]
        if strange:
            raise ValueError(f"{strange[0]!r} is no element of the segment {self.segment}")
        return self

    @property
    def segment(self) -> str:
        """The id of the segment."""
        return self.element[:-2]

    def values(self, code: str) -> list[str]:
        """The elements of the segment from the first, `code` in its place."""
        filled = {int(name[-2:]): text for name, text in self.beside.items()} | {int(self.element[-2:]): code}
        return [filled.get(place, "") for place in range(1, max(filled) + 1)]


class ProviderSection(_Part):
    """The 274 of one receiver: ISA, GS, head, the names of loops 2000A and 2000B, and the table of markers."""

    file_name: str = Field(
        default="{submitter_id}_{plan_code}_274_{date}_{number}.dat",
        description="Name of the 274; placeholders as above",
    )
    authorization_qualifier: Literal["00", "03"] = Field(default="03", description="ISA01")
    authorization: str = Field(default="{month}", max_length=10, description="ISA02; month: CCYYMM of the report")
    sender_qualifier: str = Field(default="ZZ", min_length=2, max_length=2, description="ISA05")
    sender_id: str = Field(description="ISA06")
    receiver_qualifier: str = Field(default="ZZ", min_length=2, max_length=2, description="ISA07")
    receiver_id: str = Field(description="ISA08")
    version: Literal["00405", "00501"] = Field(default="00405", description="ISA12")
    acknowledgment_requested: bool = Field(default=False, description="ISA14")
    group_sender: str = Field(description="GS02")
    group_receiver: str = Field(description="GS03")
    purpose: str = Field(default="27", min_length=2, max_length=2, description="BHT02")
    contact_function: str = Field(default="BJ", min_length=2, max_length=2, description="PER01 of the head")
    plan_entity: str = Field(default="PR", min_length=2, max_length=3, description="NM101 of loop 2100AA")
    plan_id_qualifier: str = Field(default="ZZ", min_length=1, max_length=2, description="NM108 of loop 2100AA")
    plan_id: str = Field(description="NM109 of loop 2100AA")
    receiver_entity: str = Field(default="40", min_length=2, max_length=3, description="NM101 of loop 2100BA")
    receiver_name: Text = Field(description="NM103 of loop 2100BA")
    receiver_id_qualifier: str = Field(default="ZZ", min_length=1, max_length=2, description="NM108 of loop 2100BA")
    receiver_number: str = Field(description="NM109 of loop 2100BA")
    taxonomy_qualifier: str = Field(default="68", min_length=1, max_length=3, description="LQ01 of a taxonomy")
    group_tax_qualifier: str = Field(
        default="EI", min_length=2, max_length=3, description="REF01 of a group's tax number"
    )
    site_id_qualifier: str = Field(default="LU", min_length=2, max_length=3, description="REF01 of a site's id")
    licence_qualifier: str = Field(default="0B", min_length=2, max_length=3, description="REF01 of a licence")
    affiliation_entity: str = Field(default="80", min_length=2, max_length=3, description="NM101 of a hospital")
    affiliation_status: str = Field(
        default="", max_length=3, description="HAD01 of a hospital; without it there is no HAD"
    )
    affiliation_list: str = Field(default="", max_length=3, description="HAD05: what HAD06, the hospital's NPI, is")
    markers: list[Marker] = Field(default=[], description="How ECM and each community support are flagged")

    @field_validator("file_name", mode="after")
    @classmethod
    def _file_name(cls, value: str) -> str:
        if "/" in value or "\\" in value:
            raise ValueError("a file name holds no folder")
        return value

    @model_validator(mode="after")
    def _told_apart(self) -> ProviderSection:
        services: set[tuple[str, str]] = set()
        written: set[tuple[str, str, str]] = set()
        for each in self.markers:
            text = (each.level, each.segment, "*".join(each.values(each.code)))
            if (each.level, each.service) in services or text in written:
                raise ValueError(f"markers: {each.service!r} or {each.code!r} stands twice on a {each.level}")
            services.add((each.level, each.service))
            written.add(text)
        return self
