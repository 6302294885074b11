#!/usr/bin/env python3
"""Builds the committed files of data/ from published packages, byte for byte the same each time.

    python3 -m venv /tmp/forecourt-data && /tmp/forecourt-data/bin/pip install -r data/requirements.txt
    /tmp/forecourt-data/bin/python data/build.py           # writes data/*.gz and data/basemap/*.gz
    /tmp/forecourt-data/bin/python data/build.py --check   # builds aside and compares the bytes
    /tmp/forecourt-data/bin/python data/verify.py          # checks the files against the sources

Needs `npm` for Natural Earth's countries (`npm pack world-atlas@2.0.2`, checked by SHA-256). What
each file holds is written in data/README.md.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from builder import admin, basemap, places

HERE = Path(__file__).parent
FILES = (
    "admin.topo.json.gz",
    "basemap/china.json.gz",
    "basemap/world.json.gz",
    "basemap/places.json.gz",
    "demo_places.csv.gz",
    "demo_roads.csv.gz",
)


def build(folder: Path) -> None:
    divisions = admin.Admin()
    admin.write(divisions, folder / FILES[0])
    china = basemap.China(divisions)
    basemap.write_china(china, folder / FILES[1])
    basemap.write_world(china, folder / FILES[2])
    finder = places.Finder(divisions)
    known = places.read(finder)
    labels, _ = places.write_labels(known, folder / FILES[3])
    towns = places.towns(known, finder)
    roads = places.roads(towns, finder)
    places.write_demo(towns, roads, finder, folder)
    print(f"{labels} labels, {len(towns)} towns, {len(roads)} roads")
    for name in FILES:
        print(f"{(folder / name).stat().st_size:>9} {name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the committed files")
    if not parser.parse_args().check:
        build(HERE)
        return
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        differing = [
            name for name in FILES if (Path(folder) / name).read_bytes() != (HERE / name).read_bytes()
        ]
    if differing:
        raise SystemExit(f"differs from the committed file: {', '.join(differing)}")
    print("all files are as committed")


if __name__ == "__main__":
    main()
