"""What is known of a content folder when all of it has been read: the Site, what is wrong, what became of every file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.problems import Problem
from generator.site_model import Site


@dataclass(frozen=True)
class Account:
    """What became of every file: files = rendered + ignored + with problems, and which profiles are not published."""

    files: int
    ignored: tuple[tuple[str, str], ...]
    """(path, why)"""
    unpublished: tuple[tuple[str, str], ...]
    """(path, why): read, and rightly not on the public site"""
    with_problems: int = 0

    @property
    def rendered(self) -> int:
        return self.files - len(self.ignored) - self.with_problems


class Faces(NamedTuple):
    """Fingerprints of a record's file, and of what is seen of it elsewhere."""

    file: bytes
    """under which its draft is remembered"""
    face: bytes
    """of what others may show of it apart from its card, or follow"""
    card: bytes
    """of what only its card shows, and the open data"""


@dataclass(frozen=True)
class Understood:
    """The content as far as it could be understood, and all problems found."""

    site: Site
    problems: tuple[Problem, ...]
    account: Account
    allowed: frozenset[str]
    """findings of the screening that may be published: role addresses"""
    urgent: bool = False
    """register/hidden.yml names a page: it must go now, whatever else is wrong"""
    doubts: tuple[Problem, ...] = ()
    """what somebody should look at, and what stops nothing"""
    faces: Mapping[str, Faces] = field(default_factory=dict)
    """by source path"""
    others: bytes = b""
    """the fingerprint of all content besides: the hub's own files, pictures, which files there are"""
    photographs: Mapping[str, bytes] = field(default_factory=dict)
    """source path of each picture → the key under which what is published of it is remembered"""
    context_key: bytes = b""
    """the fingerprint of what a file is read with: vocabularies and settings"""
