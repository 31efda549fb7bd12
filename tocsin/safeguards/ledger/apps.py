from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class LedgerConfig(AppConfig):
    name = "tocsin.safeguards.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "ledger_entry": Keeping(
            "who did what, by identifiers and counts",
            People.OFFICERS,
            "for two years, counted by checkpoints; the leaf with its hash stays",
        ),
        "ledger_issuedcheckpoint": Keeping(
            "how large the ledger was and its root, as this node signed it",
            People.NOBODY,
            "for as long as the register exists",
        ),
        "ledger_leaf": Keeping(
            "the places of entries in the Merkle tree, and its hashes",
            People.NOBODY,
            "for as long as the register exists",
        ),
        "ledger_removal": Keeping(
            "below which place the contents of entries were removed, and when",
            People.NOBODY,
            "for as long as the register exists",
        ),
        "ledger_unsealed": Keeping(
            "the numbers of entries that have no place in the tree yet",
            People.NOBODY,
            "until the entry is sealed",
        ),
    }
