"""A receiver: one TOML file under `payers/` with every value that differs from one receiver to the next."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from mappings.errors import ConfigError
from mappings.layout_file import explain
from mappings.own import toml_files
from mappings.provider_section import ProviderSection
from mappings.tables import HERE, read_toml

PAYERS = HERE / "payers"
PLACEHOLDERS = (
    "submitter_id",
    "submitter_name",
    "plan_code",
    "plan_name",
    "plan_payer_id",
    "date",
    "month",
    "number",
    "stem",
)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Interchange(_Part):
    """ISA and GS values; templates may name the placeholders of PLACEHOLDERS."""

    sender_qualifier: str = "ZZ"
    sender_id: str
    receiver_qualifier: str = "ZZ"
    receiver_id: str
    acknowledgment_requested: bool = True
    group_sender: str
    group_receiver: str


class Transaction(_Part):
    """BHT06, the names of loops 1000A/B, and how many claims one ST may hold."""

    type: Literal["RP", "CH"]
    max_claims: int = Field(default=5000, ge=1, le=5000)
    submitter_name: str
    submitter_id: str
    receiver_name: str
    receiver_id: str


class Subscriber(_Part):
    """SBR01 and SBR09 of loop 2000B, and the payer of loop 2010BB."""

    responsibility: Literal["P", "S", "T"]
    filing_indicator: str
    member_id: Literal["", "cin"] = Field(default="", description="The form that member ids have; cin: Medi-Cal's")
    payer_name: str
    payer_id: str


class PriorPayer(_Part):
    """The plan as the payer that has adjudicated (loops 2320, 2330A/B, 2430): OI03 and OI06, and the group and
    reason (CAS) of what it did not pay."""

    responsibility: Literal["P", "S"] = "P"
    filing_indicator: str
    name: str
    id: str
    benefits_assigned: Literal["N", "W", "Y"] = "Y"
    release_of_information: Literal["I", "Y"] = "Y"
    adjustment_group: Literal["CO", "CR", "OA", "PI", "PR"] = "CO"
    adjustment_reason: str = Field(default="45", pattern=r"^[A-Z]?\d{1,3}$")
    capitated_reason: str = Field(default="24", pattern=r"^[A-Z]?\d{1,3}$")


class Claim(_Part):
    """CLM01, CLM06 to CLM09 and CN101."""

    id_prefix: str = ""
    id_length: int = Field(default=20, ge=8, le=38)
    signature_on_file: Literal["N", "Y"] = "Y"
    assignment: Literal["A", "B", "C"] = "A"
    benefits_assigned: Literal["N", "W", "Y"] = "Y"
    release_of_information: Literal["I", "Y"] = "Y"
    contract_information: bool = True
    contract_type: str = Field(default="02", pattern=r"^0[1-69]$")
    contract_type_capitated: str = Field(default="05", pattern=r"^0[1-69]$")
    contract_type_denied: str = Field(default="09", pattern=r"^0[1-69]$")


class Payer(_Part):
    """One receiver. Without `prior_payer` the file is a claim to a plan and shows no other payer."""

    name: str
    title: str
    file_name: str = "{stem}.837"
    interchange: Interchange
    transaction: Transaction
    subscriber: Subscriber
    prior_payer: PriorPayer | None = None
    claim: Claim = Claim()
    provider_file: ProviderSection | None = Field(default=None, description="The 274; without it none is written")
    severity: dict[str, Literal["error", "warning", "info"]] = {}

    @field_validator("interchange", "transaction", "subscriber", "prior_payer", "claim", "provider_file", mode="after")
    @classmethod
    def _placeholders(cls, part: BaseModel | None) -> BaseModel | None:
        for value in part.model_dump().values() if part else ():
            if isinstance(value, str):
                check_template(value)
        return part

    @field_validator("file_name", mode="after")
    @classmethod
    def _file_name(cls, value: str) -> str:
        check_template(value)
        if "/" in value or "\\" in value:
            raise ValueError("a file name holds no folder")
        return value


def check_template(text: str) -> None:
    """Raises ValueError where a template names a placeholder that nothing fills."""
    try:
        text.format(**dict.fromkeys(PLACEHOLDERS, ""))
    except (KeyError, IndexError, ValueError) as problem:
        raise ValueError(f"{text!r} names an unknown placeholder; known: {', '.join(PLACEHOLDERS)}") from problem


def read_payer(path: Path) -> Payer:
    """One payer file; raises ConfigError naming the key that is wrong."""
    try:
        return Payer.model_validate(read_toml(path))
    except ValidationError as problem:
        raise ConfigError(path, explain(problem)) from problem


@cache
def load_payer(name: str) -> Payer:
    """A shipped payer or one of a plan's own by name, or one read from a path that ends in .toml."""
    if name.endswith(".toml"):
        return read_payer(Path(name))
    known = toml_files(PAYERS)
    if name not in known:
        raise ConfigError(f"{name}.toml", f"no payer is called {name!r}; known: {', '.join(sorted(known))}")
    payer = read_payer(known[name])
    if payer.name != name:
        raise ConfigError(known[name], f"is named {payer.name!r}: call it as the file")
    return payer
