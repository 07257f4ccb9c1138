"""Commands about what ships did: voyages, port calls, encounters and silences."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from crossbearing.cli.ship_options import NO_OPTIONS, Options, must_be_hours

Likely = Literal["transfer", "tow", "pilot", "fishing", "anchorage", "company", "passing"]

VOYAGE_COLUMNS = ("craft", "departure_port", "departed_after", "arrival_port", "arrived_before", "possible_calls")
PORT_CALL_COLUMNS = ("craft", "place", "arrived_before", "left_after", "left_before", "kind", "shown")
ENCOUNTER_COLUMNS = ("a", "b", "started_at", "hours", "likely", "because")
GAP_COLUMNS = ("craft", "started_at", "ended_at", "duration_h", "expected_heard", "ships_heard", "silence", "jammed")


def voyages(*paths: Path, options: Options = NO_OPTIONS) -> None:
    """Print the passages of ships from port to port in AIS files, archives and folders.

    Args:
        paths: Files, folders or archives with AIS.
    """
    with options.sailed(paths, "voyages") as told:
        found = told.voyages()
        options.draw(told, found, "voyages")
    options.write(told, found, "voyage", VOYAGE_COLUMNS)


def port_calls(
    *paths: Path,
    possible: Annotated[bool, Parameter(negative="", help="Print also calls that a silence leaves room for.")] = False,
    passages: Annotated[
        bool, Parameter(negative="", help="Print also ships that sailed through a port's water without a call.")
    ] = False,
    options: Options = NO_OPTIONS,
) -> None:
    """Print the stays of ships at ports.

    Args:
        paths: Files, folders or archives with AIS.
    """
    with options.sailed(paths, "port-calls") as told:
        found = told.port_calls(possible, passages)
        options.draw(told, found, "calls")
    options.write(told, found, "port_call", PORT_CALL_COLUMNS)


def encounters(
    *paths: Path,
    likely: Annotated[
        tuple[Likely, ...], Parameter(help="Only these: transfer, tow, pilot, fishing, anchorage, company, passing.")
    ] = (),
    options: Options = NO_OPTIONS,
) -> None:
    """Print ships that were together at sea, what they were likely doing, and how much of it was heard.

    Args:
        paths: Files, folders or archives with AIS.
    """
    with options.sailed(paths, "encounters") as told:
        found = told.encounters()
        found = found.filter(found["likely"].is_in(list(likely))) if likely else found
        options.draw(told, found, "encounters")
    options.write(told, found, "encounter", ENCOUNTER_COLUMNS)


def gaps(
    *paths: Path,
    hours: Annotated[
        float, Parameter(help="The shortest silence; 2, 6, 12 and 30 are in use, and do not compare.")
    ] = 6.0,
    options: Options = NO_OPTIONS,
) -> None:
    """Print the silences of ships, with how well others were heard there and then.

    With places of your own, only those that begin or end in them.

    Args:
        paths: Files, folders or archives with AIS.
    """
    must_be_hours("--hours", hours, "silence", 6)
    with options.sailed(paths, "gaps") as told:
        found = told.gaps(hours)
        found = told.at_own_places(found) if options.harbours or options.harbour else found
        options.draw(told, found, "gaps", hours)
    options.write(told, found, "gap", GAP_COLUMNS)
