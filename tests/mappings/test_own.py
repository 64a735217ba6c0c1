"""A plan's own mappings: rows, payers, layouts and columns that lie beside its profile; found, checked, named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec
import pytest

import edi
from edi.app.settings import chosen_profile
from edi.validation import Options
from edi.validation.jobs import validate_all
from mappings import own
from mappings.errors import ConfigError
from mappings.layout_file import load_layouts
from mappings.member_fields import load_codes, load_member_fields
from mappings.own import own_mappings, use
from mappings.own_check import use_own
from mappings.payer_file import PAYERS, load_payer
from mappings.report_table import QUARTERLY, load_tabs, tabs_of
from mappings.service_table import load_services
from mappings.tables import rows_of_file
from tests.cli.running import PROFILE, run

HEAD = "# source: Golden Valley coding guide\n# as of: 2026-11-01\n"
SERVICES = (
    "program,service,service_name,hcpcs,modifiers,kind,modality,staff,unit,description,effective_from,effective_to,"
    "evidence_code,evidence_unit,note\n"
)
MEALS = (
    "CS,medically_tailored_meals,Medically Tailored Meals,S9977,U2,service,,,service,Community kitchen box,2026-01-01,"
    ",plan_practice,plan_practice,\n"
)
INVOICE = (
    "Billing Provider NPI,Billing Provider TIN,Billing Provider Name,Billing Provider Address,Billing Provider City,"
    "Billing Provider State,Billing Provider Zip,Member CIN,Member Last Name,Member First Name,Member Date of Birth,"
    "Member Residential Address,Member Residential City,Member Residential Zip,Service Start Date,Procedure Code,"
    "Procedure Code Modifier,Units,Unit Cost,Place of Service,Diagnosis Code,Primary Payer Identifier\n"
    "1234567893,94-2345678,SUNRISE HOMES,12 A ST,OAKLAND,CA,94612-1234,91234567A,RAMIREZ,ANA,05/14/1985,55 PINE ST,"
    "OAKLAND,94607,03/04/2026,S9977,U2,1,85.00,11,Z59.01,300\n"
)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder with a profile; afterwards no own mappings are used."""
    (tmp_path / "edi-translate.toml").write_text(PROFILE.read_text(encoding="utf-8"), encoding="utf-8")
    yield tmp_path
    use(None)


def put(place: Path, name: str, text: str) -> Path:
    """Writes one of the own mappings, with its head."""
    path = place / "mappings" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def profile(place: Path) -> Path:
    return place / "edi-translate.toml"


def test_a_code_of_ones_own_is_billed_and_named_in_everything_that_is_told(place: Path) -> None:
    (place / "may.csv").write_text(INVOICE, encoding="utf-8")
    without = run("may.csv", "-o", "out", cwd=place)
    assert without.code == 1
    put(place, "services/services.csv", SERVICES + MEALS)
    done = run("may.csv", "-o", "out", cwd=place)
    said = "services/services.csv (Golden Valley coding guide, 2026-11-01: 1 row)"
    assert (done.code, f"With own mapping {said}" in done.err) == (0, True), done.err
    (made,) = (place / "out").glob("*.837")
    assert "SV1*HC:S9977:U2*85*UN*1***1~" in made.read_text()
    told = json.loads((place / "out" / "may.summary.json").read_text())
    assert told["own_mappings"] == [
        {
            "file": "services/services.csv",
            "source": "Golden Valley coding guide",
            "as_of": "2026-11-01",
            "rows": 1,
            "replaced": 0,
        }
    ]
    assert said in (place / "out" / "may.report.html").read_text().replace("&#39;", "'")
    assert "S9977 U2" in run("codes", "S9977", cwd=place).out
    # The same file, held against the codes with and without them.
    with_own = edi.validate(made, profile=profile(place))
    assert "X6001" not in with_own.outcomes[0].findings.counts
    assert f"own mapping {said}" in run("validate", made, cwd=place).err
    assert json.loads(with_own.text("json"))[0]["checked"]["own_mappings"] == told["own_mappings"]
    alone = edi.validate(made)
    assert "X6001" in alone.outcomes[0].findings.counts
    assert json.loads(alone.text("json"))[0]["checked"]["own_mappings"] == []


def test_a_row_with_the_same_key_replaces_the_programs(place: Path) -> None:
    shipped = load_services().with_code("H0043")
    one = next(service for service in shipped if service.modifiers == {"U6"})
    row = (
        f"CS,{one.service},{one.name},H0043,U6,service,,,{one.unit},x,{one.effective_from},2026-06-30,plan_practice,,\n"
    )
    put(place, "services/services.csv", SERVICES + row)
    use_own(place / "mappings")
    (changed,) = load_services().matching("H0043", frozenset({"U6"}))
    assert (str(changed.effective_to), len(load_services().with_code("H0043"))) == ("2026-06-30", len(shipped))
    assert own_mappings()[0].said.endswith("1 row, 1 in place of the program's)")
    use_own(None)
    assert load_services().with_code("H0043") == shipped


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("services/services.csv", "program\n", "no line '# source"),
        ("services/services.csv", "# source: x\n# as of: May 2026\nprogram\n", "has no date"),
        ("services/prices.csv", HEAD, "is no mapping that a plan may have"),
        ("services/services.csv", HEAD + SERVICES + MEALS.replace("service,Comm", "box,Comm"), ":4: unknown unit"),
        ("services/services.csv", HEAD + SERVICES + MEALS + MEALS, ":5: the same hcpcs, modifiers, effective_from"),
        ("services/services.csv", HEAD + SERVICES + MEALS + MEALS.replace("2026-01", "2026-02"), ":5: S9977 U2 is in"),
        ("services/services.csv", HEAD + SERVICES + MEALS.replace("-01,,plan", "-01,2025-01-01,plan"), "ends before"),
        ("services/services.csv", HEAD + SERVICES + "a,b\n", ":4: 2 cells where the header has 15"),
        ("payers/coast.toml", HEAD + "name = 'coast'\n", "interchange: Field required"),
        ("layouts/coast.toml", HEAD + "name = 'coast'\n", "title: Field required"),
        ("members/mif/fields.csv", HEAD + "field\nmif.x\n", "its columns are to be"),
        (
            "members/rtf/fields.csv",
            HEAD + "field,position,title,part,presence,kind,limit,codes,unknown,footnotes,evidence\n"
            "rtf.row,1,Row,agreed,agreed,comment,,,,,plan_practice\n",
            "no field may be called 'row'",
        ),
        (
            "reports/qimr_tabs.csv",
            HEAD + "report,report_version,number,tab,sheet,short,title,row,valid_from,valid_to,evidence\n"
            "quarterly,2027,1,our_tab,Ours,OURS,Ours,a member,2027-01-01,,plan_practice\n",
            "no tab 'our_tab' can be made",
        ),
    ],
)  # fmt: skip
def test_a_faulty_file_stops_the_program_before_it_reads_anything(place: Path, name: str, text: str, said: str) -> None:
    path = put(place, name, "")
    path.write_text(text, encoding="utf-8")
    done = run("may.csv", cwd=place)
    assert (done.code, said in done.err, str(Path(name)) in done.err) == (2, True, True), done.err
    use(None)
    with pytest.raises(ConfigError, match=path.name):
        use_own(place / "mappings")
    assert own.used() is None


def test_payers_of_ones_own_are_known_by_name_and_replace(place: Path) -> None:
    text = (PAYERS / "dhcs.toml").read_text(encoding="utf-8")
    put(place, "payers/coast.toml", text.replace('name = "dhcs"', 'name = "coast"').replace("610442", "COAST01"))
    put(place, "payers/dhcs.toml", text + '\n[severity]\nX3001 = "warning"\n')
    chosen_profile(profile(place))
    assert (load_payer("coast").name, load_payer("dhcs").severity["X3001"]) == ("coast", "warning")
    assert [one.replaced for one in own_mappings("payers")] == [0, 1]
    found = edi.validate("samples/form.837", profile=profile(place), payer="coast")
    assert found.outcomes[0].checked.receivers == ("coast",)
    chosen_profile(None)
    with pytest.raises(ConfigError, match="no payer is called 'coast'"):
        load_payer("coast")


def test_layouts_of_ones_own_stand_beside_or_instead(place: Path) -> None:
    text = (PAYERS.parent / "layouts" / "wide.toml").read_text(encoding="utf-8")
    put(place, "layouts/wide.toml", text.replace('title = "', 'title = "Ours: '))
    put(place, "layouts/coast.toml", text.replace('name = "wide"', 'name = "coast"'))
    names = set(load_layouts())
    chosen_profile(profile(place))
    assert set(load_layouts()) == {*names, "coast"}
    assert load_layouts()["wide"].title.startswith("Ours: ")


def test_a_column_of_ones_own_is_read_and_written(place: Path) -> None:
    fields = "field,position,title,part,presence,kind,limit,codes,unknown,footnotes,evidence\n"
    put(
        place,
        "members/mif/fields.csv",
        fields
        + "mif.care_region,4,Care Region,agreed,agreed,comment,20,care_region,,,plan_practice\n"
        + "mif.risk_score,5,Risk Score,agreed,agreed,comment,20,,,,plan_practice\n",
    )
    put(
        place,
        "members/code_lists.csv",
        "list,code,means,stands_for,also,evidence\ncare_region,N,North,,,plan_practice\n",
    )
    chosen = chosen_profile(profile(place))
    assert list(load_member_fields()["mif"])[-2:] == ["care_region", "risk_score"]
    assert [code.means for code in load_codes()["care_region"]] == ["North"]
    from edi.member_files.models import MemberInformation
    from invoices.member_files.build import cells, information_workbook
    from invoices.workbook.reader import open_workbook
    from tests.members import base

    made = base.run(("mif.csv", base.sheet("mif", {"risk_score": "12"})))
    (row,) = made.inputs[0].tables[0].rows
    assert isinstance(row, MemberInformation)
    assert (row.own, row.value("risk_score"), row.value("member_cin")) == ({"risk_score": "12"}, "12", row.member_cin)
    settings = chosen.profile.member_files
    assert cells(row, list(load_member_fields()["mif"].values()), settings)["risk_score"] == "12"
    book = information_workbook([row], settings, base.NOW)
    (sheet,) = [s for s in open_workbook(Path("mif.xlsx"), book).sheets if s.name == "Member Information"]
    assert [cells[-1] for cells in sheet.rows()] == ["Risk Score", "12"]


def test_a_version_of_the_report_of_ones_own(place: Path) -> None:
    tab = next(tab for tab in tabs_of(QUARTERLY, "2024") if tab.name == "ecm_members")
    put(
        place,
        "reports/qimr_tabs.csv",
        "report,report_version,number,tab,sheet,short,title,row,valid_from,valid_to,evidence\n"
        "quarterly,coast,1,ecm_members,Our members,OURS,Our members,a member,2023-01-01,,plan_practice\n",
    )
    column = tab.columns[0]
    put(
        place,
        "reports/qimr_columns.csv",
        "report_version,tab,column,heading,field,kind,codes,sources,blank,collected,evidence\n"
        f"coast,ecm_members,A,Our plan,{column.field},text,,profile,missing,,plan_practice\n"
        f"2024,ecm_members,A,Our name,{column.field},{column.kind},{column.codes},profile,missing,,plan_practice\n",
    )
    done = run(
        "qimr", PROFILE.parent / "quarter" / "quarter.837", "--quarter", "2024Q1", "--report-version", "coast", "-o",
        "-", "--format", "json", cwd=place,
    )  # fmt: skip
    told = json.loads(done.out)
    assert [(one["sheet"], [c["heading"] for c in one["columns"]]) for one in told["tabs"]] == [
        ("Our members", ["Our plan"])
    ]
    chosen_profile(profile(place))
    assert next(t for t in load_tabs() if (t.version, t.name) == ("2024", "ecm_members")).columns[0].heading == (
        "Our name"
    )
    assert "is none of , 2022, 2024, coast" in run(
        "qimr", PROFILE.parent / "quarter" / "quarter.837", "--quarter", "2024Q1", "--report-version", "2031", cwd=place
    ).err  # fmt: skip


def _codes_in_another_process() -> int:
    return len(load_services().with_code("S9977"))


def test_other_processes_work_with_the_same_mappings(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(load_services().with_code("S9977"))
    put(place, "services/services.csv", SERVICES + MEALS)
    use_own(place / "mappings")
    import multiprocessing

    from edi.validation.jobs import _pool

    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    with _pool(1) as pool:
        assert isinstance(pool, ProcessPoolExecutor)
        assert pool.submit(_codes_in_another_process).result() == before + 1


def test_what_was_loaded_is_loaded_again_only_when_something_changed(place: Path) -> None:
    put(place, "services/services.csv", SERVICES + MEALS)
    use_own(place / "mappings")
    first = load_services()
    use_own(place / "mappings")
    assert load_services() is first
    put(place, "services/services.csv", SERVICES + MEALS.replace("U2", "U1"))
    use_own(place / "mappings")
    assert load_services() is not first
    found = validate_all([(Path("samples/form.837"), "form.837")], Options("20260331"), 1)
    assert found[0].checked.own[0].rows == 1


def test_keys_are_columns_of_their_tables() -> None:
    for name, columns in own.TABLES.items():
        path = own.HERE / name
        rows = list(rows_of_file(path)) if path.is_file() else []
        assert all(set(columns) <= set(row) for _, row in rows), name
        keys = [tuple(row[column] for column in columns) for _, row in rows]
        assert len(set(keys)) == len(keys), name


def test_a_struct_of_a_row_has_the_words_that_no_field_may_have() -> None:
    from edi.member_files.models import MemberRow
    from mappings.member_fields import RESERVED

    methods = {name for name in vars(MemberRow) if not name.startswith("_")}
    assert {field.name for field in msgspec.structs.fields(MemberRow)} | methods == set(RESERVED)


def test_a_folder_that_pyx12_reads_outlives_what_is_forgotten() -> None:
    """Forgetting what was loaded must not remove the guides beneath a check that goes on."""
    from edi.guide import pyx12_engine
    from mappings import own

    folder = Path(pyx12_engine._folder())
    own._forget()
    assert Path(pyx12_engine._folder()) == folder
    assert (folder / "dataele.xml").is_file()
