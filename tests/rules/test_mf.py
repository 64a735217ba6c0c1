"""MF: the member-level files, by footnote of Tables 1-9."""

from __future__ import annotations

import pytest

from mappings.member_fields import load_footnotes
from tests.rules.member_case import MemberCase, bad, good

HOMELESS = {
    "homelessness_indicator": "1", "residential_address": "HOMELESS", "residential_city": "HOMELESS",
    "residential_zip": "99999", "mailing_address": "HOMELESS", "mailing_city": "HOMELESS", "mailing_zip": "99999",
}  # fmt: skip
TABLES_2_AND_3 = (
    "er_admissions_6m_count", "er_last_admission_date", "er_facility_name", "inpatient_days_6m_count",
    "inpatient_last_admission_date", "inpatient_facility_name", "pharmacy_list_90d", "prescribing_provider",
    "other_conditions", "sdoh_indicators", "pcp_name", "pcp_npi", "pcp_phone", "pcp_last_visit_date",
    "condition_asthma", "condition_bipolar_disorder", "condition_chronic_congestive_heart_failure",
    "condition_chronic_kidney_disease", "condition_chronic_liver_disease", "condition_coronary_artery_disease",
    "condition_copd", "condition_dementia", "condition_diabetes", "condition_hypertension",
    "condition_major_depression_disorder", "condition_psychotic_disorders", "condition_smi_sud_sed",
    "condition_traumatic_brain_injury",
)  # fmt: skip
ENDED = {"ecm_benefit_end_date": "02/16/2024", "discontinuation_reason_code": "1"}
AGAIN = {"ecm_benefit_start_date": "03/04/2024"}
TEXT = {"outreach_attempt_method": "Telephonic/electronic"}


def cin(number: int) -> dict[str, str]:
    """Another member."""
    return {"member_cin": f"9{number:07}A"}


CASES: list[MemberCase] = [
    # footnotes 12, 20, 23, 25, 26, 28, 49, 56, 63, 71, 72, 76: codes
    bad("MF001", "error", "mif", "homelessness_indicator", homelessness_indicator="0"),
    bad("MF001", "error", "mif", "pof_child_ccs", pof_child_ccs="N"),
    bad("MF001", "error", "mif", "transitioned_from_wpc", transitioned_from_wpc="Yes"),
    bad("MF001", "error", "mif", "condition_asthma", condition_asthma="N"),
    bad("MF001", "error", "mif", "member_gender", member_gender="nonbinary"),
    bad("MF001", "error", "mif", "ecm_member_record_status", ecm_member_record_status="Active"),
    bad("MF001", "error", "rtf", "homelessness_indicator", homelessness_indicator="0"),
    bad("MF001", "error", "rtf", "engagement_status", engagement_status="7"),
    bad("MF001", "error", "rtf", "engagement_status", engagement_status="2, 3"),
    bad("MF001", "error", "rtf", "discontinuation_reason_code", **{**ENDED, "discontinuation_reason_code": "6"}),
    bad("MF001", "error", "outreach_tracker", "outreach_provider_type", outreach_provider_type="3"),
    bad("MF001", "error", "outreach_tracker", "outreach_attempt_method", outreach_attempt_method="mailing"),
    bad("MF001", "error", "referral", "potential_pof_child_ccs", potential_pof_child_ccs="maybe"),
    good("MF001", "mif", homelessness_indicator=""),
    good("MF001", "outreach_tracker", outreach_attempt_method="secure email"),
    good("MF001", "rtf", engagement_status="Enrolled"),
    # 21
    bad("MF002", "warning", "mif", "race_ethnicity", race_ethnicity="Hispanic"),
    good("MF002", "mif", race_ethnicity="H"),
    good("MF002", "mif", race_ethnicity=""),
    # 19, 34, 38, 40, 54, 59, 69, 75: telephone numbers; 60: extension
    bad("MF003", "warning", "mif", "member_phone", member_phone="(510) 555-0142"),
    bad("MF003", "warning", "rtf", "ecm_provider_phone", ecm_provider_phone="510-555-0171"),
    good("MF003", "mif"),
    bad("MF004", "error", "mif", "member_phone", member_phone="555-0142"),
    bad("MF004", "error", "mif", "pcp_phone", pcp_phone="0000000000"),
    bad("MF004", "error", "mif", "mcp_provider_services_phone", mcp_provider_services_phone="91655501001"),
    bad("MF004", "error", "mif", "mcp_ecm_contact_phone", mcp_ecm_contact_phone="call us"),
    bad("MF004", "error", "rtf", "member_phone", member_phone="510555"),
    bad("MF004", "error", "rtf", "lead_care_manager_phone", lead_care_manager_phone="5550171"),
    bad("MF004", "error", "referral", "member_phone", member_phone="5550142"),
    good("MF004", "mif", member_phone="0000000000"),
    bad("MF005", "warning", "rtf", "ecm_provider_phone", ecm_provider_phone="5550171"),
    good("MF005", "rtf"),
    bad("MF006", "error", "rtf", "lead_care_manager_phone_ext", lead_care_manager_phone_ext="1234567"),
    good("MF006", "rtf", lead_care_manager_phone_ext="120433"),
    # 36, 67: the period
    bad("MF007", "warning", "mif", "mif_reporting_period", mif_reporting_period="01/01/2024 - 03/31/2024"),
    good("MF007", "mif"),
    bad("MF008", "error", "mif", "mif_reporting_period", mif_reporting_period="2024 Q1"),
    bad("MF008", "error", "rtf", "rtf_reporting_period", rtf_reporting_period="03/31/2024.01/01/2024"),
    good("MF008", "rtf"),
    # 32, 66: counts
    bad("MF009", "error", "mif", "er_admissions_6m_count", er_admissions_6m_count="2.5"),
    bad("MF009", "error", "rtf", "ecm_encounters_in_person", ecm_encounters_in_person="-1"),
    good("MF009", "rtf", ecm_encounters_in_person="4", ecm_encounters_telephonic_video="0"),
    # 65, 77: long texts
    bad("MF010", "error", "rtf", "discontinuation_reason_text", discontinuation_reason_text="x" * 251),
    bad("MF010", "error", "referral", "potential_pof_explanation", potential_pof_explanation="x" * 251),
    good("MF010", "referral", potential_pof_explanation="x" * 250),
    # what is required
    *[bad("MF020", "error", "mif", name, **{name: ""}) for name in (
        "member_cin", "member_first_name", "member_last_name", "ecm_authorization_date", "pof_child_welfare",
        "transitioned_from_hhp", "condition_dementia", "mif_production_date", "mif_reporting_period",
        "primary_payer_id", "mcp_provider_services_phone", "ecm_member_record_status",
    )],
    *[bad("MF020", "error", "rtf", name, **{name: ""}) for name in (
        "engagement_status", "rtf_production_date", "rtf_reporting_period", "ecm_provider_name", "ecm_provider_npi",
        "ecm_provider_phone",
    )],
    *[bad("MF020", "error", "outreach_tracker", name, **{name: ""}) for name in (
        "member_cin", "outreach_provider_type", "outreach_attempt_date", "outreach_attempt_method",
    )],
    bad("MF020", "error", "referral", "member_phone", member_phone="", settings={"referral_agreed": True}),
    bad("MF020", "error", "referral", "potential_pof_explanation", potential_pof_explanation="",
        settings={"referral_agreed": True}),
    good("MF020", "referral", member_phone="", potential_pof_explanation="", member_first_name=""),
    good("MF020", "mif", ecm_member_record_status="Termed", condition_dementia="", pcp_name=""),
    good("MF020", "mif", without=TABLES_2_AND_3),
    good("MF020", "mif", member_mrn="", member_email="", preferred_language_spoken="", race_ethnicity=""),
    good("MF020", "rtf", ecm_benefit_end_date=""),
    bad("MF021", "warning", "mif", "member_dob", member_dob=""),
    bad("MF021", "warning", "mif", "pcp_npi", pcp_npi=""),
    bad("MF021", "warning", "mif", "medi_cal_renewal_date", medi_cal_renewal_date=""),
    bad("MF021", "warning", "mif", "member_phone", member_phone=""),
    good("MF021", "mif", member_phone="0000000000", medi_cal_renewal_date="00/00/0000"),
    good("MF021", "mif", other_conditions="", sdoh_indicators="", race_ethnicity=""),
    good("MF021", "mif", pcp_last_visit_date="00/00/0000"),
    good("MF021", "mif", **{**HOMELESS, "mailing_address": "", "mailing_city": "", "mailing_zip": ""}),
    # 46, 58, 59: the lead care manager
    bad("MF022", "warning", "rtf", "lead_care_manager_name", lead_care_manager_name=""),
    bad("MF022", "warning", "rtf", "lead_care_manager_phone", lead_care_manager_phone=""),
    good("MF022", "rtf", engagement_status="2", ecm_benefit_start_date="", lead_care_manager_name=""),
    good("MF022", "rtf", {}, {**cin(2)}),  # one liaison for many members
    # 74: a referral without anybody
    bad("MF023", "warning", "referral", "member_cin", member_cin="", member_dob=""),
    good("MF023", "referral", member_cin=""),
    # Tables 5 to 7 name nobody
    bad("MF024", "error", "rtf", "member_cin", {}, {"member_cin": ""}),
    bad("MF024", "error", "rtf", "member_mrn", {"member_mrn": "A-1"}, {"member_mrn": ""},
        settings={"return_key": "member_mrn"}),
    good("MF024", "rtf", member_cin="", member_mrn="A-1", settings={"return_key": "member_mrn"}),
    good("MF024", "rtf", member_cin="", member_last_name="Ruiz", member_first_name="Ana", member_dob="05/14/1985",
         settings={"return_key": "name_and_birth"}),
    bad("MF067", "error", "rtf", "", found_in=(1,), without=("member_cin",)),
    good("MF067", "rtf", member_mrn="A-1", without=("member_cin",), settings={"return_key": "member_mrn"}),
    # 13-18, 50: HOMELESS and 99999
    bad("MF025", "error", "mif", "residential_address", residential_address="HOMELESS"),
    bad("MF025", "error", "mif", "residential_city", residential_city="Homeless"),
    bad("MF025", "error", "mif", "residential_zip", residential_zip="99999"),
    bad("MF025", "error", "mif", "mailing_address", mailing_address="HOMELESS"),
    bad("MF025", "error", "mif", "mailing_zip", mailing_zip="99999"),
    bad("MF025", "error", "rtf", "residential_address", residential_address="HOMELESS", also=("MF027",)),
    good("MF025", "mif", **HOMELESS),
    good("MF025", "rtf", homelessness_indicator="1", residential_address="HOMELESS"),
    # 12
    bad("MF026", "warning", "mif", "residential_address", homelessness_indicator="1"),
    good("MF026", "mif", **HOMELESS),
    # 48, 51-53: new address, new number
    bad("MF027", "warning", "rtf", "residential_address", new_address_indicator="1"),
    bad("MF027", "warning", "rtf", "residential_address", residential_address="9 Elm", residential_city="Oakland"),
    good("MF027", "rtf", new_address_indicator="1", homelessness_indicator="1"),
    good("MF027", "rtf", new_address_indicator="1", residential_address="9 Elm Street", residential_city="Oakland",
         residential_zip="94601"),
    bad("MF028", "warning", "rtf", "member_phone", new_phone_indicator="1"),
    good("MF028", "rtf", new_phone_indicator="1", member_phone="5105550188"),
    bad("MF070", "info", "rtf", "member_phone", new_phone_indicator="1", member_phone="5105550188"),
    good("MF070", "rtf", member_phone="5105550188"),
    # dates
    bad("MF029", "error", "mif", "member_dob", member_dob="05/14/2062", also=("MF033",)),
    bad("MF029", "error", "referral", "member_dob", member_dob="05/14/1901"),
    good("MF029", "mif", member_dob="05/14/1931"),
    bad("MF030", "error", "mif", "ecm_authorization_date", ecm_authorization_date="01/17/2024"),
    bad("MF030", "error", "mif", "ecm_authorization_date", ecm_authorization_date="04/02/2024",
        ecm_provider_assignment_date="04/03/2024"),
    good("MF030", "mif", ecm_authorization_date="01/16/2024"),
    # 24: ten business days
    bad("MF031", "warning", "mif", "ecm_provider_assignment_date", ecm_provider_assignment_date="01/23/2024"),
    bad("MF031", "warning", "mif", "ecm_provider_assignment_date", ecm_provider_assignment_date="", also=("MF021",)),
    good("MF031", "mif", ecm_provider_assignment_date="01/22/2024"),
    good("MF031", "mif", ecm_provider_assignment_date="01/23/2024", settings={"holidays": ["2024-01-15"]}),
    good("MF031", "mif", ecm_provider_assignment_date="01/30/2024", settings={"assignment_business_days": 20}),
    # 23: populations
    bad("MF032", "warning", "mif", "pof_child_ccs", pof_adult_homeless="0", pof_child_ccs="1",
        member_dob="05/14/2012", mif_reporting_period="01/01/2023.03/31/2023"),
    good("MF032", "mif", pof_adult_homeless="0", pof_child_ccs="1", member_dob="05/14/2012"),
    good("MF032", "mif", pof_adult_homeless="0", pof_child_ccs="1", member_dob="05/14/2012",
         transitioned_from_hhp="1", mif_reporting_period="01/01/2023.03/31/2023"),
    bad("MF032", "warning", "mif", "pof_adult_homeless", mif_reporting_period="01/01/2022.03/31/2022",
        county="Yolo"),
    bad("MF033", "warning", "mif", "pof_adult_homeless", member_dob="05/14/2012"),
    bad("MF033", "warning", "mif", "pof_child_ccs", pof_child_ccs="1"),
    good("MF033", "mif", pof_adult_homeless="0", pof_child_welfare="1", member_dob="05/14/1999"),
    good("MF033", "mif", member_dob="05/14/2005", settings={"adult_age": 18}),
    bad("MF034", "warning", "mif", "pof_adult_homeless", pof_adult_homeless="0"),
    good("MF034", "mif", pof_adult_homeless="0", ecm_member_record_status="Termed"),
    bad("MF035", "info", "mif", "guardian_first_name", guardian_last_name="Ruiz", guardian_phone="5105550100"),
    good("MF035", "mif", guardian_last_name="Ruiz", guardian_first_name="Eva", guardian_phone="5105550100"),
    # 30, 31, 33: lists
    bad("MF036", "error", "mif", "other_conditions", other_conditions="diabetes"),
    bad("MF036", "error", "mif", "other_conditions", other_conditions="E11.9, Type 2 diabetes, 14022024; I10"),
    bad("MF036", "error", "mif", "other_conditions", other_conditions="E11.9, Type 2 diabetes, 32132024"),
    good("MF036", "mif", other_conditions="E11.9, Type 2 diabetes, 14022024; Z33.1 Pregnant state 01022024"),
    bad("MF037", "warning", "mif", "other_conditions", other_conditions="E11.9, Type 2 diabetes, 02142024"),
    good("MF037", "mif", other_conditions="E11.9, Type 2 diabetes, 14022024"),
    bad("MF038", "error", "mif", "sdoh_indicators", sdoh_indicators="Z59.02"),
    bad("MF038", "error", "mif", "sdoh_indicators", sdoh_indicators="I10 Hypertension"),
    good("MF038", "mif", sdoh_indicators="Z59.02 Unsheltered homelessness; Z60.2, Problems related to living alone"),
    bad("MF039", "error", "mif", "pharmacy_list_90d", pharmacy_list_90d="metformin"),
    bad("MF039", "error", "mif", "pharmacy_list_90d", pharmacy_list_90d="00093721410,02/14/2024"),
    good("MF039", "mif", pharmacy_list_90d="00093721410,02/14/2024,Y; 0093-7214-10,03/01/2024,N"),
    bad("MF040", "warning", "mif", "pharmacy_list_90d", pharmacy_list_90d="00093721410,12/14/2023,N"),
    good("MF040", "mif", pharmacy_list_90d="00093721410,01/02/2024,N"),
    bad("MF041", "warning", "mif", "prescribing_provider", prescribing_provider=""),
    good("MF041", "mif", prescribing_provider="Dr. Okafor"),
    # 32: figures
    bad("MF042", "warning", "mif", "er_last_admission_date", er_admissions_6m_count="2",
        er_facility_name="Shore Hospital"),
    bad("MF042", "warning", "mif", "inpatient_facility_name", inpatient_days_6m_count="4",
        inpatient_last_admission_date="02/02/2024"),
    good("MF042", "mif", er_admissions_6m_count="2", er_last_admission_date="02/02/2024",
         er_facility_name="Shore Hospital"),
    bad("MF073", "info", "mif", "pof_adult_high_utilizer", er_admissions_6m_count="5",
        er_last_admission_date="02/02/2024", er_facility_name="Shore Hospital"),
    good("MF073", "mif", er_admissions_6m_count="4", er_last_admission_date="02/02/2024",
         er_facility_name="Shore Hospital"),
    # 22, 35: zeros
    bad("MF043", "error", "mif", "pcp_last_visit_date", pcp_last_visit_date="04/09/2024"),
    good("MF043", "mif", pcp_last_visit_date="00/00/0000"),
    bad("MF068", "info", "mif", "medi_cal_renewal_date", medi_cal_renewal_date="00/00/0000"),
    good("MF068", "mif"),
    # the file as a whole
    bad("MF044", "error", "mif", "mif_production_date", mif_production_date="12/30/2023",
        also=("MF030", "MF040", "MF043")),
    bad("MF044", "error", "rtf", "rtf_production_date", rtf_production_date="12/30/2023"),
    good("MF044", "rtf"),
    bad("MF047", "error", "mif", "primary_payer_id", {}, {**cin(2), "primary_payer_id": "301"}),
    bad("MF047", "error", "rtf", "rtf_reporting_period", {},
        {**cin(2), "rtf_reporting_period": "01/01/2024.01/31/2024"}),
    good("MF047", "rtf", {}, cin(2)),
    # 39, 40: the plan's contact
    bad("MF045", "warning", "mif", "mcp_ecm_contact_person", mcp_ecm_contact_person="Ana Ruiz"),
    good("MF045", "mif", mcp_ecm_contact_person="Ruiz, Ana, ECM lead"),
    bad("MF046", "info", "mif", "mcp_ecm_contact_phone", mcp_ecm_contact_phone="9165550100"),
    good("MF046", "mif", mcp_ecm_contact_phone="9165550101"),
    # 55-57: from when to when
    bad("MF050", "error", "rtf", "ecm_benefit_start_date", ecm_benefit_start_date=""),
    bad("MF050", "error", "rtf", "ecm_benefit_start_date", engagement_status="5", ecm_benefit_start_date="", **ENDED),
    good("MF050", "rtf", engagement_status="4", ecm_benefit_start_date=""),
    bad("MF051", "error", "rtf", "ecm_benefit_end_date", **{**ENDED, "ecm_benefit_end_date": "01/12/2024"}),
    good("MF051", "rtf", **ENDED),
    bad("MF052", "error", "rtf", "ecm_benefit_end_date", **{**ENDED, "ecm_benefit_end_date": "04/02/2024"}),
    good("MF052", "rtf", **ENDED),
    bad("MF053", "warning", "rtf", "ecm_benefit_end_date", ecm_benefit_start_date="03/01/2023",
        **{**ENDED, "ecm_benefit_end_date": "12/20/2023"}),
    good("MF053", "rtf", **ENDED),
    # 61-65: why
    bad("MF054", "error", "rtf", "discontinuation_reason_code", ecm_benefit_end_date="02/16/2024"),
    bad("MF054", "error", "rtf", "discontinuation_reason_code", discontinuation_recommendation_date="02162024"),
    good("MF054", "rtf", **ENDED, discontinuation_recommendation_date="02/10/2024"),
    bad("MF055", "warning", "rtf", "discontinuation_recommendation_date", discontinuation_reason_code="3"),
    good("MF055", "rtf", discontinuation_reason_code="3", discontinuation_recommendation_date="02102024"),
    bad("MF056", "info", "rtf", "discontinuation_reason_text", **{**ENDED, "discontinuation_reason_code": "5"}),
    good("MF056", "rtf", discontinuation_reason_text="moved", **{**ENDED, "discontinuation_reason_code": "5"}),
    bad("MF057", "warning", "rtf", "discontinuation_reason_code", discontinuation_reason_text="unsafe environment",
        **{**ENDED, "discontinuation_reason_code": "5"}),
    good("MF057", "rtf", discontinuation_reason_text="moved", **{**ENDED, "discontinuation_reason_code": "5"}),
    # 56, 57: one row a member, or one a time in ECM
    bad("MF059", "error", "rtf", "", {}, {}),
    bad("MF059", "error", "rtf", "", {}, AGAIN),
    bad("MF059", "error", "mif", "", {}, {}),
    good("MF059", "rtf", ENDED, AGAIN),
    good("MF059", "rtf", AGAIN, ENDED),
    good("MF059", "outreach_tracker", {}, {}),
    # 72: attempts
    bad("MF060", "error", "outreach_tracker", "outreach_attempt_date", outreach_attempt_date="04/16/2024"),
    good("MF060", "outreach_tracker", outreach_attempt_date="04/15/2024"),
    bad("MF061", "warning", "outreach_tracker", "outreach_attempt_date", *[{**TEXT, **cin(n)} for n in range(4)],
        found_in=(2,), settings={"mass_outreach": 3}),
    good("MF061", "outreach_tracker", *[{**TEXT, **cin(n)} for n in range(3)], settings={"mass_outreach": 3}),
    good("MF061", "outreach_tracker", *[cin(n) for n in range(4)], settings={"mass_outreach": 3}),
    bad("MF062", "info", "outreach_tracker", "", {}, {}),
    good("MF062", "outreach_tracker", {}, TEXT),
    # what the tables leave out
    bad("MF063", "info", "referral", "", found_in=(1,)),
    good("MF063", "referral", referral_date="03/01/2024", provider_npi="1245319599"),
    bad("MF064", "info", "outreach_tracker", "", found_in=(1,)),
    good("MF064", "outreach_tracker", outreach_successful="1", provider_npi="1245319599"),
    # columns
    bad("MF066", "warning", "outreach_tracker", "", found_in=(1,), without=("outreach_provider_type",),
        also=("MF020",)),
    good("MF066", "mif", without=TABLES_2_AND_3),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: MemberCase) -> None:
    case.check()


def test_every_footnote_has_a_bad_case() -> None:
    """Each footnote of Tables 1-9 names the findings that carry it out, and each of these is found in a case."""
    told = {case.code for case in CASES if case.severity} | {"CL003", "CL004", "CL006"}
    for note in load_footnotes().values():
        assert set(note.codes) <= told, note
