"""Regular expressions that are compiled when they are first asked: some rooms have a hundred, and few texts need more than ten."""

from __future__ import annotations

import re
from typing import Any, cast


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` would give, compiled on its first use."""
    return cast("re.Pattern[str]", Later(pattern, flags))


class Later:
    """A pattern and its flags, as given; whatever else is asked of it, the compiled expression answers."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        # From now on these are found at once, without coming here.
        for each in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, each, getattr(compiled, each))
        if name not in self.__dict__:
            raise AttributeError(name)
        return self.__dict__[name]
