"""Writes data/basemap/: land, borders and places to draw a map with no network.

China's land and every line that touches China come from the Tianditu layer; the rest of the world
from Natural Earth (1:50m). Natural Earth's own outline of China, and every border it draws next to
or inside China, is left out.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

import shapely
from shapely import LineString, MultiLineString, Point as Spot

from . import source, topology
from .admin import Admin
from .source import Point, Ring

CHINA = {"156", "158", "344", "446"}  # ISO 3166-1 numeric, as Natural Earth splits it
# Parts that Natural Earth draws apart from the state that the United Nations list them under.
PART_OF = {"Somaliland": "Somalia", "Kosovo": "Serbia", "N. Cyprus": "Cyprus"}
# Where the land border of China begins and ends: the mouths of the Beilun and the Yalu.
BEILUN, YALU = (107_970_000, 21_540_000), (124_200_000, 39_840_000)
TOLERANCE = 400  # microdegrees: 45 m, a third of a pixel at zoom 9
CLEAR = 0.08  # degrees from China within which other borders are redrawn as a straight line
STRIP = 0.15  # degrees that the world's land reaches below China's, so that no seam shows


def feature(kind: str, geometry: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"kind": kind, **more}, "geometry": geometry}


def collection(features: list[dict[str, Any]]) -> str:
    document = {"type": "FeatureCollection", "features": features}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def rounded(points: Any, digits: int) -> list[list[float]]:
    """Rounded points without repeats; -0.0 and trailing ".0" would only cost bytes."""
    out: list[list[float]] = []
    for x, y in points:
        point = [round(value, digits) + 0.0 for value in (x, y)]
        point = [int(value) if value == int(value) else value for value in point]
        if not out or out[-1] != point:
            out.append(point)
    return out


def lines(kind: str, parts: list[Any], digits: int) -> dict[str, Any]:
    coordinates = [part for part in (rounded(part, digits) for part in parts) if len(part) > 1]
    return feature(kind, {"type": "MultiLineString", "coordinates": coordinates})


def polygon(rings: list[Any], digits: int) -> dict[str, Any] | None:
    coordinates = [ring for ring in (rounded(ring, digits) for ring in rings)]
    if len(coordinates[0]) < 4:
        return None
    return {"type": "Polygon", "coordinates": [ring for ring in coordinates if len(ring) >= 4]}


# --- China -------------------------------------------------------------------------------------


class China:
    """The province outlines as arcs between provinces, simplified arc by arc.

    Simplifying arcs rather than polygons keeps land, coast and province lines on one another.
    """

    def __init__(self, admin: Admin) -> None:
        own = admin.topology
        provinces = own.levels["province"]
        rings = [[[own.ring(ring) for ring in polygon] for polygon in region] for region in provinces]
        whole = topology.cut(rings)
        users: dict[int, list[int]] = defaultdict(list)
        for at, region in enumerate(whole.levels["district"]):
            for part in region:
                for ring in part:
                    for ref in ring:
                        users[ref if ref >= 0 else ~ref].append(at)
        self.users = users
        self.exact = topology.merge(whole, whole.levels["district"])
        self.exact_rings = [[whole.ring(refs) for refs in part] for part in self.exact]
        self.mainland = max(range(len(self.exact)), key=lambda at: len(self.exact_rings[at][0]))
        outline = self.exact_rings[self.mainland][0]
        self.ends = [min(outline, key=lambda p: math.dist(p, mouth)) for mouth in (YALU, BEILUN)]
        whole.arcs = [self.simplified(arc) for arc in whole.arcs]
        self.topology = whole
        self.codes = [region.code for region in admin.regions["province"]]

    def simplified(self, arc: list[Point]) -> list[Point]:
        stops = sorted({0, len(arc) - 1, *(at for at, p in enumerate(arc) if p in self.ends)})
        if arc[0] == arc[-1]:  # a closed arc must not fold up: keep its farthest vertex too
            stops = sorted({*stops, max(range(len(arc)), key=lambda at: math.dist(arc[at], arc[0]))})
        out = [arc[0]]
        for a, b in zip(stops, stops[1:]):
            piece = LineString(arc[a : b + 1]).simplify(TOLERANCE, preserve_topology=False)
            out += [(int(x), int(y)) for x, y in piece.coords[1:]]
        if arc[0] == arc[-1] and len(out) < 4:
            return arc
        return out

    def land(self) -> list[list[Ring]]:
        return [[self.topology.ring(refs) for refs in part] for part in self.exact]

    def land_border(self, outline: Ring) -> Ring:
        """The stretch of the mainland's outline from the Yalu's mouth to the Beilun's."""
        a, b = (outline.index(end) for end in self.ends)
        return outline[a : b + 1] if a < b else outline[a:] + outline[: b + 1]

    def province_lines(self) -> list[list[Point]]:
        """Arcs between two provinces; those of the special regions have their own lines."""
        special = {self.codes.index(code) for code in ("810000", "820000")}
        return [
            self.topology.arcs[arc]
            for arc, users in sorted(self.users.items())
            if len(users) == 2 and not special & set(users)
        ]


def degrees(points: list[Point]) -> list[tuple[float, float]]:
    return [(x / 1e6, y / 1e6) for x, y in points]


def closed(ring: list[Any]) -> list[Any]:
    return ring + ring[:1]


def write_china(china: China, path: Path) -> int:
    drawn = source.china_lines()
    border = LineString(degrees(china.land_border(china.land()[china.mainland][0])))
    undefined = MultiLineString([degrees(line) for line in drawn["undefined"]])
    national = shapely.line_merge(border.difference(undefined.buffer(0.003)))
    features = []
    for part in china.land():
        shape = polygon([closed(degrees(ring)) for ring in part], 4)
        if shape is not None:
            features.append(feature("land", shape))
    features += [
        lines("province", [degrees(line) for line in china.province_lines() + drawn["province"]], 4),
        lines("special", [degrees(line) for line in drawn["special"]], 4),
        lines("dash", [degrees(line) for line in drawn["dash"]], 4),
        lines("undefined", [degrees(line) for line in drawn["undefined"]], 4),
        lines("national", [part.coords for part in parts(national) if part.length > 0.02], 4),
    ]
    return source.write_gzip(path, collection(features))


# --- the world ---------------------------------------------------------------------------------


def parts(geometry: Any) -> list[Any]:
    return [part for part in shapely.get_parts(geometry) if not part.is_empty]


def polygonal(geometry: Any) -> list[Any]:
    return [
        piece
        for part in parts(geometry)
        for piece in (polygonal(part) if part.geom_type.startswith(("Multi", "Geom")) else [part])
        if piece.geom_type == "Polygon"
    ]


class World:
    """Natural Earth's countries: decoded arcs, and the countries on each."""

    def __init__(self) -> None:
        atlas = source.world_atlas()
        (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
        self.arcs: list[list[tuple[float, float]]] = []
        for arc in atlas["arcs"]:
            x = y = 0
            out = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                out.append((x * sx + tx, y * sy + ty))
            self.arcs.append(out)
        self.users: dict[int, set[str]] = defaultdict(set)
        china, others = [], []
        for geometry in atlas["objects"]["countries"]["geometries"]:
            name = geometry["properties"]["name"]
            ours = geometry.get("id") in CHINA
            key = "China" if ours else PART_OF.get(name, name)
            polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
            for rings in polygons:
                for ring in rings:
                    for ref in ring:
                        self.users[ref if ref >= 0 else ~ref].add(key)
                (china if ours else others).extend(self.flat(rings))
        self.china = shapely.union_all(china)
        self.others = shapely.union_all(others)

    def flat(self, rings: list[list[int]]) -> list[Any]:
        """The polygon on the plane: cut at the antimeridian."""
        sheets = []
        for refs in rings:
            ring: list[tuple[float, float]] = []
            for ref in refs:
                arc = self.arcs[ref] if ref >= 0 else self.arcs[~ref][::-1]
                ring += arc if not ring else arc[1:]
            turns = 0
            sheet = ring[:1]
            for (before, _), (x, y) in zip(ring, ring[1:]):
                turns += (before - x > 180) - (x - before > 180)
                sheet.append((x + 360 * turns, y))
            if turns:  # around the south pole: down to it and back
                sheet += [(sheet[-1][0], -90), (sheet[0][0], -90), sheet[0]]
            sheets.append(shapely.make_valid(shapely.Polygon(sheet)))
        shape = sheets[0]
        for sheet in sheets[1:]:  # even-odd, as Antarctica is "the pole's ring without its coast's"
            shape = shape.symmetric_difference(sheet)
        moved = [
            shapely.transform(
                shape.intersection(shapely.box(west, -90, west + 360, 90)),
                lambda xy, west=west: xy - [west + 180, 0],
            )
            for west in (-540, -180, 180)
        ]
        return [piece for part in moved for piece in polygonal(part)]


def write_world(china: China, path: Path) -> int:
    world = World()
    rings = [[closed(degrees(ring)) for ring in part] for part in china.exact_rings]
    own = shapely.union_all([shapely.Polygon(part[0], part[1:]) for part in rings])
    border = LineString(degrees(china.land_border(china.exact_rings[china.mainland][0])))

    # Between a neighbour as Natural Earth has it and China as Tianditu has it lie slivers of
    # what Natural Earth calls China. Those at the land border are land; those at sea are its
    # coarser coast and are dropped.
    near = world.others.buffer(0.005)
    slivers = [
        piece
        for piece in polygonal(world.china.difference(own))
        if piece.intersects(near) and piece.distance(border) < 0.05
    ]
    strip = border.buffer(STRIP).intersection(own)
    land = shapely.union_all([world.others, *slivers, strip])
    land = land.intersection(shapely.box(-180, -85.06, 180, 85.06))
    land = shapely.orient_polygons(land)  # exteriors counter-clockwise
    features = []
    for piece in sorted(polygonal(land), key=lambda piece: -piece.area):
        holes = [ring for ring in piece.interiors if shapely.Polygon(ring).area > 0.001]
        shape = polygon([ring.coords for ring in (piece.exterior, *holes)], 3)
        if shape is not None:
            features.append(feature("land", shape))
    features.append(lines("border", world_borders(world, own, border), 3))
    return source.write_gzip(path, collection(features))


def world_borders(world: World, own: Any, border: LineString) -> list[list[tuple[float, float]]]:
    """Borders between other countries, cut where China begins and led up to its border."""
    zone = own.buffer(CLEAR)
    out = []
    for arc, users in sorted(world.users.items()):
        if len(users) < 2 or "China" in users:
            continue
        line = LineString(world.arcs[arc])
        if line.distance(border) > CLEAR:
            out.append(list(line.coords))
            continue
        for piece in parts(line.difference(zone)):
            points = list(piece.coords)
            if piece.length < CLEAR / 2:
                continue
            for at, end in ((0, points[0]), (len(points), points[-1])):
                if Spot(end).distance(border) < CLEAR * 1.01:
                    to = border.interpolate(border.project(Spot(end)))
                    points.insert(at, (to.x, to.y))
                    print(f"border led on to {to.x:.2f},{to.y:.2f}: {' and '.join(sorted(users))}")
            out.append(points)
    return out
