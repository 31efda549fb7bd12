"""State codes as travel messages and documents write them, and what they mean in ISO 3166-1.

Carriers write alpha-3, machine-readable documents alpha-3 with the additions of ICAO Doc 9303-3
section 5, sloppy senders alpha-2. This module only translates codes; it knows no names of states
and takes no position on any of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

_ALPHA_3_AND_2 = """
ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU
AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ
BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI
CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE
DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK
FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR
GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN
IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH
KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV
MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN
MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI
NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL
PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG
SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI
SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT
TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG
VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW
"""  # ISO 3166-1, alpha-3 glued to alpha-2

# ICAO Doc 9303-3 section 5, parts B to D, and forms that carriers use for the same states.
_ICAO_ADDITIONS = {
    "D": "DE",
    "GBD": "GB",
    "GBN": "GB",
    "GBO": "GB",
    "GBP": "GB",
    "GBS": "GB",
    "RKS": "XK",
    "XKX": "XK",
    "EUE": "EU",
    "UNO": "UN",
    "UNA": "UN",
    "UNK": "UN",
}

# ICAO Doc 9303-3 section 5, part C: holders without a nationality, and issuers that are no state.
NOT_A_STATE = frozenset({"XXA", "XXB", "XXC", "XXX", "XOM", "XPO", "XCC", "XCO", "XBA", "XIM"})

_TO_ALPHA_2 = {pair[:3]: pair[3:] for pair in _ALPHA_3_AND_2.split()} | _ICAO_ADDITIONS
_ALPHA_2 = frozenset(_TO_ALPHA_2.values()) | {f"X{chr(c)}" for c in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True, slots=True)
class Country:
    """A state as the sender wrote it, and its ISO 3166-1 alpha-2 code where that is known."""

    written: str
    alpha2: str | None = None

    def __str__(self) -> str:
        return self.alpha2 or self.written


@lru_cache(maxsize=2048)
def country(written: str) -> Country | None:
    """What a code means; None for nothing, an unknown code without ``alpha2``.

    ``XA`` to ``XZ`` (user-assigned in ISO 3166-1) are taken as they are.
    """
    code = written.replace("<", "").strip().upper()
    if not code:
        return None
    alpha2 = code if code in _ALPHA_2 else _TO_ALPHA_2.get(code)
    return Country(written.strip(), alpha2)


def alpha2(written: str) -> str:
    """The two letters of a state; a code that nobody knows is left as it was written."""
    found = country(written)
    return (found.alpha2 if found else None) or written.strip().upper()
