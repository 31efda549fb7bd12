"""Words that stand in names without naming anyone: titles, particles, fillers. Tables only.

Sources: IATA PNR and API guidelines (MR, MSTR glued to given names), US forms (FNU, LNU),
ICAO Doc 9303-3 section 4 (prefixes and titles are left out of the machine-readable zone).
"""

from __future__ import annotations

TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mstr", "dr", "prof", "eng", "col", "gen", "lt", "capt", "maj", "sgt", "sir", "sheikh", "shaykh", "shaikh", "sheik", "cheikh", "haji", "hajji", "hajj", "hadji", "sayyid", "sayed", "syed", "seyed", "mullah", "mawlawi", "maulvi", "mawlana", "maulana", "mufti", "ustad", "ustadh", "qari", "hafiz", "imam", "ayatollah", "jr", "sr", "ii", "iii", "iv", "hon", "rev", "amir", "emir", "herr", "frau", "mme", "general", "colonel", "major", "captain", "doctor", "professor", "mohtaram", "alhaji", "alhajj"]
)
FILLERS = frozenset(["fnu", "lnu", "unk", "unknown", "noname", "xxx", "na", "nmn"])
ARTICLES = frozenset(["al", "el", "ul", "ur", "ad", "ar", "as", "at", "az", "an", "ash", "adh", "ath", "es", "ed"])
BETWEEN = frozenset(
    ["bin", "ben", "ibn", "bint", "binti", "ould", "wuld", "walad", "oglu", "ogly", "oglou", "kyzy", "kizi", "qizi", "ogli", "uulu", "de", "da", "do", "dos", "das", "del", "della", "di", "van", "von", "der", "den", "ter", "ten", "du", "la", "le", "los", "las", "y", "e", "i", "zu", "af", "av", "of", "the"]
)
SERVANT = frozenset(["abd", "abdul", "abdel", "abdal", "abdil", "abdoul", "abdur", "abdou"])
FATHER = frozenset(["abu", "abou", "abo", "aboul", "abul", "umm", "oum", "um"])
FAITH = frozenset(["din", "deen", "dine", "uddin", "eddin", "eddine", "aldin", "addin", "iddin"])
GLUED = ("mrs", "mstr", "miss", "mr", "ms", "dr")
KINDRED = (
    "muhammad mohammed mohamed mehmet mohamad magomed mamadou mukhammad",
    "yusuf yousef youssef joseph josef jose giuseppe iosif",
    "ahmad ahmed ahmet akhmed achmad",
    "evgeny yevgeny eugene evgenii",
    "alexander aleksandr alejandro iskander sasha",
    "john jon ivan johannes johann juan jean giovanni",
    "ibrahim abraham ebrahim",
    "musa moses moussa mousa",
    "yaqub jacob yakub jakob yakov",
    "dawud david daoud daud davud",
    "sulayman suleiman solomon soliman sulaiman",
    "ishaq isaac ishak",
    "ismail ishmael esmail",
    "umar omar omer",
    "uthman osman othman ousmane",
    "lee li yi rhee ri",
    "park pak bak",
    "kim gim",
    "choi choe choy",
    "jung jeong chung chong jong",
    "zhang chang cheung",
    "wang wong hwang huang",
    "chen chan tan",
    "xu hsu",
    "zhou chou chow",
    "zhao chao chiu",
    "cai tsai choi",
    "qaddafi gaddafi kadafi khadafy qadhafi gadhafi",
)
"""Forms of one name that languages of different families use, from general reference works."""
