"""Lists of sanctions as XML, as OFAC, the United Kingdom and the European Union publish them; all is invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake import sniff, xml_records
from crossbearing.model.exhibits import ExhibitKind
from intake.track_bytes import balanced, read, whole

SDN = b"""<?xml version="1.0" standalone="yes"?>
<sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>03/05/2024</Publish_Date><Record_Count>4</Record_Count></publshInformation>
  <sdnEntry><uid>1</uid><lastName>SEA DAWN</lastName><sdnType>Vessel</sdnType>
    <programList><program>IRAN</program><program>SDGT</program></programList>
    <idList><id><uid>2</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 9074729</idNumber></id>
      <id><uid>3</uid><idType>MMSI</idType><idNumber>273123456</idNumber></id>
      <id><uid>4</uid><idType>Former Vessel Flag</idType><idNumber>Malta</idNumber></id></idList>
    <vesselInfo><callSign>UBCD7</callSign><vesselFlag>Russia</vesselFlag></vesselInfo></sdnEntry>
  <sdnEntry><uid>5</uid><firstName>Some</firstName><lastName>SOMEBODY</lastName><sdnType>Individual</sdnType>
    <dateOfBirthList><dateOfBirthItem><dateOfBirth>1960</dateOfBirth></dateOfBirthItem></dateOfBirthList></sdnEntry>
  <sdnEntry><uid>6</uid><lastName>A COMPANY &amp; SONS</lastName><sdnType>Entity</sdnType></sdnEntry>
  <sdnEntry><uid>7</uid><lastName>EP-PUS</lastName><sdnType>Aircraft</sdnType>
    <programList><program>IRAN</program></programList>
    <idList><id><idType>Aircraft Tail Number</idType><idNumber>EP-PUS</idNumber></id>
      <id><idType>Aircraft Mode S Transponder Code</idType><idNumber>7380c2</idNumber></id></idList></sdnEntry>
</sdnList>"""
ADVANCED = b"""<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML" Version="1">
<DateOfIssue CalendarTypeID="1"><Year>2024</Year><Month>3</Month><Day>5</Day></DateOfIssue>
<ReferenceValueSets>
  <FeatureTypeValues><FeatureType ID="3">VESSEL FLAG</FeatureType></FeatureTypeValues>
  <IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType>
    <IDRegDocType ID="1626">Vessel Registration Identification</IDRegDocType>
    <IDRegDocType ID="91264">MMSI</IDRegDocType></IDRegDocTypeValues>
  <PartySubTypeValues><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>
    <PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
</ReferenceValueSets>
<IDRegDocuments>
  <IDRegDocument ID="2" IDRegDocTypeID="1571" IdentityID="6">
    <IDRegistrationNo>040070827</IDRegistrationNo></IDRegDocument>
  <IDRegDocument ID="9" IDRegDocTypeID="1626" IdentityID="7">
    <IDRegistrationNo>IMO 9074729</IDRegistrationNo></IDRegDocument>
  <IDRegDocument ID="10" IDRegDocTypeID="91264" IdentityID="7">
    <IDRegistrationNo>273123456</IDRegistrationNo></IDRegDocument>
</IDRegDocuments>
<DistinctParties>
  <DistinctParty FixedRef="1"><Profile ID="1" PartySubTypeID="4"><Identity ID="6" Primary="true"><Alias Primary="true">
    <DocumentedName><DocumentedNamePart><NamePartValue>SOMEBODY</NamePartValue></DocumentedNamePart></DocumentedName>
  </Alias></Identity></Profile></DistinctParty>
  <DistinctParty FixedRef="2"><Profile ID="2" PartySubTypeID="1"><Identity ID="7" Primary="true">
    <Alias Primary="false"><DocumentedName><DocumentedNamePart><NamePartValue>ALFA</NamePartValue></DocumentedNamePart>
    </DocumentedName></Alias>
    <Alias Primary="true"><DocumentedName><DocumentedNamePart>
      <NamePartValue>SEA DAWN</NamePartValue></DocumentedNamePart>
    </DocumentedName></Alias></Identity>
    <Feature FeatureTypeID="3"><FeatureVersion>
      <VersionDetail DetailTypeID="1432">Russia</VersionDetail></FeatureVersion>
    </Feature></Profile></DistinctParty>
</DistinctParties>
<SanctionsEntries>
  <SanctionsEntry ID="2" ProfileID="2" ListID="1550">
    <EntryEvent><Date><Year>2024</Year><Month>2</Month><Day>23</Day></Date></EntryEvent>
    <SanctionsMeasure><Comment>RUSSIA-EO14024</Comment></SanctionsMeasure></SanctionsEntry>
</SanctionsEntries>
</Sanctions>"""
UK = b"""\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?>
<Designations><DateGenerated>05/03/2024</DateGenerated>
  <Designation><DateDesignated>05/02/2024</DateDesignated><UniqueID>RUS9</UniqueID>
    <Names><Name><Name6>ALFA</Name6><NameType>Alias</NameType></Name>
      <Name><Name6>SEA DAWN</Name6><NameType>Primary Name</NameType></Name></Names>
    <RegimeName>The Russia Regulations 2019</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip>
    <ShipDetails><Ship><IMONumbers><IMONumber>9074729</IMONumber></IMONumbers>
      <CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Gabon</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips>
    </Ship></ShipDetails></Designation>
  <Designation><UniqueID>RUS8</UniqueID><Names><Name><Name6>SOMEBODY</Name6></Name></Names>
    <IndividualEntityShip>Individual</IndividualEntityShip></Designation>
</Designations>"""
OFSI = b"""<?xml version="1.0"?>
<ArrayOfFinancialSanctionsTarget xmlns="http://schemas.hmtreasury.gov.uk/ofsi/consolidatedlist">
  <FinancialSanctionsTarget><Name6>SEA DAWN</Name6><GroupTypeDescription>Ship</GroupTypeDescription>
    <RegimeName>Russia</RegimeName><DateDesignated>2024-02-05T00:00:00</DateDesignated>
    <OtherInformation>IMO number: 9074729. Listed under provisions.</OtherInformation></FinancialSanctionsTarget>
  <FinancialSanctionsTarget><Name6>SOMEBODY</Name6><GroupTypeDescription>Individual</GroupTypeDescription>
  </FinancialSanctionsTarget>
</ArrayOfFinancialSanctionsTarget>"""
EU = b"""<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2024-03-05T16:00:00Z" globalFileId="1">
  <sanctionEntity designationDate="" euReferenceNumber="EU.1" logicalId="1">
    <regulation programme="RUS" publicationDate="2024-02-06" entryIntoForceDate="2024-02-05" logicalId="3"/>
    <subjectType code="enterprise" classificationCode="E"/><nameAlias wholeName="SEA DAWN" logicalId="5"/>
    <identification identificationTypeCode="imo" number="9074729" logicalId="7"/></sanctionEntity>
  <sanctionEntity logicalId="2"><subjectType code="person" classificationCode="P"/><nameAlias wholeName="SOMEBODY"/>
    <birthdate birthdate="1960-01-01"/></sanctionEntity>
  <sanctionEntity logicalId="3"><subjectType code="enterprise"/><nameAlias wholeName="A COMPANY"/>
    <identification identificationTypeCode="imo" number="5123456"/></sanctionEntity>
</export>"""
LISTS = {"sdn.xml": SDN, "sdn_advanced.xml": ADVANCED, "uk.xml": UK, "ofsi.xml": OFSI, "eu.xml": EU}


def dawn(batches):
    return next(line for line in whole(batches)["register"] if line["shipname"] == "SEA DAWN")


@pytest.mark.parametrize("name", LISTS)
def test_each_list_is_known_and_names_the_ship_by_her_imo_number(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(LISTS[name])
    assert sniff(path) is ExhibitKind.REGISTER

    batches = read(tmp_path, LISTS[name], name)
    assert balanced(batches)
    assert dawn(batches)["imo"] == "9074729"


@pytest.mark.parametrize("name", LISTS)
def test_no_person_and_no_company_is_told_of_but_each_is_counted(tmp_path, name):
    out = whole(read(tmp_path, LISTS[name], name))

    assert "SOMEBODY" not in str(out)
    assert "COMPANY" not in str(out)
    assert {line["reason"] for line in out["rejects"]} == {"about no craft, but a person or a company"}


def test_the_list_bears_its_own_date_and_each_listing_its_day(tmp_path):
    lines = {name: dawn(read(tmp_path, data, name)) for name, data in LISTS.items()}

    assert {name: line["source"] for name, line in lines.items()} == {
        "sdn.xml": "OFAC IRAN, SDGT of 2024-03-05",
        "sdn_advanced.xml": "OFAC RUSSIA-EO14024 of 2024-03-05",
        "uk.xml": "UK, The Russia Regulations 2019 of 2024-03-05",
        "ofsi.xml": "UK, Russia",
        "eu.xml": "EU RUS of 2024-03-05",
    }
    assert {name: line["valid_from"] for name, line in lines.items()} == {
        "sdn.xml": None,  # OFAC's plain list does not tell it
        "sdn_advanced.xml": date(2024, 2, 23),
        **dict.fromkeys(("uk.xml", "ofsi.xml", "eu.xml"), date(2024, 2, 5)),
    }


def test_numbers_and_flags_are_those_of_the_list(tmp_path):
    lines = {name: dawn(read(tmp_path, data, name)) for name, data in LISTS.items()}

    assert [lines[name]["craft"] for name in ("sdn.xml", "sdn_advanced.xml")] == ["mmsi:273123456"] * 2
    assert [lines[name]["flag"] for name in ("sdn.xml", "sdn_advanced.xml", "uk.xml")] == ["Russia", "Russia", "Gabon"]


def test_an_aircraft_is_listed_by_her_address_and_registration(tmp_path):
    told = whole(read(tmp_path, SDN, "sdn.xml"))["register"]

    [plane] = [line for line in told if line["registration"] == "EP-PUS"]
    assert plane["craft"] == "icao24:7380c2"


BOMB = b"""<?xml version="1.0"?><!DOCTYPE sdnList [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<sdnList><sdnEntry><lastName>&b;</lastName><sdnType>Vessel</sdnType></sdnEntry></sdnList>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE sdnList [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<sdnList><sdnEntry><lastName>&x;</lastName><sdnType>Vessel</sdnType></sdnEntry></sdnList>"""


@pytest.mark.parametrize("data", [BOMB, OUTSIDE])
def test_a_list_that_declares_entities_is_refused(tmp_path, data):
    out = whole(read(tmp_path, data, "sdn.xml"))

    assert not out["register"]
    assert "declares a document type" in out["rejects"][0]["reason"]


def _sdn(inside: bytes) -> bytes:
    return SDN.replace(b"</sdnList>", inside + b"</sdnList>")


@pytest.mark.parametrize(
    ("limit", "data"),
    [
        ("depth", _sdn(b"<a>" * (xml_records.DEEPEST + 1))),
        ("text", _sdn(b"<sdnEntry><lastName>" + b"x" * (2 * xml_records.LONGEST_TEXT))),
        ("elements", _sdn(b"<sdnEntry>" + b"<a/>" * (xml_records.MOST_ELEMENTS + 1))),
        ("token", _sdn(b"<!--" + b"x" * (3 * xml_records.LONGEST_TOKEN))),
    ],
)
def test_a_list_over_a_limit_gives_what_stood_before_it_and_a_reject(tmp_path, limit, data):
    out = whole(read(tmp_path, data, "sdn.xml"))

    assert "SEA DAWN" in {line["shipname"] for line in out["register"]}
    assert f"limit {limit}" in out["rejects"][-1]["reason"]


@pytest.mark.parametrize("name", LISTS)
@given(data=st.data())
def test_a_list_cut_anywhere_or_with_a_byte_changed_balances(tmp_path_factory, name, data):
    whole_list = LISTS[name]
    begun = whole_list.find(
        b">", max(whole_list.find(b"<ReferenceValueSets"), whole_list.find(b"<sanctionEntity"), 200)
    )
    at = data.draw(st.integers(begun + 1, len(whole_list) - 1))
    byte = data.draw(st.one_of(st.none(), st.binary(min_size=1, max_size=1)))
    damaged = whole_list[:at] if byte is None else whole_list[:at] + byte + whole_list[at + 1 :]

    assert balanced(read(tmp_path_factory.mktemp("x"), damaged, name))
