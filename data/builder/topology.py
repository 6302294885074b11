"""One topology for the three levels: districts cut into shared arcs, parents as unions of children.

The source is an almost perfect coverage: neighbouring districts repeat the same vertices. Three
faults stand in the way of an exact one, and are mended here:

* one vertex lies 15 m off its neighbour's, so that their sides cross (`MOVED`);
* an islet that two districts both claim stays with the first of them (`drop_double_claims`);
* a thin gap or overlap between districts, where one has a vertex its neighbour lacks, goes to
  (or is taken from) the one along whose side it lies (`mend_slivers`).

After that every edge is used once (by the outer border) or twice, in opposite directions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from .source import Point, Polygon, Ring

Edge = tuple[Point, Point]
ArcRef = int  # i: arc i forward; ~i (= -1 - i): arc i backward, as in TopoJSON


def ring_edges(ring: Ring) -> list[Edge]:
    return list(zip(ring, ring[1:] + ring[:1]))


def doubled_area(ring: Ring) -> int:
    """Twice the signed area: positive when counter-clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in ring_edges(ring))


def rewound(districts: list[list[Polygon]]) -> list[list[Polygon]]:
    """Exteriors counter-clockwise and holes clockwise (RFC 7946)."""
    return [
        [
            [
                ring if (doubled_area(ring) > 0) == (at == 0) else ring[::-1]
                for at, ring in enumerate(polygon)
            ]
            for polygon in region
        ]
        for region in districts
    ]


def moved(districts: list[list[Polygon]]) -> list[list[Polygon]]:
    return [
        [[[MOVED.get(point, point) for point in ring] for ring in polygon] for polygon in region]
        for region in districts
    ]


def drop_double_claims(districts: list[list[Polygon]]) -> list[tuple[int, int, int]]:
    """Removes a polygon that an earlier region has too: (keeper, loser, vertices) of each."""
    owner: dict[frozenset[Point], int] = {}
    dropped = []
    for index, region in enumerate(districts):
        kept = []
        for polygon in region:
            key = frozenset(polygon[0])
            first = owner.setdefault(key, index)
            if first == index:
                kept.append(polygon)
            else:
                dropped.append((first, index, len(polygon[0])))
        region[:] = kept
    return dropped


def lone_edges(districts: list[list[Polygon]]) -> dict[Edge, int]:
    """Edges whose opposite no region has, with their region."""
    owner: dict[Edge, int] = {}
    for index, region in enumerate(districts):
        for polygon in region:
            for ring in polygon:
                for edge in ring_edges(ring):
                    if edge in owner:
                        raise ValueError(f"regions {owner[edge]} and {index} overlap at {edge}")
                    owner[edge] = index
    return {edge: index for edge, index in owner.items() if edge[::-1] not in owner}


def simple_loops(edges: list[Edge]) -> list[Ring]:
    """Directed edges chained into loops that visit no vertex twice."""
    after: dict[Point, list[Point]] = defaultdict(list)
    for a, b in edges:
        after[a].append(b)
    loops = []
    for start, _ in edges:
        while after[start]:
            path, at = [start], {start: 0}
            while True:
                here = after[path[-1]].pop()
                if here not in at:
                    at[here] = len(path)
                    path.append(here)
                    continue
                loop = path[at[here] :]
                loops.append(loop)
                for vertex in loop[1:]:
                    del at[vertex]
                path = path[: at[here] + 1]
                if len(path) == 1 and not after[start]:
                    break
    return loops


# Between 211404 and 210702, at the coast.
MOVED = {(121_004_236, 40_829_072): (121_004_184, 40_828_926)}


def mend_slivers(
    districts: list[list[Polygon]], border: list[list[Polygon]]
) -> list[tuple[int, Ring]]:
    """Hands each gap or overlap to the region along its longest side: (region, sliver) of each.

    Slivers are told from the border's own loops by having two or more regions around a loop that
    has no side on the border.
    """
    coast = {
        edge for region in border for polygon in region for ring in polygon
        for side in ring_edges(ring) for edge in (side, side[::-1])
    }
    owner = lone_edges(districts)
    mended = []
    for gap in simple_loops(list(owner)):
        if len(gap) > 9 or any(side in coast for side in ring_edges(gap)):
            continue
        sides = ring_edges(gap)
        users = [owner[side] for side in sides]
        longest = max(
            (at for at in range(len(sides)) if users.count(users[at]) == 1),
            key=lambda at: (
                (sides[at][0][0] - sides[at][1][0]) ** 2 + (sides[at][0][1] - sides[at][1][1]) ** 2
            ),
        )
        turned = gap[longest:] + gap[:longest]
        side, detour = (turned[0], turned[1]), turned[:1:-1]  # the other way around the gap
        for polygon in districts[users[longest]]:
            for ring in polygon:
                for at, edge in enumerate(ring_edges(ring)):
                    if edge == side:
                        ring[at + 1 : at + 1] = detour
                        break
        mended.append((users[longest], gap))
    return mended


@dataclass
class Topology:
    """Arcs, and for each level its regions as polygons of rings of arc references."""

    arcs: list[list[Point]] = field(default_factory=list)
    levels: dict[str, list[list[list[list[ArcRef]]]]] = field(default_factory=dict)

    def points(self, ref: ArcRef) -> list[Point]:
        return self.arcs[ref] if ref >= 0 else self.arcs[~ref][::-1]

    def ring(self, refs: list[ArcRef]) -> Ring:
        return [point for ref in refs for point in self.points(ref)[:-1]]

    def polygons(self, region: list[list[list[ArcRef]]]) -> list[Polygon]:
        return [[self.ring(refs) for refs in polygon] for polygon in region]


def cut(districts: list[list[Polygon]]) -> Topology:
    """Cuts the rings at junctions, where the two neighbours of a vertex are not always the same."""
    neighbours: dict[Point, tuple[Point, Point]] = {}
    junctions: set[Point] = set()
    rings = [ring for region in districts for polygon in region for ring in polygon]
    for ring in rings:
        for before, here, behind in zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1]):
            pair = (min(before, behind), max(before, behind))
            if neighbours.setdefault(here, pair) != pair:
                junctions.add(here)

    topology = Topology()
    index: dict[tuple[Point, ...], int] = {}

    def ref(points: tuple[Point, ...]) -> ArcRef:
        if points in index:
            return index[points]
        if points[::-1] in index:
            return ~index[points[::-1]]
        index[points] = len(topology.arcs)
        topology.arcs.append(list(points))
        return index[points]

    def refs(ring: Ring) -> list[ArcRef]:
        stops = [at for at, point in enumerate(ring) if point in junctions]
        if not stops:  # an island, or a lake: starts at its least vertex, whoever's ring it is
            stops = [ring.index(min(ring))]
        turned = ring[stops[0] :] + ring[: stops[0]] + [ring[stops[0]]]
        ends = [at - stops[0] for at in stops] + [len(ring)]
        return [ref(tuple(turned[a : b + 1])) for a, b in zip(ends, ends[1:])]

    topology.levels["district"] = [
        [[refs(ring) for ring in polygon] for polygon in region] for region in districts
    ]
    return topology


def merge(topology: Topology, children: list[list[list[list[ArcRef]]]]) -> list[list[list[ArcRef]]]:
    """The union of regions: the arcs that exactly one of them uses, chained into polygons."""
    used = [ref for region in children for polygon in region for ring in polygon for ref in ring]
    present = set(used)
    border = [ref for ref in used if ~ref not in present]

    by_start: dict[Point, list[ArcRef]] = defaultdict(list)
    ends = {ref: (topology.points(ref)[0], topology.points(ref)[-1]) for ref in border}
    for ref in border:
        by_start[ends[ref][0]].append(ref)
    rings: list[list[ArcRef]] = []
    for first in border:
        start = ends[first][0]
        while by_start[start]:
            path: list[ArcRef] = []
            at = {start: 0}
            here = start
            while True:
                ref = by_start[here].pop(0)
                path.append(ref)
                here = ends[ref][1]
                if here not in at:
                    at[here] = len(path)
                    continue
                loop = path[at[here] :]
                rings.append(loop)
                for step in loop[:-1]:
                    del at[ends[step][1]]
                path = path[: at[here]]
                if not path and not by_start[start]:
                    break
    return nest(topology, rings)


def nest(topology: Topology, rings: list[list[ArcRef]]) -> list[list[list[ArcRef]]]:
    """Puts each clockwise ring into the smallest counter-clockwise one around it."""
    outer, holes = [], []
    for refs in rings:
        points = topology.ring(refs)
        area = doubled_area(points)
        (outer if area > 0 else holes).append((abs(area), refs, points))
    polygons = [[refs] for _, refs, _ in outer]
    for area, refs, points in holes:
        inside = [
            (size, at)
            for at, (size, _, around) in enumerate(outer)
            if size > area and contains(around, points)
        ]
        polygons[min(inside)[1]].append(refs)
    return polygons


def contains(around: Ring, ring: Ring) -> bool:
    """Whether a ring lies inside another that it may touch but not cross."""
    shared = set(around)
    own = [point for point in ring if point not in shared]
    if own:
        x, y = own[0]
    else:  # every vertex is shared: take the middle of a side
        (ax, ay), (bx, by) = ring[0], ring[1]
        x, y = (ax + bx) / 2, (ay + by) / 2
    inside = False
    for (ax, ay), (bx, by) in ring_edges(around):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def build(
    districts: list[list[Polygon]],
    district_parents: list[int],
    city_parents: list[int],
    border: list[list[Polygon]],
) -> tuple[Topology, list[tuple[int, int, int]], list[tuple[int, Ring]]]:
    """The topology, the double claims that it settled and the slivers that it mended."""
    districts = rewound(moved(districts))
    dropped = drop_double_claims(districts)
    mended = mend_slivers(districts, border)
    topology = cut(districts)
    for level, below, parents in (
        ("city", "district", district_parents),
        ("province", "city", city_parents),
    ):
        groups: list[list[list[list[list[ArcRef]]]]] = [[] for _ in range(max(parents) + 1)]
        for region, parent in zip(topology.levels[below], parents):
            groups[parent].append(region)
        topology.levels[level] = [merge(topology, group) for group in groups]
    return topology, dropped, mended
