"""Machine code is made when it is needed, and not before."""

from __future__ import annotations

import subprocess
import sys

from tocsin.matching.kernels.compiling import Kernel, kernel


def _doubled(number: int) -> int:
    return 2 * number


@kernel
def _one_more(number):
    return number + 1


@kernel
def _twice_and_one_more(number):
    return _one_more(_doubled(number))


def _answer(asked: str) -> str:
    found = subprocess.run(
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True
    )
    return found.stdout


def test_a_kernel_calls_other_kernels_and_plain_rules() -> None:
    assert isinstance(_one_more, Kernel)
    assert _twice_and_one_more(20) == 41


def test_importing_the_matching_does_not_import_the_compiler() -> None:
    asked = "import sys, tocsin.matching; print('numba' in sys.modules)"
    assert _answer(asked) == "False\n"


def test_where_nothing_can_be_kept_kernels_still_work() -> None:
    asked = (
        "import numba.core.caching as caching\n"
        "caching.CacheImpl._locator_classes = []\n"
        "from tests.matching.kernels.test_compiling import _one_more\n"
        "print(_one_more(1))"
    )
    assert _answer(asked) == "2\n"
