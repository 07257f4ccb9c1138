"""Which state an ICAO 24-bit address is allotted to.

Source: ICAO Annex 10, Volume III, appendix to chapter 9 (2014), which allots to each state a block that begins with
fixed bits: the table below lists, by the number of those bits, the state (ISO 3166-1 alpha-2) and the first address.
"""

from __future__ import annotations

from functools import cache

BLOCKS = {
    4: "RU 100000 US A00000",
    6: """
        IT 300000 ES 340000 FR 380000 DE 3C0000 GB 400000 CN 780000 AU 7C0000 IN 800000 JP 840000 CA C00000
        AR E00000 BR E40000
    """,
    9: """
        ZA 008000 EG 010000 LY 018000 MA 020000 TN 028000 DZ 0A0000 MX 0D0000 VE 0D8000 AT 440000 BE 448000 BG 450000
        DK 458000 FI 460000 GR 468000 HU 470000 NO 478000 NL 480000 PL 488000 PT 490000 CZ 498000 RO 4A0000 SE 4A8000
        CH 4B0000 TR 4B8000 RS 4C0000 UA 508000 SA 710000 KR 718000 KP 720000 IQ 728000 IR 730000 IL 738000 JO 740000
        LB 748000 MY 750000 PH 758000 PK 760000 SG 768000 LK 770000 SY 778000 TH 880000 VN 888000 ID 8A0000 NZ C80000
    """,
    12: """
        MZ 006000 BI 032000 CM 034000 CG 036000 CI 038000 GA 03E000 ET 040000 GQ 042000 GH 044000 GN 046000 KE 04C000
        LR 050000 MG 054000 MW 058000 ML 05C000 NE 062000 NG 064000 UG 068000 CF 06C000 RW 06E000 SN 070000 SO 078000
        SD 07C000 TZ 080000 TD 084000 TG 088000 ZM 08A000 CD 08C000 AO 090000 GM 09A000 BF 09C000 BS 0A8000 CO 0AC000
        CR 0AE000 CU 0B0000 SV 0B2000 GT 0B4000 GY 0B6000 HT 0B8000 HN 0BA000 JM 0BE000 NI 0C0000 PA 0C2000 DO 0C4000
        TT 0C6000 SR 0C8000 IE 4CA000 IS 4CC000 MT 4D2000 AF 700000 BD 702000 MM 704000 KW 706000 LA 708000 NP 70A000
        KH 70E000 YE 890000 BH 894000 AE 896000 PG 898000 FJ C88000 CL E80000 EC E84000 PY E88000 PE E8C000 UY E90000
        BO E94000
    """,
    14: """
        ZW 004000 BW 030000 KM 035000 GW 048000 LS 04A000 MV 05A000 MR 05E000 MU 060000 QA 06A000 SC 074000 SL 076000
        SZ 07A000 BJ 094000 CV 096000 DJ 098000 ST 09E000 BB 0AA000 BZ 0AB000 VC 0BC000 AG 0CA000 GD 0CC000 NA 201000
        ER 202000 CY 4C8000 LU 4D0000 MC 4D4000 SM 500000 AL 501000 HR 501C00 LV 502C00 LT 503C00 MD 504C00 SK 505C00
        SI 506C00 UZ 507C00 BY 510000 EE 511000 MK 512000 BA 513000 GE 514000 TJ 515000 ME 516000 AM 600000 AZ 600800
        KG 601000 TM 601800 BT 680000 FM 681000 MN 682000 KZ 683000 PW 684000 OM 70C000 BN 895000 SB 897000 TW 899000
        MH 900000 CK 901000 WS 902000 NR C8A000 LC C8C000 TO C8D000 KI C8E000 VU C90000
    """,
}
ADDRESS_BITS = 24


def state_of(craft: str) -> str | None:
    """Return the state to which the address of `icao24:730c01` is allotted, None for none or for another kind of id."""
    kind, _, digits = craft.partition(":")
    if kind != "icao24":
        return None
    try:
        address = int(digits, 16)
    except ValueError:
        return None
    states = (table.get(address >> (ADDRESS_BITS - bits)) for bits, table in _tables())
    return next((state for state in states if state), None)


@cache
def _tables() -> tuple[tuple[int, dict[int, str]], ...]:
    """Per number of fixed bits: those bits -> state; the longest first."""
    return tuple((bits, dict(_entries(bits))) for bits in sorted(BLOCKS, reverse=True))


def _entries(bits: int) -> list[tuple[int, str]]:
    words = BLOCKS[bits].split()
    return [
        (int(first, 16) >> (ADDRESS_BITS - bits), state) for state, first in zip(words[::2], words[1::2], strict=True)
    ]
