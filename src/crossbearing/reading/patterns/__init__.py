"""Claim patterns: one small module a kind, and one visible tuple of all of them, in the order they are tried.

The first pattern that finds something in a clause decides its claim; `alongside` patterns add to it.
"""

from __future__ import annotations

from crossbearing.reading.draft import Pattern
from crossbearing.reading.patterns.aboard import ON_BOARD, SPOKEN_OF
from crossbearing.reading.patterns.acts import PICTURED, RECALLED, STRUCK
from crossbearing.reading.patterns.afloat import FELL_THROUGH, PAIR_AT_SEA, TOLD_INVERTED
from crossbearing.reading.patterns.agreement import ABOUT_TO_SIGN, AGREED, ORDERED
from crossbearing.reading.patterns.alias import TWO_NAMES
from crossbearing.reading.patterns.alias_is import IS_THE_SAME
from crossbearing.reading.patterns.alias_named import NAMED_OTHERWISE
from crossbearing.reading.patterns.alias_told import TOLD_AS_ALIAS
from crossbearing.reading.patterns.answers import FIGURE_ANSWERED, FIGURE_PUT, NOT_YET, PEOPLE_ANSWERED, TOLD_BY_FIGURE
from crossbearing.reading.patterns.blacklisted import BLACKLISTED
from crossbearing.reading.patterns.counted import BROUGHT_TO, CRAFT_COUNTED, FIGURE_COUNTED, MOVEMENTS_TOLD
from crossbearing.reading.patterns.counted_at_sea import MEETINGS_COUNTED, RUNS_MADE, SET_IN_BRACKETS, STANDS_AT
from crossbearing.reading.patterns.delivery import SUPPLIED
from crossbearing.reading.patterns.denial import (
    BRUSHED_ASIDE,
    CALLED_A_FABLE,
    DENIED,
    DENIED_BY,
    DENIED_IN_A_QUOTATION,
    DENIED_IN_PASSING,
)
from crossbearing.reading.patterns.denial_headed import (
    CALLED_UNTRUE,
    DENIED_BY_NOUN,
    DENIED_IN_A_HEADING,
    DENIES_FLATLY,
)
from crossbearing.reading.patterns.denial_indirect import DENIED_INDIRECTLY, DENIED_MEANWHILE, DENIES_OF_ITSELF
from crossbearing.reading.patterns.deployment import DEPLOYED
from crossbearing.reading.patterns.elliptic import GOODS_MEANT, STOCK_TOLD
from crossbearing.reading.patterns.flight import ARRIVAL_TOLD, MOVES_BY_AIR, SEEN_BEFORE, TOLD_BY_NOUN
from crossbearing.reading.patterns.fragments import TOLD_BY_FRAGMENT
from crossbearing.reading.patterns.frequency import COMING_OFTEN
from crossbearing.reading.patterns.gaps_counted import GAPS_COUNTED
from crossbearing.reading.patterns.handed_over import HANDED_OVER
from crossbearing.reading.patterns.inquiry import INQUIRED, SAID_OF_AN_OFFICIAL
from crossbearing.reading.patterns.listed import COUNTED_GOODS, LISTED, REFUSED
from crossbearing.reading.patterns.load_inside import LOAD_INSIDE
from crossbearing.reading.patterns.named_load import LOAD_ANSWERED, LOAD_NAMED
from crossbearing.reading.patterns.of_a_ship import COUNTED_ANYHOW, HANDLED, SOMEWHERE, UNHEARD
from crossbearing.reading.patterns.own_denial import DENIED_OF_US, DENIED_PLAINLY
from crossbearing.reading.patterns.paid import PAID
from crossbearing.reading.patterns.port_call import ARRIVED_BEFORE, CALLS_AT_PORT
from crossbearing.reading.patterns.ranked import RANKED_VISIT
from crossbearing.reading.patterns.reflagged import REFLAGGED
from crossbearing.reading.patterns.shadowed import SHADOWED
from crossbearing.reading.patterns.ship_transfer import CARRIED_BY_SHIP
from crossbearing.reading.patterns.silence import SILENT, SILENT_MEANWHILE
from crossbearing.reading.patterns.statement import (
    DOCUMENTS,
    SEIZED,
    SIGHTED,
    SIGNAL_OFF,
    SWITCHED_OFF,
    TALLIED,
)
from crossbearing.reading.patterns.stopped_at_sea import STOPPED_AT_SEA
from crossbearing.reading.patterns.told import TOLD
from crossbearing.reading.patterns.told_aside import TOLD_ASIDE
from crossbearing.reading.patterns.told_by_noun import TOLD_BY_EVENT_NOUN
from crossbearing.reading.patterns.traffic_change import (
    FEWER_BEFORE,
    FROM_TO,
    NEW_RATE,
    ROSE_OR_FELL,
    SET_AGAINST,
    TIMES_MORE,
)
from crossbearing.reading.patterns.traffic_told import TRAFFIC_TOLD
from crossbearing.reading.patterns.training import TRAINED
from crossbearing.reading.patterns.transfer_told import TRANSFER_TOLD
from crossbearing.reading.patterns.visit_count import COUNTED_VISITS
from crossbearing.reading.patterns.visit_of_people import PEOPLE_TRAVEL, VISITED_SITES

PATTERNS: tuple[Pattern, ...] = (
    TWO_NAMES,
    SWITCHED_OFF,
    SILENT_MEANWHILE,
    SEEN_BEFORE,
    ORDERED,
    ABOUT_TO_SIGN,
    ARRIVED_BEFORE,
    TOLD_ASIDE,
    TOLD_AS_ALIAS,
    NAMED_OTHERWISE,
    IS_THE_SAME,
    DENIED_IN_PASSING,
    BRUSHED_ASIDE,
    DENIED,
    DENIED_IN_A_QUOTATION,
    CALLED_A_FABLE,
    DENIED_BY,
    DENIED_OF_US,
    DENIED_MEANWHILE,
    DENIED_INDIRECTLY,
    DENIES_OF_ITSELF,
    DENIES_FLATLY,
    DENIED_BY_NOUN,
    DENIED_IN_A_HEADING,
    CALLED_UNTRUE,
    DENIED_PLAINLY,
    SET_AGAINST,
    SET_IN_BRACKETS,
    TIMES_MORE,
    FROM_TO,
    ROSE_OR_FELL,
    FEWER_BEFORE,
    NEW_RATE,
    TRAFFIC_TOLD,
    RANKED_VISIT,
    DOCUMENTS,
    SIGNAL_OFF,
    SILENT,
    REFLAGGED,
    BLACKLISTED,
    STOPPED_AT_SEA,
    FELL_THROUGH,
    TRAINED,
    AGREED,
    PAID,
    LOAD_INSIDE,
    FIGURE_PUT,
    LOAD_NAMED,
    LOAD_ANSWERED,
    TALLIED,
    INQUIRED,
    SEIZED,
    STRUCK,
    RECALLED,
    PICTURED,
    SIGHTED,
    SHADOWED,
    COMING_OFTEN,
    HANDED_OVER,
    TRANSFER_TOLD,
    CARRIED_BY_SHIP,
    RUNS_MADE,
    MEETINGS_COUNTED,
    GAPS_COUNTED,
    STANDS_AT,
    COUNTED_VISITS,
    BROUGHT_TO,
    CRAFT_COUNTED,
    FIGURE_COUNTED,
    ARRIVAL_TOLD,
    MOVES_BY_AIR,
    TOLD_BY_NOUN,
    CALLS_AT_PORT,
    TOLD_INVERTED,
    PAIR_AT_SEA,
    VISITED_SITES,
    PEOPLE_TRAVEL,
    DEPLOYED,
    SUPPLIED,
    GOODS_MEANT,
    STOCK_TOLD,
    MOVEMENTS_TOLD,
    TOLD_BY_FIGURE,
    PEOPLE_ANSWERED,
    FIGURE_ANSWERED,
    NOT_YET,
    ON_BOARD,
    SPOKEN_OF,
    LISTED,
    COUNTED_GOODS,
    REFUSED,
    SAID_OF_AN_OFFICIAL,
    TOLD,
    TOLD_BY_EVENT_NOUN,
    TOLD_BY_FRAGMENT,
    COUNTED_ANYHOW,
    UNHEARD,
    SOMEWHERE,
    HANDLED,
)

__all__ = ["PATTERNS"]
