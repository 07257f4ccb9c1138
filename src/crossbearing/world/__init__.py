"""What is known beforehand: places, craft types, operators, equipment, geodesy, clocks."""

from crossbearing.world.aircraft_types import AircraftType, AircraftTypes
from crossbearing.world.airports import Airport, Airports
from crossbearing.world.countries import Countries
from crossbearing.world.equipment import EquipmentLexicon, Item
from crossbearing.world.gazetteer import Gazetteer, PlaceEntry
from crossbearing.world.known import World, load_world
from crossbearing.world.operators import Operator, Operators

__all__ = [
    "AircraftType",
    "AircraftTypes",
    "Airport",
    "Airports",
    "Countries",
    "EquipmentLexicon",
    "Gazetteer",
    "Item",
    "Operator",
    "Operators",
    "PlaceEntry",
    "World",
    "load_world",
]
