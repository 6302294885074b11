//! Tiles beside Martin on PostGIS, both over HTTP on the loopback address, neither from a cache: Martin's is
//! off, and no question is asked of Forecourt twice (blanks at the end of its filter tell them apart).

use std::collections::BTreeSet;
use std::path::Path;

use forecourt::base::location::Mercator;
use forecourt::base::tile::TileId;
use forecourt::engine::Question;
use forecourt::engine::filter::Filter;
use forecourt::engine::tile::{Asked, Clustering, stations};

use crate::files::database;
use crate::measure::{Times, line, ms, timed};
use crate::network::{FILTER, TODAY, build, china, count, rows};
use crate::service::{Service, client, encode, get, stations_on};

/// The zoom whose tiles are asked, every one that has stations.
const ZOOM: u8 = 8;

/// Who answers.
struct Server<'a> {
    /// URL of a tile: base, tile, filter or not, number of the request.
    url: Box<dyn Fn(TileId, bool, usize) -> String + 'a>,
    client: ureq::Agent,
}

impl Server<'_> {
    fn times(&self, tiles: &[TileId], filtered: bool, rounds: usize) -> Times {
        let mut times = Times::default();
        for round in 0..rounds {
            for &tile in tiles {
                let url = (self.url)(tile, filtered, round);
                times.push(timed(|| get(&self.client, &url)).0);
            }
        }
        times
    }

    fn count(&self, tile: TileId, filtered: bool) -> u64 {
        stations_on(get(&self.client, &(self.url)(tile, filtered, 999)))
    }
}

/// Measures both, and that both count the same.
pub(crate) fn measure(folder: &Path) {
    let base = std::env::var("MARTIN").expect("MARTIN is where run.sh started it");
    let geography = china();
    let rows = rows(&geography, count());
    let world = TileId::new(0, 0, 0).expect("tile");
    let tiles: BTreeSet<(u32, u32)> = rows
        .iter()
        .map(|row| TileId::containing(Mercator::from(row.location), ZOOM))
        .map(|tile| (tile.x(), tile.y()))
        .collect();
    let tiles: Vec<TileId> = tiles.into_iter().map(|(x, y)| TileId::new(ZOOM.into(), x, y).expect("tile")).collect();

    let service = Service::forecourt(&database(folder));
    let ours = Server {
        client: client(),
        url: Box::new(|tile, filtered, number| {
            let filter = encode(if filtered { FILTER } else { "true" });
            let blanks = "+".repeat(number + 1);
            let (z, x, y) = (tile.z(), tile.x(), tile.y());
            format!("{}/tiles/stations/{z}/{x}/{y}?at={TODAY}&filter={filter}{blanks}", service.base)
        }),
    };
    let theirs = |sources: [&'static str; 2]| {
        let base = &base;
        let url = move |tile: TileId, filtered, _| {
            format!("{base}/{}/{}/{}/{}", sources[usize::from(filtered)], tile.z(), tile.x(), tile.y())
        };
        Server { client: client(), url: Box::new(url) }
    };
    let one = theirs(["everybody", "chosen"]);
    let two = theirs(["everybody_two", "chosen_two"]);
    let plain = theirs(["", "plain"]);

    let snapshot = build(&geography, &rows);
    for (name, filtered) in [("no filter", false), ("a filter", true)] {
        for tile in std::iter::once(world).chain(tiles.iter().copied().step_by(50)) {
            assert_eq!(ours.count(tile, filtered), one.count(tile, filtered), "{tile}");
        }
        let question = Question {
            filter: Filter::parse(if filtered { FILTER } else { "true" }).expect("filter"),
            ..Question::on(TODAY.parse().expect("date"))
        };
        let engine = |tile| stations(&snapshot, &question, tile, Clustering::Auto, &Asked::default());

        let inside = Times::of(50, || engine(world)).median();
        let our_world = ours.times(&[world], filtered, 50).median();
        let peers = [("one process", &one), ("two processes", &two), ("the function as one writes it first", &plain)];
        for (processes, asked) in peers.into_iter().take(if filtered { 3 } else { 2 }) {
            let their_world = asked.times(&[world], filtered, 10).median();
            line(
                format!("tile 0/0/0, {name}, over HTTP; Martin on PostGIS, {processes}"),
                format!("{} (engine alone {})", ms(our_world), ms(inside)),
                ms(their_world),
                Some(their_world / our_world),
                if filtered { "≤ 8 ms, ≥ 100 ×" } else { "≤ 8 ms" },
            );
        }

        let mut inside = Times::default();
        for &tile in tiles.iter().cycle().take(2 * tiles.len()) {
            inside.push(timed(|| engine(tile)).0);
        }
        let our_tiles = ours.times(&tiles, filtered, 2);
        let their_tiles = one.times(&tiles, filtered, 2);
        let two = |times: &Times| format!("{}, {}", ms(times.median()), ms(times.percentile(99)));
        line(
            format!("{} tiles of z{ZOOM}, {name}, over HTTP: p50, p99; Martin on PostGIS", tiles.len()),
            format!("{} (engine alone {})", two(&our_tiles), two(&inside)),
            two(&their_tiles),
            Some(their_tiles.percentile(99) / our_tiles.percentile(99)),
            "p99 ≤ 1 ms, ≥ 5 ×",
        );
    }
}
