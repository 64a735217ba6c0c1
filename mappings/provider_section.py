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
    level: MarkerLevel = "site"
    element: MarkerElement = "N202"
    code: Text = Field(min_length=1)
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

    file_name: str = "{submitter_id}_{plan_code}_274_{date}_{number}.dat"
    authorization_qualifier: Literal["00", "03"] = "03"
    authorization: str = Field(default="{month}", max_length=10, description="ISA02; month: CCYYMM of the report")
    sender_qualifier: str = Field(default="ZZ", min_length=2, max_length=2)
    sender_id: str
    receiver_qualifier: str = Field(default="ZZ", min_length=2, max_length=2)
    receiver_id: str
    version: Literal["00405", "00501"] = Field(default="00405", description="ISA12")
    acknowledgment_requested: bool = False
    group_sender: str
    group_receiver: str
    purpose: str = Field(default="27", min_length=2, max_length=2, description="BHT02")
    contact_function: str = Field(default="BJ", min_length=2, max_length=2, description="PER01 of the head")
    plan_entity: str = Field(default="PR", min_length=2, max_length=3, description="NM101 of loop 2100AA")
    plan_id_qualifier: str = Field(default="ZZ", min_length=1, max_length=2)
    plan_id: str
    receiver_entity: str = Field(default="40", min_length=2, max_length=3, description="NM101 of loop 2100BA")
    receiver_name: Text
    receiver_id_qualifier: str = Field(default="ZZ", min_length=1, max_length=2)
    receiver_number: str
    taxonomy_qualifier: str = Field(default="68", min_length=1, max_length=3, description="LQ01 of a taxonomy")
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
