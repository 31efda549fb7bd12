"""Invented people in eight language groups: listed subjects, and travellers who are innocent.

Names are drawn by Zipf's law from words of each group: its commonest given and family names
(general knowledge), then the words of the shipped name tables that look like the group's, then
words made of its syllables, so that the vocabulary has the long tail that real ones have. No
file outside the package is read. Everything follows from the seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, count

from tocsin.matching import Subject, Traveller
from tocsin.matching.names.tables import table_words

GIVEN_WORDS, FAMILY_WORDS = 3_000, 20_000
_ORIGIN = date(1935, 1, 1)
_DAYS = 70 * 365
_DUPLICATES = re.compile(r"(.)\1")


@dataclass(frozen=True)
class Group:
    """One language group: words, how names are composed, how steeply words fall in frequency."""

    name: str
    given: str
    family: str
    syllables: str
    endings: str
    pattern: str
    parts: tuple[tuple[str, int], ...]
    flatness: tuple[int, int] = (10, 30)
    """How many of the commonest given and family names are about equally common: with 30, the
    commonest family name is borne by 0.5 % and two people share theirs once in 1,300, as in the
    census of the United States of 2010; with 3, by 5 %, as in China."""


GROUPS = (
    Group(
        "english",
        "james mary john patricia robert jennifer michael linda william elizabeth david barbara "
        "richard susan joseph jessica thomas sarah charles karen christopher nancy daniel lisa "
        "matthew betty anthony margaret mark sandra steven ashley paul kimberly andrew emily",
        "smith johnson williams brown jones miller davis wilson anderson taylor moore jackson "
        "martin white harris clark lewis robinson walker young allen king wright scott hill green "
        "adams baker nelson carter mitchell roberts turner phillips campbell parker evans edwards",
        "ber cal dan ed fair gar hal ing ker lan mar nor ox pem rad sher tan wal wes win bren cor",
        "ton ley ford son man well wood worth ham field by ridge more den land ner",
        r"(ton|ley|ford|son|man|well|wood|worth|ham|field|ner|er)$",
        (("g f", 4), ("g g f", 5), ("g f f", 1)),
    ),
    Group(
        "iberian",
        "maria jose juan carlos luis ana antonio francisco manuel pedro jorge carmen rosa miguel "
        "rafael fernando pablo sofia lucia isabel ricardo eduardo alberto roberto daniela gabriel "
        "andres diego javier sergio raul teresa joao paulo marcos beatriz",
        "garcia rodriguez gonzalez fernandez lopez martinez sanchez perez gomez martin jimenez "
        "ruiz hernandez diaz moreno alvarez munoz romero alonso gutierrez navarro torres dominguez "
        "vazquez ramos gil ramirez silva santos oliveira souza pereira costa ferreira almeida",
        "al ba ca do es fe gue her iza la mon na or pe que ro sa to val ver mi lu ze tor",
        "ez es ado era ano osa illo inho eda ino ales eira",
        r"(ez|es|ado|ero|era|ano|osa|illo|inho|ino|ales|eira)$",
        (("g f f", 6), ("g g f", 2), ("g g f f", 2), ("g f", 2)),
        (8, 12),
    ),
    Group(
        "slavic",
        "alexander sergei dmitry andrei alexei maxim ivan mikhail vladimir nikolai olga elena "
        "natalia tatiana irina svetlana anna ekaterina yulia pavel igor oleg viktor anatoly boris "
        "roman yuri konstantin evgeny denis artem marina ludmila galina bogdan",
        "ivanov smirnov kuznetsov popov sokolov lebedev kozlov novikov morozov petrov volkov "
        "solovyov vasiliev zaitsev pavlov semenov golubev vinogradov bogdanov vorobyov fedorov "
        "shevchenko bondarenko kovalenko tkachenko kravchenko kowalski nowak wisniewski dabrowski",
        "bar vol gor dub zim kal lis mor nov pol rad sav tim ust cher shal yar kru ber sto zhu",
        "ov ova ev eva in ina sky ska enko chuk ich yan ik",
        r"(ov|ova|ev|eva|sky|skaya|ski|enko|chuk|ich|vic)$",
        (("g f", 4), ("g p f", 6)),
        (6, 40),
    ),
    Group(
        "arabic",
        "mohammed ahmed ali mahmoud mustafa ibrahim hassan hussein khaled omar youssef abdullah "
        "fatima aisha mariam zainab said salah tariq samir nasser hamza bilal walid karim jamal "
        "abdelrahman ismail yasin faisal saleh rashid majid adel hani sami",
        "al-masri al-ahmad al-hassan al-shami haddad khoury al-najjar mansour al-sayed farouk "
        "al-rashid al-harbi al-otaibi al-qahtani al-ghamdi hamdan nasser saleh darwish aziz "
        "bakr shaheen al-tikriti al-baghdadi al-jaziri benali bouzid al-saadi al-zahrani al-amin",
        "ab ba da fa ha ja ka la ma na qa ra sa ta wa ya za mu su bu kha sha gha tha mah nas",
        "i ani awi an ri ed im ar er oud iyya is",
        r"(awi|ani|oud|iyya|eddine|ullah|een|aoui)$",
        (("g g f", 5), ("g f", 3), ("g g g f", 2), ("g bin g f", 1)),
        (3, 20),
    ),
    Group(
        "turkic",
        "mehmet mustafa ahmet ali huseyin hasan ibrahim ismail osman yusuf murat omer ramazan "
        "fatma ayse emine hatice zeynep elif meryem emre burak kemal orhan selim cengiz timur "
        "aziz rustam nodira dilshod bakhtiyar nursultan aigul gulnara",
        "yilmaz kaya demir celik sahin yildiz yildirim ozturk aydin ozdemir arslan dogan kilic "
        "aslan cetin kara koc kurt ozkan simsek polat korkmaz karimov rakhimov yusupov tashkentov "
        "nazarbayev akhmetov mammadov aliyev huseynov guliyev",
        "ak bay can dem er gul kar kok oz sar tas tur yil al bek kan or sel tan uz yal ba",
        "oglu er in li ci kaya an tas soy bekov aliev",
        r"(oglu|oz|can|bay|bek|tas|soy|demir|turk)",
        (("g f", 7), ("g g f", 3)),
        (6, 12),
    ),
    Group(
        "south asian",
        "muhammad ahmed amit rahul sanjay rajesh sunil anil vijay priya anita sunita deepak ravi "
        "suresh ramesh manoj ashok imran asif farhan bilal zahid tanvir nasreen shabana lakshmi "
        "arjun krishna mohan gopal kiran rekha meena",
        "singh kumar sharma patel khan gupta verma das roy reddy rao nair iyer mehta joshi shah "
        "hussain ahmed malik chaudhry butt sheikh mishra pandey yadav thakur banerjee chatterjee "
        "mukherjee ghosh perera silva fernando rahman hossain islam",
        "ab ba cha da ga ha ja ka la ma na pa ra sa ta va ya ni shi gu mu su bha dha kri",
        "an ar esh wala kar jee wal ani kant deep raj endra nath",
        r"(esh|kar|wal|jee|kant|deep|endra|nath|pal|raj)$",
        (("g f", 6), ("g g f", 4)),
        (10, 6),
    ),
    Group(
        "chinese",
        "wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xiulan xia "
        "ping gang guiying jianguo jianhua xiaoming zhiqiang haiyan yuting jiaqi zihan yifan",
        "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng "
        "liang xie song tang deng han feng cao peng zeng xiao tian dong pan yuan yu jiang cai du",
        "an bo chang chun da de fang gang guo hai han hong hua hui jia jian jie jin jing jun kai "
        "lan lei li liang ling long mei min ming na ning ping qi qiang qing rong rui shan sheng "
        "shu tao ting wei wen wu xia xiang xiao xin xiu xue yan yang yi ying yong yu yuan yun ze "
        "zhen zhi zhong zi",
        "hua wei ming jun ping lan ying yan li hui min guo qiang fang ling",
        r"^$",
        (("f g", 7), ("f g g", 3)),
        (10, 3),
    ),
    Group(
        "west african",
        "mamadou amadou ibrahima ousmane moussa abdoulaye fatou aminata mariama kofi kwame ama "
        "emmanuel blessing chinedu ngozi emeka oluwaseun adebayo folake tunde samuel grace "
        "joseph aliou cheikh modou awa binta seydou boubacar issa",
        "diallo traore keita coulibaly camara diop ndiaye fall sow ba cisse toure kone sylla barry "
        "mensah owusu boateng asante okafor okeke adeyemi ogunleye balogun eze nwosu abubakar "
        "ibrahim musa sani bello lawal adeleke danjuma",
        "ba di dou fa ka la ma na ndi nwo oba oko sa se si ta tou wa ye ade olu ike chi eme",
        "o a e u i ou ike ade ola ema era",
        r"(ou|oko|ike|ola|ade|kwe|uche|dou|diou)$",
        (("g f", 7), ("g g f", 3)),
        (8, 5),
    ),
)
NAMES = (1, 2, 2, 2, 3, 3, 4)
"""How many names a subject has: 2.5 on average (17 of these 7, and one in two has one more)."""


class People:
    """Draws people; the same seed draws the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def subjects(self, number: int) -> Iterator[Subject]:
        """Listed subjects: half with a full birth date, a quarter with a year, a quarter none."""
        for at in range(number):
            yield Subject(f"s{at:08d}", self._names(), self._dates(), (), self._documents())

    def travellers(self, number: int, *, birth_dates: bool = True) -> list[Traveller]:
        """Travellers as a passport writes them: capitals, given names first."""
        return [
            Traveller([self.name().upper()], self.day().isoformat() if birth_dates else None)
            for _ in range(number)
        ]

    def name(self) -> str:
        """One full name of one of the groups."""
        return " ".join(self._parts(self._random.choice(GROUPS)))

    def day(self) -> date:
        return _ORIGIN + timedelta(days=self._random.randrange(_DAYS))

    def variant(self, parts: list[str]) -> list[str]:
        """The same name as another list would carry it: a part respelt, left out or moved."""
        chance, out = self._random.random(), list(parts)
        at = self._random.randrange(len(out))
        if chance < 0.55:
            out[at] = self.respelt(out[at])
        elif chance < 0.75 and len(out) > 2:
            del out[at]
        else:
            out = [*out[1:], out[0]]
        return out

    def respelt(self, word: str) -> str:
        """One or two letters written otherwise, as transliterations do."""
        old, new = self._random.choice(_RESPELLINGS)
        found = word.replace(old, new, 1)
        return found if found != word else _DUPLICATES.sub(r"\1", word) or word

    def _names(self) -> list[str]:
        parts = self._parts(self._random.choice(GROUPS))
        wanted = self._random.choice(NAMES) + (self._random.random() < 0.07)
        names = dict.fromkeys([" ".join(parts).title()])
        while len(names) < wanted:
            names.setdefault(" ".join(self.variant(parts)).title())
        return list(names)

    def _parts(self, group: Group) -> list[str]:
        form = self._random.choices(*_forms(group))[0]
        return [self._word(group, kind) for kind in form.split()]

    def _word(self, group: Group, kind: str) -> str:
        if kind == "p":
            return self._word(group, "g") + self._random.choice(("ovich", "ovna", "evich"))
        if kind == "bin":
            return kind
        words, weights = vocabulary(group)[kind]
        return self._random.choices(words, cum_weights=weights)[0]

    def _dates(self) -> tuple[str, ...]:
        chance = self._random.random()
        if chance < 0.25:
            return ()
        day = self.day().isoformat()
        return (day,) if chance < 0.75 else (day[:4],)

    def _documents(self) -> tuple[tuple[str, str], ...]:
        if self._random.random() < 0.8:
            return ()
        return (("", f"{self._random.choice('ABCKLPX')}{self._random.randrange(10**8):08d}"),)


@cache
def vocabulary(group: Group) -> dict[str, tuple[list[str], list[float]]]:
    """Given ("g") and family ("f") words of a group, with their cumulative frequencies."""
    sizes = {"g": GIVEN_WORDS, "f": FAMILY_WORDS}
    if group.name == "chinese":
        sizes = {"g": 8_000, "f": 400}
    heads = {"g": group.given.split(), "f": group.family.split()}
    return {
        kind: (words, list(accumulate(1 / (rank + flat) for rank in range(1, len(words) + 1))))
        for (kind, head), flat in zip(heads.items(), group.flatness, strict=True)
        for words in (_words(group, kind, head, sizes[kind]),)
    }


def _words(group: Group, kind: str, head: list[str], size: int) -> list[str]:
    found = dict.fromkeys(head)
    fitting = re.compile(group.pattern)
    if kind == "f":
        found.update(dict.fromkeys(w for w in _table() if len(w) > 3 and fitting.search(w)))
    draw = random.Random(f"{group.name} {kind}")
    syllables, endings = group.syllables.split(), group.endings.split()
    for attempt in count():
        if len(found) >= size or attempt > 20 * size:
            break
        length = 1 if group.name == "chinese" else draw.choice((1, 2, 2))
        word = "".join(draw.choices(syllables, k=length)) + draw.choice(endings)
        found.setdefault(word)
    return list(found)[:size]


@cache
def _table() -> list[str]:
    """Words of the shipped tables, the commonest first."""
    counted = [(count, word) for word, count in table_words() if word.isascii() and word.isalpha()]
    return [word for _, word in sorted(counted, key=lambda each: (-each[0], each[1]))]


@cache
def _forms(group: Group) -> tuple[list[str], list[int]]:
    return [form for form, _ in group.parts], [weight for _, weight in group.parts]


_RESPELLINGS = (
    ("a", "e"), ("e", "i"), ("ou", "u"), ("u", "ou"), ("i", "y"), ("y", "i"), ("oo", "u"),
    ("kh", "h"), ("h", "kh"), ("q", "k"), ("k", "q"), ("s", "ss"), ("m", "mm"), ("dh", "d"),
    ("sh", "ch"), ("j", "dj"), ("v", "w"), ("w", "v"), ("z", "s"), ("ph", "f"), ("o", "u"),
    ("er", "r"), ("n", "nn"), ("al-", "el-"), ("al-", ""), ("ts", "tz"), ("ei", "ey"), ("l", "ll"),
)  # fmt: skip
