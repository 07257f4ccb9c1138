"""What lists call their columns, and what they say a row is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# Plain names (lower case, underscores). Where a list has several columns for one thing, the first of these is taken.
NAMES: dict[str, tuple[str, ...]] = {
    "icao24": (
        "icao24",
        "icao_24",
        "hex",
        "icaohex",
        "icao_hex",
        "mode_s",
        "modes",
        "mode_s_code_hex",
        "icao",
        "address",
    )
    + ("mode_s_transponder_code", "aircraft_mode_s_transponder_code", "icao_address", "code_mode_s"),
    "registration": ("registration", "reg", "tail", "tail_number", "tailnumber", "immatriculation", "n_number")
    + ("aircraft_tail_number", "aircraft_registration", "registration_number", "registration_mark", "tail_no"),
    "typecode": ("typecode", "type_code", "icao_type", "icaotype", "icaoaircrafttype", "modelicao", "type")
    + ("type_aircraft", "aircraft_type", "aircraft_model"),
    "serial": ("serial", "serialnumber", "serial_number", "serial_no", "msn", "construction_number", "cn", "c_n")
    + ("aircraft_manufacturer_s_serial_number_msn", "manufacturer_s_serial_number", "numero_de_serie"),
    "operator": ("operator", "owner_operator", "ownop", "owner", "airline", "company", "exploitant")
    + ("aircraft_operator", "registered_owner", "proprietaire"),
    "mmsi": ("mmsi", "mmsi_number", "vessel_mmsi", "numero_mmsi"),
    "imo": ("imo", "imo_number", "imonumber", "imo_no", "vessel_imo", "numero_imo")
    + ("vessel_registration_identification",),
    "shipname": (
        "shipname",
        "ship_name",
        "vessel_name",
        "vessel",
        "sdn_name",
        "nom_du_navire",
        "navire",
        "caption",
        "name_6",
        "name",
        "nom",
    ),
    "flag": ("flag", "vess_flag", "vessel_flag", "flag_state", "current_believed_flag_of_ship", "pavillon"),
    "remarks": ("remarks", "other_information", "identifiers"),
    "valid_from": ("valid_from", "from", "since", "start", "registered", "date_designated")
    + ("uk_sanctions_list_date_designated", "date_listed", "listed_on", "cert_issue_date"),
    "valid_to": ("valid_to", "to", "until", "end", "reguntil", "date_delisted", "delisted_on"),
    "date_of_list": ("date_of_list",),
    "source": ("source", "list", "programme", "program", "datasets", "dataset", "regime_name", "regime"),
}
IDENTIFIERS = ("icao24", "registration", "mmsi", "imo")

# What lists of persons, companies and ships call a row's kind, and what they say of ships and aircraft.
KIND_COLUMNS = (
    "sdn_type",
    "group_type",
    "designation_type",
    "individual_entity_ship",
    "entity_vessel_or_individual",
    "schema",
)
CRAFT = {"vessel", "ship", "aircraft", "airplane"}
NO_CRAFT = {"individual", "person", "entity", "organization", "organisation", "company", "legalentity", "publicbody"}


def columns_of(names: Iterable[str]) -> dict[str, str]:
    """For each name that is read the column of ours it becomes."""
    given = set(names)
    chosen: dict[str, str] = {}
    for column, spellings in NAMES.items():
        present = [name for name in spellings if name in given]
        if present:
            chosen[present[0]] = column
    return chosen


def kind_of(told: Mapping[str, str]) -> str | None:
    """What a list says that a row is about; null where it does not say, or says a kind of ship."""
    own = next((told[name] for name in KIND_COLUMNS if told.get(name, "").strip()), told.get("type", ""))
    said = own.strip().lower()
    return said if said in CRAFT | NO_CRAFT else None
