#!/usr/bin/env python3
"""
Makes content of any size for measurements: the same number and seed always give the same files.

    python benchmarks/make_corpus.py DIR --people 3000

A tenth as many events, a twentieth case studies, a fiftieth careers; bodies of about 300 words; names from all over
the world. People, places of work and stories are invented by chance and mean nothing.
"""

from __future__ import annotations

import argparse
import random
import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
FIRST = (
    "Amina Tomasz Grace Siobhán Hamza Rhys Linh Donna Adeola Callum Mei-Lin Yusuf Ellie Harpreet Oksana Jo Idris Naomi Fatima George "
    "Priya Kwame Zofia Bilal Jess Tiago Margaret Wei Nadia Connor Rosa Abena Lucy David Shabnam Olu Finley نورا Søren Łukasz Zoë Đorđe "
    "Ngaio Aoife Bronwen Xóchitl José Björk İbrahim Chloë Ifeoma Tadeusz Eilidh 明 さくら Андрей Ελένη Mohammed Ayesha Ravi Lakshmi"
).split()
LAST = (
    "Khan Nowak Okafor Clarke Iqbal Evans Nguyễn Whittaker Balogun Reid Chan Abdi Sandhu Kovalenko Thackray Bello Fields Hartley Raman "
    "Mensah Wrona Hussain Ogden Ferreira Ellis Li Rashid McBride Owusu Tran Ibbotson Adeyemi Castellanos Ashworth الحسن Ødegård Wójcik "
    "O’Brien D’Souza Müller Çelik van-der-Berg Ó-Súilleabháin García-Márquez 李 田中 Иванов Παπαδόπουλος Begum Patel Singh Kaur Ahmed"
).split()
JOBS = (
    "Structural engineer|Railway signaller|Games developer|Ecologist|Wind turbine technician|Food technologist|Data analyst|Welder|Professor|"
    "Electrician|Biomedical scientist|Cyber security analyst|Laboratory technician|Veterinary surgeon|Software developer|Water technician|"
    "Mechanical engineer|Textile technologist|Pharmacist|Radiographer|Drone surveyor|Statistician|Forensic scientist|Quarry geologist|Optometrist"
).split("|")
WORDS = (
    "bridge valley signal pump turbine code kitchen moor river lab engine weld cable winter first school van teacher ladder map night shift "
    "question mistake exam coffee mud rain measure drawing number screen colleague train pattern sample storm rope battery sensor field grit "
    "learned broke fixed asked failed built tested carried climbed wrote counted watched the a my our every some and then because when with "
    "under above before after slowly twice again never always almost"
).split()


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes content of any size for measurements.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--photographs", type=int, default=0, help="how many people have a photograph")
    options = parser.parse_args()
    make_corpus(options.folder, people=options.people, seed=options.seed, photographs=options.photographs)


def make_corpus(folder: Path, *, people: int, seed: int = 1, photographs: int = 0) -> None:
    """Writes a content folder with its own register and site.yml; vocabularies are the repository's."""
    chance = random.Random(seed)
    terms = _terms()
    names = _names(chance, people)
    careers = [f"career-{number}" for number in range(max(1, people // 50))]
    events = [
        f"{date(2027, 1, 1) + timedelta(days=number % 400)}-event-{number}" for number in range(people // 10)
    ]
    for number, (slug, name) in enumerate(names.items()):
        _write(
            folder,
            "ambassadors",
            slug,
            _ambassador(chance, terms, name, careers, photo=f"{slug}.jpg" if number < photographs else ""),
            chance,
        )
        if number < photographs:
            _photograph(folder / "ambassadors" / f"{slug}.jpg", chance)
    slugs = list(names)
    for slug in events:
        _write(folder, "events", slug, _event(chance, terms, slug, slugs), chance)
    for number in range(people // 20):
        _write(
            folder, "case-studies", f"story-{number}", _story(chance, terms, number, slugs, events), chance
        )
    for slug in careers:
        _write(folder, "careers", slug, _career(chance, terms, slug), chance)
    for number in range(12):
        _write(
            folder,
            "organisations",
            f"organisation-{number}",
            {"name": f"Organisation {number}", "kind": "employer", "district": chance.choice(terms["areas"])},
            chance,
        )
    _write(folder, "pages", "about", {"title": "About", "summary": "About this corpus."}, chance)
    register = folder / "register"
    (register / "consent-texts").mkdir(parents=True, exist_ok=True)
    (register / "consent-texts" / "2026-1.md").write_text(
        "---\nversion: 2026-1\naccepted: yes\ncurrent: yes\n---\n\nText.\n", "utf-8"
    )
    (register / "verification.yml").write_text(
        "".join(f"{slug}: {{active: yes}}\n" for slug in slugs), "utf-8"
    )
    (folder / "site.yml").write_text(
        "title: Corpus\nbase_url: https://example.org/\ndemonstration: yes\n", "utf-8"
    )


def _terms() -> dict[str, list[str]]:
    found = {}
    for path in sorted((ROOT / "content" / "vocabularies").glob("*.yml")):
        rows = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        found[path.stem] = [str(row["slug"]) for row in rows if isinstance(row["slug"], str)]
        if path.stem == "areas":
            found["areas"] = [district["slug"] for area in rows for district in area["districts"]]
    return found


def _names(chance: random.Random, people: int) -> dict[str, str]:
    found: dict[str, str] = {}
    while len(found) < people:
        middle = f" {chance.choice(FIRST)[:1]}." if chance.random() < 0.5 else ""
        name = f"{chance.choice(FIRST)}{middle} {chance.choice(LAST)}"
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "person"
        number = 2
        while slug in found:
            slug, number = f"{slug.rstrip('0123456789').rstrip('-')}-{number}", number + 1
        found[slug] = name
    return found


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def _body(chance: random.Random) -> str:
    parts = []
    for heading in range(3):
        parts.append(f"## {_sentence(chance, 4)[:-1]}")
        parts.append(" ".join(_sentence(chance, 12) for _ in range(5)))
        parts.append(
            f"{_sentence(chance, 8)} *{_sentence(chance, 3)}* {_sentence(chance, 10)} **{_sentence(chance, 2)}**"
        )
        if heading == 1:
            parts.append("\n".join(f"- {_sentence(chance, 6)}" for _ in range(4)))
    return "\n\n".join(parts) + "\n"


def _some(chance: random.Random, values: list[str], low: int, high: int) -> list[str]:
    return chance.sample(values, min(len(values), chance.randint(low, high)))


def _ambassador(
    chance: random.Random, terms: dict[str, list[str]], name: str, careers: list[str], *, photo: str
) -> dict[str, Any]:
    years = sorted(chance.sample(range(1985, 2026), 4))
    fields: dict[str, Any] = {
        "name": name,
        "job_title": chance.choice(JOBS),
        "summary": _sentence(chance, 18),
        "what_i_do": _sentence(chance, 30),
        "what_i_needed": _sentence(chance, 25),
        "pay_and_hours": _sentence(chance, 15),
        "industry": chance.choice(terms["industries"]),
        "district": chance.choice(terms["areas"]),
        "career": chance.choice(careers),
        "formats": _some(chance, terms["formats"], 1, 2),
        "activities": _some(chance, terms["activities"], 1, 4),
        "key_stages": _some(chance, terms["key-stages"], 1, 3),
        "subjects": _some(chance, terms["subjects"], 1, 4),
        "travels": chance.choice(terms["travels"]),
        "languages": _some(chance, terms["languages"], 0, 1),
        "route": [
            {
                "step": chance.choice(terms["route-steps"]),
                "what": _sentence(chance, 4),
                "year": str(year),
                "note": _sentence(chance, 10),
            }
            for year in years
        ],
        "setback": _sentence(chance, 25),
        "best_bit": _sentence(chance, 15),
        "consent": {"profile": "2026-06-01", "photo": "2026-06-01", "print": "2026-06-01", "text": "2026-1"},
    }
    if photo:
        fields |= {"photo": photo, "photo_alt": _sentence(chance, 5)}
    return fields


def _event(
    chance: random.Random, terms: dict[str, list[str]], slug: str, people: list[str]
) -> dict[str, Any]:
    return {
        "title": _sentence(chance, 5)[:-1],
        "summary": _sentence(chance, 18),
        "kind": chance.choice(terms["event-kinds"]),
        "starts": f"{slug[:10]} 14:00",
        "ends": f"{slug[:10]} 16:00",
        "repeats": chance.choice(["", "", "weekly", "monthly"]),
        "place": {"name": _sentence(chance, 2)[:-1], "district": chance.choice(terms["areas"])},
        "mode": "in-person",
        "audiences": _some(chance, terms["audiences"], 1, 2),
        "key_stages": _some(chance, terms["key-stages"], 1, 2),
        "subjects": _some(chance, terms["subjects"], 1, 2),
        "cost": chance.choice(["free", "3 pounds a family"]),
        "ambassadors": _some(chance, people, 1, 3),
    }


def _story(
    chance: random.Random, terms: dict[str, list[str]], number: int, people: list[str], events: list[str]
) -> dict[str, Any]:
    return {
        "title": _sentence(chance, 6)[:-1],
        "summary": _sentence(chance, 18),
        "date": str(date(2020, 1, 1) + timedelta(days=number % 2000)),
        "kind": "story",
        "ambassadors": _some(chance, people, 1, 3),
        "events": _some(chance, events, 0, 1),
        "district": chance.choice(terms["areas"]),
        "subjects": _some(chance, terms["subjects"], 1, 3),
        "key_stages": _some(chance, terms["key-stages"], 1, 2),
    }


def _career(chance: random.Random, terms: dict[str, list[str]], slug: str) -> dict[str, Any]:
    return {
        "title": f"{chance.choice(JOBS)} {slug.rpartition('-')[2]}",
        "summary": _sentence(chance, 15),
        "industry": chance.choice(terms["industries"]),
        "subjects": _some(chance, terms["subjects"], 1, 3),
        "traits": _some(chance, terms["traits"], 1, 3),
        "what_you_do": _sentence(chance, 40),
        "entry_routes": [
            {"kind": kind, "text": _sentence(chance, 20)}
            for kind in _some(chance, terms["entry-routes"], 1, 3)
        ],
    }


def _write(folder: Path, collection: str, slug: str, fields: dict[str, Any], chance: random.Random) -> None:
    path = folder / collection / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    given = {name: value for name, value in fields.items() if value not in ("", [], None)}
    front = yaml.dump(given, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(f"---\n{front}---\n\n{_body(chance)}", "utf-8")


def _photograph(path: Path, chance: random.Random) -> None:
    from PIL import Image, ImageDraw

    image = Image.new(
        "RGB", (1200, 1200), (chance.randrange(256), chance.randrange(256), chance.randrange(256))
    )
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y, size = chance.randrange(1200), chance.randrange(1200), chance.randrange(20, 300)
        draw.ellipse(
            (x, y, x + size, y + size),
            fill=(chance.randrange(256), chance.randrange(256), chance.randrange(256)),
        )
    image.save(path, quality=88)


if __name__ == "__main__":
    main()
