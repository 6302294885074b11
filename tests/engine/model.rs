//! Random networks, random questions, and the plain reading of them that serves as the oracle.

use std::sync::Arc;

use forecourt::base::date::{Day, Period};
use forecourt::base::ids::{RegionId, Revision, SetId, StationId};
use forecourt::base::location::{LonLat, Mercator};
use forecourt::base::shape::{Shape, Vertex};
use forecourt::domain::access::Scope;
use forecourt::domain::cooperation::{Stage, stage_at};
use forecourt::domain::region::{Extent, Member, Region, RegionSet, SetKind};
use forecourt::domain::station::{Energy, StationView};
use forecourt::engine::filter::Filter;
use forecourt::engine::geography::Geography;
use forecourt::engine::{Builder, Question, Snapshot};
use proptest::prelude::*;

pub(crate) const ADMIN: SetId = SetId(1);
pub(crate) const SALES: SetId = SetId(2);
/// Dates of the model lie in these days after [`first_day`].
const DAYS: u32 = 400;

pub(crate) fn first_day() -> Day {
    "2025-01-01".parse().expect("date")
}

fn day(offset: u32) -> Day {
    first_day().plus(i32::try_from(offset).expect("small"))
}

#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) id: StationId,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) energy: Option<Energy>,
    pub(crate) brand: Option<String>,
    pub(crate) operator: Option<String>,
    pub(crate) location: LonLat,
    pub(crate) opened_on: Option<Day>,
    pub(crate) closed_on: Option<Day>,
    pub(crate) timeline: Vec<(Day, Stage)>,
    pub(crate) regions: Vec<(SetId, RegionId)>,
}

impl Site {
    pub(crate) fn view(&self) -> StationView<'_> {
        StationView {
            id: self.id,
            code: &self.code,
            name: &self.name,
            energy: self.energy,
            brand: self.brand.as_deref(),
            operator: self.operator.as_deref(),
            location: self.location,
            opened_on: self.opened_on,
            closed_on: self.closed_on,
            timeline: &self.timeline,
            regions: &self.regions,
        }
    }

    pub(crate) fn place(&self) -> Mercator {
        Mercator::from(self.location)
    }

    pub(crate) fn stage(&self, at: Day) -> Option<Stage> {
        stage_at(&self.timeline, at)
    }

    pub(crate) fn is_open(&self, at: Day) -> bool {
        self.opened_on.is_none_or(|opened| opened <= at) && !self.is_closed(at)
    }

    pub(crate) fn is_closed(&self, at: Day) -> bool {
        self.closed_on.is_some_and(|closed| closed <= at)
    }
}

/// Two provinces side by side, each of two cities; `sales` groups them, and they change hands: one city for
/// good, one for a while, and at last a province is nobody's.
pub(crate) fn geography() -> Geography {
    let square = |west: f64, south: f64, east: f64, north: f64| {
        let at = |lon, lat| Vertex::from(LonLat::new(lon, lat).expect("place"));
        let ring = vec![at(west, south), at(east, south), at(east, north), at(west, north)];
        Extent::Shape(Arc::new(Shape::new(vec![vec![ring]]).expect("shape")))
    };
    let region = |id: u32, set, code: &str, level: &str, parent: Option<u32>, extent| Region {
        id: RegionId(id),
        set,
        code: code.into(),
        name: code.into(),
        level: level.into(),
        parent: parent.map(RegionId),
        center: None,
        extent,
    };
    let member = |admin: &str, from: u32, to: Option<u32>| Member {
        admin: admin.into(),
        period: Period::new(day(from), to.map(day)).expect("period"),
    };
    let sets = vec![
        RegionSet { id: ADMIN, code: "admin".into(), kind: SetKind::Polygons },
        RegionSet { id: SALES, code: "sales".into(), kind: SetKind::Groups },
    ];
    let regions = vec![
        region(1, ADMIN, "P1", "province", None, square(110.0, 30.0, 112.0, 32.0)),
        region(2, ADMIN, "P2", "province", None, square(112.0, 30.0, 114.0, 32.0)),
        region(3, ADMIN, "P1A", "city", Some(1), square(110.0, 30.0, 111.0, 32.0)),
        region(4, ADMIN, "P1B", "city", Some(1), square(111.0, 30.0, 112.0, 32.0)),
        region(5, ADMIN, "P2A", "city", Some(2), square(112.0, 30.0, 113.0, 32.0)),
        region(6, ADMIN, "P2B", "city", Some(2), square(113.0, 30.0, 114.0, 32.0)),
        region(
            7,
            SALES,
            "EAST",
            "area",
            None,
            Extent::Members(vec![member("P2", 0, Some(380)), member("P1B", 200, None)]),
        ),
        region(
            8,
            SALES,
            "WEST",
            "area",
            None,
            Extent::Members(vec![member("P1A", 0, None), member("P1B", 0, Some(200)), member("P2A", 300, Some(350))]),
        ),
    ];
    Geography::build(sets, regions).expect("geography")
}

/// The region codes of a site in a set on a day, the most detailed one last.
pub(crate) fn region_codes(site: &Site, set: SetId, at: Day) -> Vec<&'static str> {
    let city = site.regions.first().map(|&(_, region)| region.0);
    let (province, city) = match city {
        Some(3) => ("P1", "P1A"),
        Some(4) => ("P1", "P1B"),
        Some(5) => ("P2", "P2A"),
        Some(6) => ("P2", "P2B"),
        _ => return Vec::new(),
    };
    if set == ADMIN {
        return vec![province, city];
    }
    match city {
        _ if at < first_day() => Vec::new(),
        "P1B" if at >= day(200) => vec!["EAST"],
        "P2A" if (day(300)..day(350)).contains(&at) => vec!["WEST"],
        "P2A" | "P2B" if at < day(380) => vec!["EAST"],
        "P2A" | "P2B" => Vec::new(),
        _ => vec!["WEST"],
    }
}

pub(crate) fn region_id(code: &str) -> (SetId, RegionId) {
    let codes = ["P1", "P2", "P1A", "P1B", "P2A", "P2B", "EAST", "WEST"];
    let id = codes.iter().zip(1..).find(|(other, _)| **other == code).expect("known").1;
    (if id >= 7 { SALES } else { ADMIN }, RegionId(id))
}

pub(crate) fn build(revision: u64, sites: &[Site]) -> Snapshot {
    let mut builder = Builder::new(geography(), sites.len());
    for site in sites {
        builder.push(&site.view());
    }
    builder.finish(Revision(revision))
}

pub(crate) fn stage() -> impl Strategy<Value = Stage> {
    proptest::sample::select(Stage::ALL.to_vec())
}

fn any_day() -> impl Strategy<Value = Day> {
    (0..DAYS).prop_map(day)
}

/// Most sites stand close together, so that cells hold several; some stand on one spot, some abroad.
fn location() -> impl Strategy<Value = LonLat> {
    let at = |(lon, lat)| LonLat::new(lon, lat).expect("place");
    prop_oneof![
        6 => (109.5..114.5_f64, 29.5..32.5_f64).prop_map(at),
        3 => (112.0..112.01_f64, 31.0..31.01_f64).prop_map(at),
        1 => Just((113.25, 30.75)).prop_map(at),
        1 => (-179.9..179.9_f64, -84.0..84.0_f64).prop_map(at),
    ]
}

prop_compose! {
    pub(crate) fn site(id: u32)(
        location in location(),
        energy in proptest::option::of(proptest::sample::select(Energy::ALL.to_vec())),
        brand in proptest::option::of(proptest::sample::select(vec!["shell", "sinopec", "Shell", "壳牌"])),
        operator in proptest::option::of(proptest::sample::select(vec!["a", "b"])),
        name in proptest::sample::select(vec!["加油站", "north_1", "100%", "ÀÉ"]),
        opened in proptest::option::weighted(0.3, 0..DAYS),
        life in proptest::option::weighted(0.3, 0..200_u32),
        timeline in proptest::collection::btree_map(0..DAYS, stage(), 0..7),
    ) -> Site {
        let opened_on = opened.map(day);
        let closed_on = life.map(|life| day(opened.unwrap_or(0) + life));
        let set = geography();
        let admin = set.set("admin").expect("admin");
        let regions = admin.locate(location).map(|slot| (ADMIN, admin.region(slot).id)).into_iter().collect();
        Site {
            id: StationId(id),
            code: format!("S{id:05}"),
            name: format!("{name} {id}"),
            energy,
            brand: brand.map(Into::into),
            operator: operator.map(Into::into),
            location,
            opened_on,
            closed_on,
            timeline: timeline.into_iter().map(|(at, stage)| (day(at), stage)).collect(),
            regions,
        }
    }
}

pub(crate) fn sites(most: usize) -> impl Strategy<Value = Vec<Site>> {
    (1..most).prop_flat_map(|n| (0..n).map(|id| site(u32::try_from(id).expect("small"))).collect::<Vec<_>>())
}

/// A test that a filter puts to a site: true, false or unknown.
type Test = Arc<dyn Fn(&Site, Day) -> Option<bool>>;

/// A filter as text, and what it means.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) text: String,
    pub(crate) test: Test,
}

impl std::fmt::Debug for Asked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.text.fmt(f)
    }
}

pub(crate) fn asked(text: impl Into<String>, test: impl Fn(&Site, Day) -> Option<bool> + 'static) -> Asked {
    Asked { text: text.into(), test: Arc::new(test) }
}

fn leaf() -> impl Strategy<Value = Asked> {
    prop_oneof![
        Just(asked("true", |_, _| Some(true))),
        Just(asked("brand = 'shell'", |site, _| site.brand.as_ref().map(|brand| brand == "shell"))),
        Just(asked("CASEI(brand) = CASEI('SHELL')", |site, _| {
            site.brand.as_ref().map(|brand| brand.to_lowercase() == "shell")
        })),
        Just(asked("brand > 'a' AND brand <= 'sinopec'", |site, _| {
            site.brand.as_ref().map(|brand| brand.as_str() > "a" && brand.as_str() <= "sinopec")
        })),
        Just(asked("operator IN ('a','z')", |site, _| site.operator.as_ref().map(|operator| operator == "a"))),
        Just(asked("operator IS NULL", |site, _| Some(site.operator.is_none()))),
        Just(asked("name LIKE '%加油%'", |site, _| Some(site.name.contains("加油")))),
        Just(asked("code >= 'S00003'", |site, _| Some(site.code.as_str() >= "S00003"))),
        Just(asked("energy IN ('fuel','ev')", |site, _| {
            site.energy.map(|energy| matches!(energy, Energy::Fuel | Energy::Ev))
        })),
        stage().prop_map(|stage| asked(format!("stage = '{}'", stage.as_str()), move |site, at| {
            site.stage(at).map(|now| now == stage)
        })),
        Just(asked("stage IS NULL", |site, at| Some(site.stage(at).is_none()))),
        any_day().prop_map(|day| asked(format!("opened_on < DATE('{day}')"), move |site, _| {
            site.opened_on.map(|opened| opened < day)
        })),
        any_day().prop_map(|day| asked(format!("closed_on >= DATE('{day}')"), move |site, _| {
            site.closed_on.map(|closed| closed >= day)
        })),
        Just(asked("S_INTERSECTS(geometry, BBOX(111.5,30.5,112.005,31.005))", |site, _| {
            let (lon, lat) = (site.place().lonlat().lon(), site.place().lonlat().lat());
            Some((111.5..=112.005).contains(&lon) && (30.5..=31.005).contains(&lat))
        })),
        Just(asked("S_INTERSECTS(geometry, BBOX(112.001,30.9,113.5,31.5))", |site, _| {
            let (lon, lat) = (site.place().lonlat().lon(), site.place().lonlat().lat());
            Some((112.001..=113.5).contains(&lon) && (30.9..=31.5).contains(&lat))
        })),
        // From the east over the antimeridian round to the west.
        Just(asked("S_INTERSECTS(geometry, BBOX(113.0,-85,112.004,85))", |site, _| {
            let lon = site.place().lonlat().lon();
            Some(!(112.004 < lon && lon < 113.0))
        })),
    ]
}

pub(crate) fn filter() -> impl Strategy<Value = Asked> {
    leaf().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| both(a, b)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| either(a, b)),
            inner.prop_map(not),
        ]
    })
}

pub(crate) fn both(a: Asked, b: Asked) -> Asked {
    asked(format!("({}) AND ({})", a.text, b.text), move |site, at| match ((a.test)(site, at), (b.test)(site, at)) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    })
}

pub(crate) fn either(a: Asked, b: Asked) -> Asked {
    asked(format!("({}) OR ({})", a.text, b.text), move |site, at| match ((a.test)(site, at), (b.test)(site, at)) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    })
}

pub(crate) fn not(a: Asked) -> Asked {
    asked(format!("NOT ({})", a.text), move |site, at| (a.test)(site, at).map(|truth| !truth))
}

/// A question with what it means.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) question: Question,
    pub(crate) filter: Asked,
    pub(crate) within: Option<&'static str>,
    pub(crate) scope: Option<&'static str>,
}

impl Case {
    /// Whether the question means the site, open or closed, when it is asked of `at`.
    pub(crate) fn means(&self, site: &Site, at: Day) -> bool {
        let lies_in = |code: &str| region_codes(site, region_id(code).0, at).contains(&code);
        (self.filter.test)(site, at) == Some(true) && self.within.is_none_or(lies_in) && self.scope.is_none_or(lies_in)
    }

    /// The open sites that it means.
    pub(crate) fn open<'s>(&self, sites: &'s [Site]) -> Vec<&'s Site> {
        let at = self.question.at;
        sites.iter().filter(|site| self.means(site, at) && site.is_open(at)).collect()
    }
}

prop_compose! {
    pub(crate) fn case()(
        at in any_day(),
        filter in filter(),
        within in proptest::option::weighted(0.3, proptest::sample::select(vec!["P1", "P2B", "EAST", "WEST"])),
        scope in proptest::option::weighted(0.2, proptest::sample::select(vec!["P2", "P1A", "WEST"])),
    ) -> Case {
        let question = Question {
            at,
            filter: Filter::parse(&filter.text).expect("filter"),
            within: within.map(region_id),
            scope: scope.map_or_else(Scope::all, |code| Scope::regions(vec![region_id(code).1])),
        };
        Case { question, filter, within, scope }
    }
}

/// Every station on a day.
pub(crate) fn everything(at: Day) -> Case {
    Case { question: Question::on(at), filter: asked("true", |_, _| Some(true)), within: None, scope: None }
}

/// Networks whose blocks can be counted as a whole: most sites stand in one city and stay open. With the
/// questions of [`everything`].
pub(crate) fn steady() -> impl Strategy<Value = (Vec<Site>, Case)> {
    let at = (0..DAYS + 100).prop_map(|at| everything(day(at)));
    (sites(600), 0..4_usize, at).prop_map(|(mut sites, odd, case)| {
        for site in sites.iter_mut().skip(odd) {
            let (lon, lat) = (site.location.lon(), site.location.lat());
            site.location = LonLat::new(112.4 + lon / 1800.0, 31.0 + lat / 900.0).expect("place");
            site.regions = vec![region_id("P2A")];
            (site.opened_on, site.closed_on) = (None, None);
        }
        (sites, case)
    })
}
