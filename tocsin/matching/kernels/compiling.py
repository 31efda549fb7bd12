"""Plain functions over arrays become machine code when they are first called.

A kernel is written in Python, in the small part of it that numba compiles: numbers, arrays,
loops. numba is imported, and a kernel compiled or read from numba's cache, only at its first
call, so that importing `tocsin.matching` costs nothing. The cache lies beside the package or,
where that can't be written, in the user's own cache directory (or where ``NUMBA_CACHE_DIR``
points); with neither, kernels are compiled once in each process. Nothing here knows names.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from types import FunctionType
from typing import Any, cast

import numpy as np

ZERO = np.int64(0)
"""What a kernel is called with for 0: for the constant 0, numba makes another kernel."""


class Kernel:
    """A function that runs as machine code; other kernels may call it."""

    def __init__(self, function: FunctionType) -> None:
        self.function = function
        self.__doc__ = function.__doc__

    def __call__(self, *arguments: Any) -> Any:
        return self._remembered(*arguments)

    @cached_property
    def inner(self) -> Callable[..., Any]:
        """The function as numba has it, to be compiled into a kernel that calls it."""
        return _machine_code(self._bound(), no_cpython_wrapper=True)

    @cached_property
    def _remembered(self) -> Callable[..., Any]:
        made: Any = _machine_code(self._bound())
        try:
            made.enable_caching()
            made._cache._cache_file._source_stamp = _stamp()
        except (RuntimeError, OSError):
            made = _machine_code(self._bound())
        return cast(Callable[..., Any], made)

    def _bound(self) -> FunctionType:
        """The function with the kernels it calls in their compiled form."""
        scope = {
            name: _inner(each)
            for name, each in self.function.__globals__.items()
            if name in self.function.__code__.co_names or name.startswith("__")
        }
        made = FunctionType(self.function.__code__, scope, self.function.__name__)
        made.__module__, made.__qualname__ = self.function.__module__, self.function.__qualname__
        return made


def _inner(each: Any) -> Any:
    """What a kernel calls, compiled, be it a kernel or a plain rule on numbers."""
    if isinstance(each, FunctionType):
        return Kernel(each).inner
    return each.inner if isinstance(each, Kernel) else each


def _machine_code(function: FunctionType, **options: bool) -> Callable[..., Any]:
    import numba

    options["no_cfunc_wrapper"] = True  # only Python and other kernels call it
    compiler: Any = numba.njit
    return cast(Callable[..., Any], compiler(**options)(function))


def kernel(function: Callable[..., Any]) -> Kernel:
    """Mark a function as a kernel."""
    return Kernel(cast(FunctionType, function))


@cache
def _stamp() -> str:
    """Changes with any source of `tocsin.matching`: numba alone looks at a kernel's own file, not
    at the constants and kernels of others that are compiled into it."""
    digest = blake2b(digest_size=16)
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
