"""Settlements: labels for the base map, and the towns and roads that the demo network grows on.

Writes data/basemap/places.json.gz, data/demo_places.csv.gz and data/demo_roads.csv.gz.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import opencc
import shapely

from . import source
from .admin import Admin
from .basemap import collection
from .source import Region

WORLD_LABELS, CHINA_LABELS = 100_000, 20_000  # least population of a labelled place
DEMO_TOWNS = 5_000
TRUNK = 300_000  # least population of the cities that trunk roads join
LONGEST_ROAD = 250_000.0  # metres
UNNAMED_CAP = 300_000  # where GeoNames gives a street or quarter the number of a whole city
# GeoNames gives these the number of somebody else; here the 2020 census of the prefecture.
POPULATIONS = {1_790_842: 1_382_713}  # Wuzhong, Ningxia
# A district without a populated place gets its seat with a guess by the kind of district.
SEAT_GUESS = {"区": 120_000, "市": 100_000, "县": 50_000, "旗": 30_000}
# Where GeoNames lists a lesser-known Chinese name first.
NAMES = {
    "Jakarta": "雅加达", "Istanbul": "伊斯坦布尔", "Kinshasa": "金沙萨", "Johannesburg": "约翰内斯堡",
    "Ahmedabad": "艾哈迈达巴德", "Sydney": "悉尼", "Singapore": "新加坡", "Abidjan": "阿比让",
    "Rio de Janeiro": "里约热内卢", "Cape Town": "开普敦", "Yokohama": "横滨", "Dubai": "迪拜",
    "Chennai": "金奈", "Brisbane": "布里斯班", "Giza": "吉萨", "Rome": "罗马", "Lusaka": "卢萨卡",
    "Quezon City": "奎松", "Incheon": "仁川", "Daegu": "大邱", "Faisalabad": "费萨拉巴德",
    "Kanpur": "坎普尔", "Haiphong": "海防", "Addis Ababa": "亚的斯亚贝巴", "Queens": "皇后区",
}
MUNICIPAL = {"110000", "120000", "310000", "500000", "810000", "820000"}  # provinces that are cities
SUFFIXES = ("街道", "新区", "地区", "市", "镇", "乡", "区", "县")
to_simplified = opencc.OpenCC("t2s").convert


@dataclass
class Place:
    lon: float
    lat: float
    population: int
    name: str
    name_en: str
    district: int | None  # index, when in China
    seat_of: str | None  # level of the highest division that it gives its name to


def han_names(place: dict[str, Any]) -> list[str]:
    """Chinese names in simplified characters, those published that way first."""
    names = [name for name in place["alternatenames"] if source.HAN.fullmatch(name)]
    simplified = [name for name in names if to_simplified(name) == name and encodes(name)]
    return list(dict.fromkeys(simplified + [to_simplified(name) for name in names]))


def encodes(name: str) -> bool:
    """Whether GB 2312 knows every character, which leaves out Japanese and rare forms."""
    try:
        return bool(name.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def stem(name: str) -> str:
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix) + 1:
            return name[: -len(suffix)]
    return name


class Finder:
    """Which district a point lies in."""

    def __init__(self, admin: Admin) -> None:
        own = admin.topology
        self.regions = admin.regions
        self.shapes = [
            shapely.MultiPolygon([(part[0], part[1:]) for part in own.polygons(region)])
            for region in own.levels["district"]
        ]
        self.tree = shapely.STRtree(self.shapes)
        self.by_code = {
            level: {region.code: region for region in regions}
            for level, regions in admin.regions.items()
        }

    def districts(self, spots: list[tuple[float, float]]) -> list[int | None]:
        points = shapely.points(np.array(spots) * 1e6)
        found: list[int | None] = [None] * len(spots)
        for spot, district in self.tree.query(points, predicate="within").T.tolist():
            found[spot] = district if found[spot] is None else min(district, found[spot])
        return found

    def lineage(self, district: int) -> tuple[Region, Region, Region]:
        own = self.regions["district"][district]
        city = self.by_code["city"][own.parent]
        return own, city, self.by_code["province"][city.parent]


def read(finder: Finder) -> list[Place]:
    """GeoNames places, each of China's with its district and a Chinese name."""
    raw = source.geonames()
    found = finder.districts([(place["longitude"], place["latitude"]) for place in raw])
    out = []
    for place, district in zip(raw, found):
        names = han_names(place)
        population = POPULATIONS.get(place["geonameid"], place["population"])
        name, seat = NAMES.get(place["name"], names[0] if names else ""), None
        if district is not None:
            own, city, province = finder.lineage(district)
            stems = {stem(other): other for other in reversed(names)}
            for level, region in (("province", province), ("city", city), ("district", own)):
                known = stem(region.short_name)
                if known in stems and (level != "province" or province.code in MUNICIPAL):
                    name, seat = known, level
                    break
            else:
                name = min(stems, key=lambda other: (not encodes(other), len(other)), default="")
                population = min(population, UNNAMED_CAP)
        out.append(
            Place(
                place["longitude"], place["latitude"], population, name, place["name"], district, seat
            )
        )
    return out


# --- labels ------------------------------------------------------------------------------------


def rank(place: Place) -> int:
    """1 for the labels to show first, 6 for the last."""
    steps = (5_000_000, 1_000_000, 500_000, 200_000, 100_000)
    by_size = 1 + sum(place.population < step for step in steps)
    by_seat = {"province": 1, "city": 3, "district": 5, None: 6}[place.seat_of]
    return min(by_size, by_seat)


def write_labels(places: list[Place], path: Path) -> tuple[int, int]:
    """Places in label order; of two of one name within 20 km, only the first."""
    chosen: list[tuple[int, Place]] = []
    kept: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(places, key=lambda p: (rank(p), -p.population, p.lon, p.lat)):
        if place.population < (WORLD_LABELS if place.district is None else CHINA_LABELS):
            continue
        title = place.name or place.name_en
        if any(metres(place, other) < 20_000 for other in kept[title]):
            continue
        kept[title].append(place)
        chosen.append((rank(place), place))
    features = [
        {
            "type": "Feature",
            "properties": {
                "name": place.name or place.name_en,
                "name_en": place.name_en,
                "population": place.population,
                "rank": order,
            },
            "geometry": {
                "type": "Point",
                "coordinates": [round(place.lon, 3), round(place.lat, 3)],
            },
        }
        for order, place in chosen
    ]
    return len(features), source.write_gzip(path, collection(features))


def metres(a: Any, b: Any) -> float:
    x = math.radians(a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 6_371_000 * math.hypot(x, math.radians(a.lat - b.lat))


# --- the demo's towns and roads ----------------------------------------------------------------


def towns(places: list[Place], finder: Finder) -> list[Place]:
    """Populated places of China, and a seat in every district that has none."""
    by_district: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        if place.district is not None:
            by_district[place.district].append(place)
    out = []
    for district, region in enumerate(finder.regions["district"]):
        here = sorted(by_district[district], key=lambda p: (-p.population, p.lon, p.lat))
        chosen: list[Place] = []
        for place in here:
            if place.population >= DEMO_TOWNS and all(metres(place, o) > 1_500 for o in chosen):
                chosen.append(place)
        if not chosen:
            chosen = [seat(region, district, here, finder)]
        for place in chosen:
            place.name = place.name or stem(region.short_name)
        out += chosen
    return out


def seat(region: Region, district: int, here: list[Place], finder: Finder) -> Place:
    named = [place for place in here if place.seat_of]
    lon, lat = region.center
    if named:
        lon, lat = named[0].lon, named[0].lat
    elif finder.districts([(lon, lat)])[0] != district:
        inside = shapely.point_on_surface(finder.shapes[district])
        lon, lat = round(inside.x / 1e6, 5), round(inside.y / 1e6, 5)
    guess = SEAT_GUESS.get(region.name[-1], 20_000)
    return Place(lon, lat, guess, stem(region.short_name), "", district, "district")


def albers(places: list[Place]) -> np.ndarray:
    """Metres on an equal-area cone for China (25° and 47° N, 105° E)."""
    lon = np.radians([place.lon - 105 for place in places])
    lat = np.radians([place.lat for place in places])
    one, two = math.radians(25), math.radians(47)
    n = (math.sin(one) + math.sin(two)) / 2
    rho = np.sqrt(math.cos(one) ** 2 + 2 * n * (math.sin(one) - np.sin(lat))) / n
    return 6_371_000 * np.column_stack([rho * np.sin(n * lon), -rho * np.cos(n * lon)])


def gabriel(spots: np.ndarray) -> set[tuple[int, int]]:
    """Pairs whose circle of diameter holds no third spot: neighbours, as roads join them."""
    spots = np.round(spots, 1)
    index = {tuple(spot): at for at, spot in enumerate(spots.tolist())}
    triangles = shapely.delaunay_triangles(shapely.multipoints(spots))
    opposite: dict[tuple[int, int], list[int]] = defaultdict(list)
    for triangle in shapely.get_parts(triangles):
        a, b, c = (index[corner] for corner in list(triangle.exterior.coords)[:3])
        for x, y, z in ((a, b, c), (b, c, a), (c, a, b)):
            opposite[min(x, y), max(x, y)].append(z)
    return {
        (a, b)
        for (a, b), corners in opposite.items()
        if all(np.dot(spots[a] - spots[c], spots[b] - spots[c]) > 0 for c in corners)
    }


def roads(settlements: list[Place], finder: Finder) -> list[tuple[int, int, int]]:
    """(place, place, class): 1 for trunk roads between cities, 2 for roads between neighbours."""
    spots = albers(settlements)
    cities = [at for at, place in enumerate(settlements) if place.population >= TRUNK]
    classes = {pair: 2 for pair in gabriel(spots)}
    for a, b in gabriel(spots[cities]):
        classes[min(cities[a], cities[b]), max(cities[a], cities[b])] = 1
    land = shapely.union_all(finder.shapes)
    shapely.prepare(land)
    out = []
    for (a, b), kind in sorted(classes.items()):
        length = float(np.hypot(*(spots[a] - spots[b])))
        if length > LONGEST_ROAD:
            continue
        share = np.linspace(0, 1, 2 + int(length / 4_000))[:, None]
        ends = np.array([[p.lon, p.lat] for p in (settlements[a], settlements[b])])
        line = (ends[0] + (ends[1] - ends[0]) * share) * 1e6
        if shapely.contains_xy(land, line).mean() >= 0.9:  # not over the sea
            out.append((a, b, kind))
    return out


def write_demo(
    settlements: list[Place], edges: list[tuple[int, int, int]], finder: Finder, folder: Path
) -> dict[str, int]:
    def table(header: str, rows: list[tuple[Any, ...]]) -> str:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)
        return text.getvalue()

    codes = [region.code for region in finder.regions["district"]]
    rows = [(codes[p.district], p.lon, p.lat, p.population, p.name) for p in settlements]
    places = table("district,longitude,latitude,population,name", rows)
    return {
        "demo_places.csv.gz": source.write_gzip(folder / "demo_places.csv.gz", places),
        "demo_roads.csv.gz": source.write_gzip(
            folder / "demo_roads.csv.gz", table("from,to,class", edges)
        ),
    }
