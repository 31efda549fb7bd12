"""Splink over subjects: read JSON lines, write the pairs it links, with their probability.

Runs in an interpreter of its own, which has ``splink`` and ``duckdb`` (the extra ``peers``), and
imports nothing of Tocsin. The settings are what Splink's own guide advises for people: names
compared by Jaro-Winkler over every spelling, dates of birth by Splink's own comparison, documents
and nationalities by what they share; weights learnt by expectation maximisation.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import duckdb
import pandas as pd
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on


def settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        blocking_rules_to_generate_predictions=[
            block_on("born"),
            block_on("document"),
            block_on("name"),
            block_on("words", arrays_to_explode=["words"]),
        ],
        comparisons=[
            cl.PairwiseStringDistanceFunctionAtThresholds(
                "names", "jaro_winkler", [0.97, 0.9, 0.8]
            ),
            cl.CustomComparison(
                output_column_name="birth",
                comparison_levels=[
                    cll.NullLevel("born"),
                    cll.ExactMatchLevel("born", term_frequency_adjustments=True),
                    cll.CustomLevel("substr(born_l, 1, 4) = substr(born_r, 1, 4)", "same year"),
                    cll.ElseLevel(),
                ],
            ),
            cl.ArrayIntersectAtSizes("documents", [1]),
            cl.ArrayIntersectAtSizes("nationalities", [1]),
        ],
    )


def main() -> None:
    rows = pd.DataFrame(json.loads(line) for line in sys.stdin)
    database = duckdb.connect()
    database.execute("set lambda_syntax = 'ENABLE_SINGLE_ARROW'")  # As Splink 5.0 writes its SQL.
    linker = Linker(DuckDBAPI(connection=database).register(rows), settings())
    linker.training.estimate_probability_two_random_records_match(
        [block_on("document"), block_on("name", "born")], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("born"), block_on("name")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
    pairs: list[Any] = found[["id_l", "id_r", "match_probability"]].values.tolist()
    json.dump(pairs, sys.stdout)


if __name__ == "__main__":
    main()
