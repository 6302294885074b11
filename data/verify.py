#!/usr/bin/env python3
"""Checks the built files against their sources, and prints the figures of data/README.md.

    python data/verify.py [--against FOLDER]

Shares nothing with the builder but the reading of the source package. FOLDER may hold an
independent conversion, `cn_{province,city,district}.geojson.gz`, to compare the divisions with.
Ends with status 1 at the first check that fails.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import shapely
from builder import source

HERE = Path(__file__).parent
LEVELS = {"province": 34, "city": 375, "district": 2891}
# Regions whose outline differs from the source's, and why: see "Mended faults" in README.md.
MENDED_DISTRICTS = {"371103", "530625", "211404", "210303", "211104", "230381", "210302"}
LARGEST_DIFFERENCE = 5e-4  # square degrees, of one region
Ring = list[tuple[int, int]]


def check(holds: bool, what: str) -> None:
    print(("ok    " if holds else "FAILED"), what)
    if not holds:
        raise SystemExit(1)


def load(name: str) -> Any:
    return json.loads(gzip.decompress((HERE / name).read_bytes()))


def decode(topology: dict[str, Any]) -> dict[str, dict[str, list[list[Ring]]]]:
    """Closed rings in microdegrees, by level and code, as the TopoJSON specification says."""
    assert topology["transform"] == {"scale": [1e-6, 1e-6], "translate": [0, 0]}
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x, y))
        arcs.append(points)

    def ring(refs: list[int]) -> Ring:
        points: Ring = []
        for ref in refs:
            arc = arcs[ref] if ref >= 0 else arcs[~ref][::-1]
            if points and points[-1] != arc[0]:
                raise SystemExit(f"arc {ref} does not start where the one before it ends")
            points += arc if not points else arc[1:]
        return points

    return {
        level: {
            geometry["id"]: [
                [ring(refs) for refs in polygon]
                for polygon in (
                    [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
                )
            ]
            for geometry in collection["geometries"]
        }
        for level, collection in topology["objects"].items()
    }


def doubled_area(ring: Ring) -> int:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


def shape(polygons: list[list[Ring]]) -> Any:
    return shapely.MultiPolygon([(rings[0], rings[1:]) for rings in polygons])


def canonical(ring: Ring) -> tuple[tuple[int, int], ...]:
    """The ring without repeats, from its least vertex, counter-clockwise."""
    points = [b for a, b in zip(ring, ring[1:]) if a != b]
    if doubled_area(points + points[:1]) < 0:
        points.reverse()
    at = points.index(min(points))
    return tuple(points[at:] + points[:at])


def same(ours: list[list[Ring]], theirs: list[list[Ring]]) -> bool:
    def key(polygons: list[list[Ring]]) -> Any:
        return sorted(
            (canonical(rings[0]), sorted(canonical(hole) for hole in rings[1:])) for rings in polygons
        )

    return key(ours) == key(theirs)


def divisions(against: Path | None) -> dict[str, dict[str, Any]]:
    topology = load("admin.topo.json.gz")
    regions = decode(topology)
    check({k: len(v) for k, v in regions.items()} == LEVELS, f"{LEVELS}, codes unique within a level")
    meta = {
        level: {geometry["id"]: geometry["properties"] for geometry in collection["geometries"]}
        for level, collection in topology["objects"].items()
    }
    check(
        all(p["parent"] is None for p in meta["province"].values())
        and all(p["parent"] in meta["province"] for p in meta["city"].values())
        and all(p["parent"] in meta["city"] for p in meta["district"].values()),
        "every city has a province, every district a city",
    )
    check(
        all(len(code) == 6 and code.isdigit() for codes in meta.values() for code in codes)
        and all(code[:2] == p["parent"][:2] for codes in meta.values() for code, p in codes.items() if p["parent"]),
        "codes have six digits and start with their province's two",
    )
    repeated = [code for code in meta["city"] if code in meta["province"]]
    again = [code for code in meta["district"] if code in meta["city"]]
    check(
        all(same(regions["city"][c], regions["province"][c]) for c in repeated)
        and all(same(regions["district"][c], regions["city"][c]) for c in again)
        and all(meta["city"][c]["parent"] == c for c in repeated)
        and all(meta["district"][c]["parent"] == c for c in again),
        f"{len(repeated)} codes are both province and city, {len(again)} both city and district: "
        "always parent and only child, or the same area",
    )

    rings = [r for codes in regions.values() for polygons in codes.values() for p in polygons for r in p]
    check(all(r[0] == r[-1] and len(r) >= 4 for r in rings), f"all {len(rings)} rings close")
    check(
        all(
            (doubled_area(ring) > 0) == (at == 0)
            for codes in regions.values() for polygons in codes.values() for p in polygons
            for at, ring in enumerate(p)
        ),
        "exteriors run counter-clockwise, holes clockwise",
    )
    shapes = {level: {c: shape(p) for c, p in codes.items()} for level, codes in regions.items()}
    check(all(s.is_valid for codes in shapes.values() for s in codes.values()), "every geometry is valid")

    sides = Counter(
        side for p in regions["district"].values() for rs in p for r in rs for side in zip(r, r[1:])
    )
    check(max(sides.values()) == 1, "no two districts lie on the same side of an edge")
    outline = {side for side in sides if side[::-1] not in sides}
    areas = {}
    for level, codes in regions.items():
        own = Counter(side for p in codes.values() for rs in p for r in rs for side in zip(r, r[1:]))
        alone = {side for side in own if side[::-1] not in own}
        areas[level] = sum(doubled_area(r) for p in codes.values() for rs in p for r in rs)
        check(
            own.keys() <= sides.keys() and alone == outline,
            f"{level}: each edge is a district's edge, used by two regions or by the outer border",
        )
    check(len(set(areas.values())) == 1, f"each level adds up to {areas['city'] / 2e12:.9f} square degrees, exactly")
    for level, below in (("province", "city"), ("city", "district")):
        sums: Counter[str] = Counter()
        for code, polygons in regions[below].items():
            sums[meta[below][code]["parent"]] += sum(doubled_area(r) for rs in polygons for r in rs)
        check(
            all(sums[c] == sum(doubled_area(r) for rs in p for r in rs) for c, p in regions[level].items()),
            f"the area of each {level} is the sum of its parts, exactly",
        )

    for level, codes in regions.items():
        differing = {}
        vertices = 0
        for region, theirs in zip(source.regions(level), source.closed_polygons(level), strict=True):
            vertices += sum(len(ring) for rings_ in theirs for ring in rings_)
            properties = meta[level][region.code]
            assert (properties["name"], properties["short_name"]) == (region.name, region.short_name)
            assert (properties["parent"], properties["center"]) == (region.parent, list(region.center))
            if not same(codes[region.code], theirs):
                difference = shape(theirs).symmetric_difference(shapes[level][region.code]).area / 1e12
                differing[region.code] = difference
        worst = max(differing.values())
        check(
            worst < LARGEST_DIFFERENCE and (level != "district" or differing.keys() == MENDED_DISTRICTS),
            f"{level}: {len(codes) - len(differing)} of {len(codes)} equal the source ({vertices} vertices) "
            f"to the digit, names and all; {len(differing)} differ, by {sum(differing.values()):.2e} square degrees",
        )
        print("       ", ", ".join(f"{c} {meta[level][c]['name']} {d:.1e}" for c, d in sorted(differing.items()) if d > 0))

    for level, codes in shapes.items():
        outside = [
            code for code, s in codes.items()
            if not s.covers(shapely.Point([v * 1e6 for v in meta[level][code]["center"]]))
        ]
        print(f"note   {level}: {len(outside)} centres lie outside their region: {' '.join(outside)}")

    trees = {level: (list(codes), shapely.STRtree(list(codes.values()))) for level, codes in shapes.items()}
    rng = random.Random(1)
    agree = found = 0
    for _ in range(20_000):
        spot = shapely.Point(rng.uniform(73e6, 135e6), rng.uniform(18e6, 54e6))
        hits = {level: tree.query(spot, predicate="within") for level, (_, tree) in trees.items()}
        if len(hits["district"]) == 0:
            agree += all(len(h) == 0 for h in hits.values())
            continue
        found += 1
        code = trees["district"][0][hits["district"][0]]
        city = meta["district"][code]["parent"]
        lineage = {"district": code, "city": city, "province": meta["city"][city]["parent"]}
        agree += all(
            len(h) == 1 and trees[level][0][h[0]] == lineage[level] for level, h in hits.items()
        )
    check(agree == 20_000, f"20,000 random points ({found} inside): one district, its city, its province")

    arcs = topology["arcs"]
    print(f"note   {len(arcs)} arcs of {sum(map(len, arcs))} vertices; rings repeat {sum(map(len, rings))}")
    if against:
        for level, codes in regions.items():
            text = gzip.decompress((against / f"cn_{level}.geojson.gz").read_bytes())
            theirs = {}
            for f in json.loads(text)["features"]:
                g = f["geometry"]
                polygons = [g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"]
                theirs[f["id"]] = [
                    [[(round(x * 1e6), round(y * 1e6)) for x, y in r] for r in p] for p in polygons
                ]
            equal = sum(same(codes[code], polygons) for code, polygons in theirs.items())
            check(theirs.keys() == codes.keys(), f"{level}: {equal} of {len(codes)} equal the other conversion")
    return shapes


def basemap(shapes: dict[str, dict[str, Any]]) -> None:
    total = 0
    for name in ("world", "china", "places"):
        path = HERE / "basemap" / f"{name}.json.gz"
        total += path.stat().st_size
        document = load(f"basemap/{name}.json.gz")
        kinds = Counter(f["properties"].get("kind", "place") for f in document["features"])
        geometries = shapely.from_geojson([json.dumps(f["geometry"]) for f in document["features"]])
        land = [g for g, f in zip(geometries, document["features"]) if f["properties"].get("kind") == "land"]
        check(
            all(-180 <= b[0] <= b[2] <= 180 and -90 <= b[1] <= b[3] <= 90 for b in (g.bounds for g in geometries)),
            f"{name}: {path.stat().st_size} bytes, {dict(kinds)}, within the world's bounds",
        )
        check(all(g.exterior.is_ccw and not any(h.is_ccw for h in g.interiors) for g in land), f"{name}: winding is right")
        invalid = [g for g in land if not g.is_valid]
        print(f"note   {name}: {len(invalid)} of {len(land)} land polygons touch themselves after rounding")
        if name == "china":
            own = shapely.union_all([shapely.make_valid(g) for g in land])
            whole = shapely.transform(shapely.union_all(list(shapes["province"].values())), lambda xy: xy / 1e6)
            off = own.symmetric_difference(whole).area / whole.area
            check(off < 1e-4, f"china: land differs from the union of provinces by {off:.1e} of its area")
        if name == "world":
            border = geometries[-1]
            inside = border.intersection(whole_china(shapes).buffer(-0.02)).length
            check(inside < 1e-9, "world: no border runs through China")
    check(total < 1_200_000, f"the base map is {total} bytes")


def whole_china(shapes: dict[str, dict[str, Any]]) -> Any:
    return shapely.transform(shapely.union_all(list(shapes["province"].values())), lambda xy: xy / 1e6)


def demo(shapes: dict[str, dict[str, Any]]) -> None:
    def table(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(gzip.decompress((HERE / name).read_bytes()).decode())))

    places, roads = table("demo_places.csv.gz"), table("demo_roads.csv.gz")
    check(
        all(
            shapes["district"][p["district"]].contains(
                shapely.Point(float(p["longitude"]) * 1e6, float(p["latitude"]) * 1e6)
            )
            for p in places
        ),
        f"all {len(places)} towns lie in their district",
    )
    check({p["district"] for p in places} == shapes["district"].keys(), "every district has a town")
    check(all(p["name"] and int(p["population"]) > 0 for p in places), "every town has a name and people")
    pairs = {(int(r["from"]), int(r["to"])) for r in roads}
    check(len(pairs) == len(roads) and all(a < b < len(places) for a, b in pairs), f"{len(roads)} roads, each once")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--against", type=Path)
    shapes = divisions(parser.parse_args().against)
    basemap(shapes)
    demo(shapes)


if __name__ == "__main__":
    main()
