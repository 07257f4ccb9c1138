"""The colours and lines of drawings that stand alone, by day, by night and in print.

Colours stand as they are, not as CSS variables: programs that turn SVG into pixels do not know those.
"""

from __future__ import annotations

from string import Template

# The same colours as the dossier's page (templates/style.css); cells go from worst to best heard, readable in grey.
LIGHT = {
    "paper": "#fdfcf9", "tint": "#f0ece3", "ink": "#1d1c1a", "quiet": "#5c584f", "rule": "#dad5ca", "halo": "#fdfcf9",
    "sea": "#e1e9ed", "water": "#46606f", "land": "#faf8f2", "coast": "#a9a497", "border": "#b3ac9c",
    "grid": "#cfd9de", "hatch": "#8d877a", "false": "#9b1f1e",
    "t0": "#15487f", "t1": "#a33c12", "t2": "#2b6a45", "t3": "#6d3a86", "t4": "#765500", "t5": "#0b6670",
    "c0": "#c9867c", "c1": "#e3b98f", "c2": "#e9dfa6", "c3": "#a9c7a0", "c4": "#4f8f74",
}  # fmt: skip
DARK = {
    "paper": "#171716", "tint": "#2b2925", "ink": "#e9e5dc", "quiet": "#aaa498", "rule": "#3b3833", "halo": "#201f1c",
    "sea": "#121a20", "water": "#93adbd", "land": "#26241f", "coast": "#5f5a4f", "border": "#5d574b",
    "grid": "#22303a", "hatch": "#8d877a", "false": "#f5a19b",
    "t0": "#84b9f2", "t1": "#f2a078", "t2": "#8bcfa6", "t3": "#cfa5e6", "t4": "#dcb95d", "t5": "#7ecbd5",
    "c0": "#8d4a42", "c1": "#8a6233", "c2": "#7d7337", "c3": "#4c7350", "c4": "#57b08c",
}  # fmt: skip

_LINES = """
text { font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; font-size: 12.5px; }
.sheet-title { font-size: 19px; font-weight: 700; } .sheet-subtitle { font-size: 13.5px; }
.case { fill: none; stroke-width: 3.6; stroke-opacity: .75; stroke-linejoin: round; }
.seen { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.many .case { stroke-opacity: 0; } .many .seen { stroke-width: 1; stroke-opacity: .55; }
.many .unseen { stroke-width: .8; stroke-opacity: .45; }
.unseen { fill: none; stroke-width: 1.5; stroke-dasharray: 5 4; }
.chance-line { fill: none; stroke-width: .9; stroke-dasharray: 1.5 4; stroke-opacity: .6; }
.chance { fill: none; stroke-width: 1.2; stroke-opacity: .75; } .first, .last, .end { stroke-width: 1.6; }
.false { fill: none; stroke-width: 1.3; }
.unsure { stroke-dasharray: 2.5 2; } .all-reach { opacity: .22; } .reach { stroke-width: .8; }
.region { fill-opacity: .13; stroke-width: 1.4; stroke-dasharray: 7 3; }
.cell { fill-opacity: .72; stroke-width: .6; } .few { stroke-width: .6; }
.land { stroke-width: .8; stroke-linejoin: round; }
.borders { fill: none; stroke-width: .8; stroke-dasharray: 3 2.5; } .graticule { fill: none; stroke-width: .7; }
.scale { fill: none; stroke-width: 1.3; } .frame { fill: none; stroke-width: 1; }
.label { paint-order: stroke; stroke-width: 3px; stroke-linejoin: round; } .town { font-size: 11.5px; }
.water, .maybe { font-style: italic; } .craft { font-weight: 700; }
.town-dot { fill: none; stroke-width: 3.6; stroke-linecap: round; } .claimed { font-weight: 700; }
.ring { fill: none; stroke-width: 1.6; } .axis { fill: none; stroke-width: 1; }
.ticks { fill: none; stroke-width: .7; } .rate { fill: none; stroke-width: 2.2; }
.rate-case { fill: none; stroke-width: 5; stroke-opacity: .8; }
.moment { fill: none; stroke-width: 1.2; stroke-dasharray: 4 3; } .band { fill-opacity: .16; }
.interval { fill-opacity: .22; } .hatch-line { stroke-width: 1.2; }
.bar-possible { fill-opacity: .35; stroke-width: .8; stroke-dasharray: 2 1.5; }
.heard-at { fill: none; stroke-width: 4; stroke-linecap: round; }
.silent { fill: none; stroke-width: 9; stroke-linecap: butt; } .silent-line { fill: none; stroke-width: 1.7; }
.silent-line { stroke-dasharray: 6 4; } .silence { font-style: italic; font-size: 11.5px; }
.meet, .meet-open, .call { stroke-width: 1.5; } .meet-open, .call { fill: none; }
"""
_COLOURS = Template("""
.paper { fill: $paper; } text { fill: $ink; } .quiet, .tick, .sheet-subtitle, .maybe { fill: $quiet; }
.sea { fill: $sea; } .land { fill: $land; stroke: $coast; } .borders { stroke: $border; }
.graticule { stroke: $grid; } .case, .rate-case { stroke: $halo; } .label { stroke: $halo; }
.label.water { fill: $water; stroke: $sea; } .town { fill: $quiet; } .town-dot { stroke: $quiet; }
.scale, .ring, .axis { stroke: $ink; } .frame, .ticks { stroke: $rule; } .hatch-line { stroke: $hatch; }
.few { stroke: $hatch; } .false { stroke: $false; } .end { fill: $ink; stroke: $halo; }
.end-next, .end-extrapolated { fill: $halo; stroke: $ink; } .region { fill: $t3; stroke: $t3; }
.reach { fill: $t3; stroke: $t3; }
.bar { fill: $t0; }
.bar-possible { fill: $t0; stroke: $t0; } .rate { stroke: $t1; } .interval { fill: $t1; } .moment { stroke: $ink; }
.silent-line, .call { stroke: $ink; } .meet { fill: $t1; stroke: $halo; } .meet-open { stroke: $t1; }
.band { fill: $t4; } .not-held { fill: $tint; }
$tracks
$cells
""")


def drawing_style() -> str:
    """Return the style sheet of a drawing, without any character that an XML text must escape."""
    night = "@media screen and (prefers-color-scheme: dark) {" + _coloured(DARK) + "}"
    return _LINES + _coloured(LIGHT) + night


def _coloured(palette: dict[str, str]) -> str:
    tracks = " ".join(_track(at, palette) for at in range(6))
    cells = " ".join(f".c{at} {{ fill: {palette[f'c{at}']}; stroke: {palette['halo']}; }}" for at in range(5))
    return _COLOURS.substitute(palette, tracks=tracks, cells=cells)


def _track(at: int, palette: dict[str, str]) -> str:
    """The lines of one craft in its colour; its name and its filled signs in that colour with a halo."""
    colour, halo = palette[f"t{at}"], palette["halo"]
    filled = ", ".join(f".{kind}.t{at}" for kind in ("craft", "last", "arrow"))
    lines = f".t{at} {{ stroke: {colour}; }} {filled} {{ fill: {colour}; stroke: {halo}; }}"
    return f"{lines} .first.t{at} {{ fill: {halo}; }}"
