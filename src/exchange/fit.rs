//! Whether a file's coordinates fit the regions better in another system than the one they were read in.

use super::crs::convert;
use crate::base::location::{Crs, LonLat};

/// Most pairs that a [`Sample`] keeps.
const SAMPLE: usize = 20_000;
/// So many points at least must come to lie inside.
const LEAST_GAIN: usize = 10;
/// A region that holds nine in ten points (of any reading) is the one that the file is about.
const DOMINATING: (usize, usize) = (9, 10);

/// An even sample of a file's raw pairs: every k-th, where k is a power of two.
#[derive(Clone, Debug)]
pub struct Sample {
    pairs: Vec<[f64; 2]>,
    stride: u64,
    count: u64,
}

impl Default for Sample {
    fn default() -> Self {
        Self { pairs: Vec::new(), stride: 1, count: 0 }
    }
}

impl Sample {
    /// Takes a pair into account.
    pub fn add(&mut self, pair: [f64; 2]) {
        if self.count.is_multiple_of(self.stride) {
            if self.pairs.len() == SAMPLE {
                let mut place = 0;
                self.pairs.retain(|_| {
                    place += 1;
                    place % 2 == 1
                });
                self.stride *= 2;
            }
            if self.count.is_multiple_of(self.stride) {
                self.pairs.push(pair);
            }
        }
        self.count += 1;
    }

    /// The pairs that were kept.
    #[must_use]
    pub fn pairs(&self) -> &[[f64; 2]] {
        &self.pairs
    }
}

/// Another system that fits better, and by how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BetterFit {
    /// The system.
    pub crs: Crs,
    /// Points inside, read in the system that was declared.
    pub declared_inside: usize,
    /// Points inside, read in the better system.
    pub inside: usize,
    /// Points looked at.
    pub points: usize,
    /// The region that the file is about, if there is one; otherwise "inside" is inside of any.
    pub region: Option<u32>,
}

impl BetterFit {
    /// The sentence for the import report; `region` names the region that the file is about.
    #[must_use]
    pub fn sentence(&self, region: Option<&str>) -> String {
        let place = region.map_or_else(|| "inside the known regions".to_owned(), |name| format!("inside {name}"));
        let Self { inside, declared_inside, points, .. } = self;
        let crs = self.crs.as_str();
        format!(
            "{crs} fits better: read so, {inside} of {points} points lie {place}, as declared {declared_inside}; \
             if the coordinates are {crs}, import with --crs {crs}"
        )
    }
}

/// How many of a file's points lie inside, read in each system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fits {
    /// Each system with the points inside.
    pub inside: [(Crs, usize); 3],
    /// Points looked at.
    pub points: usize,
    /// The region that the file is about, as in [`BetterFit`].
    pub region: Option<u32>,
}

/// How many of a file's points lie inside, read in each system; "inside" is as in [`better_fit`].
pub fn fits(pairs: &[[f64; 2]], mut region: impl FnMut(LonLat) -> Option<u32>) -> Fits {
    let readings = Crs::ALL.map(|crs| (crs, read(crs, pairs, &mut region)));
    let about = about(readings.iter().map(|(_, reading)| reading));
    let inside = readings.map(|(crs, reading)| (crs, reading.iter().filter(|found| is_inside(**found, about)).count()));
    Fits { inside, points: pairs.len(), region: about }
}

/// The regions of pairs that are read in a system.
fn read(crs: Crs, pairs: &[[f64; 2]], mut region: impl FnMut(LonLat) -> Option<u32>) -> Vec<Option<u32>> {
    pairs.iter().map(|&pair| convert(crs, pair).ok().and_then(&mut region)).collect()
}

/// The region that the file is about, by its readings.
fn about<'r>(readings: impl Iterator<Item = &'r Vec<Option<u32>>>) -> Option<u32> {
    readings.filter_map(|reading| dominating(reading)).max().map(|(_, region)| region)
}

fn is_inside(found: Option<u32>, about: Option<u32>) -> bool {
    about.map_or(found.is_some(), |about| found == Some(about))
}

/// Whether another system fits clearly better than the declared one. Nothing is ever converted by it.
///
/// `region` gives the region (a city, say) that holds a place. When one region holds at least nine in
/// ten of the points by some reading, the file is about that region, and only its points count as
/// inside; otherwise those in any region do. Another system fits clearly better when, against the
/// declared one, the points that come to lie inside are at least ten, at least one in a hundred of all,
/// and at least four times those that come to lie outside. The best such system is given.
pub fn better_fit(
    declared: Crs,
    pairs: &[[f64; 2]],
    mut region: impl FnMut(LonLat) -> Option<u32>,
) -> Option<BetterFit> {
    let mut read = |crs: Crs| read(crs, pairs, &mut region);
    let base = read(declared);
    let others: Vec<_> = Crs::ALL.into_iter().filter(|&crs| crs != declared).map(|crs| (crs, read(crs))).collect();
    let about = about(std::iter::once(&base).chain(others.iter().map(|(_, reading)| reading)));
    let inside = |found: &Option<u32>| is_inside(*found, about);
    let declared_inside = base.iter().filter(|found| inside(found)).count();
    let fits = others.iter().filter_map(|(crs, reading)| {
        let changed = |from: &[Option<u32>], to: &[Option<u32>]| {
            from.iter().zip(to).filter(|(from, to)| !inside(from) && inside(to)).count()
        };
        let (gained, lost) = (changed(&base, reading), changed(reading, &base));
        let clear = gained >= LEAST_GAIN && gained * 100 >= pairs.len() && gained >= lost * 4;
        let fit = BetterFit {
            crs: *crs,
            declared_inside,
            inside: declared_inside + gained - lost,
            points: pairs.len(),
            region: about,
        };
        clear.then_some(fit)
    });
    fits.max_by_key(|fit| fit.inside)
}

/// The region that holds nine in ten of the points, and how many it holds.
fn dominating(reading: &[Option<u32>]) -> Option<(usize, u32)> {
    let mut regions: Vec<u32> = reading.iter().flatten().copied().collect();
    regions.sort_unstable();
    let largest = regions.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).max()?;
    (largest.0 * DOMINATING.1 >= reading.len() * DOMINATING.0).then_some(largest)
}

#[cfg(test)]
mod tests {
    use coordtransform::wgs84_to_gcj02;

    use super::*;

    /// Points on a grid over a square, and the square as region 7 with its neighbour 8 around it.
    fn square() -> (Vec<[f64; 2]>, impl Fn(LonLat) -> Option<u32>) {
        let grid =
            (0..40).flat_map(|x| (0..40).map(move |y| [113.0 + f64::from(x) * 0.01, 30.0 + f64::from(y) * 0.01]));
        let region = |place: LonLat| {
            let inside = (112.999..113.391).contains(&place.lon()) && (29.999..30.391).contains(&place.lat());
            Some(if inside { 7 } else { 8 })
        };
        (grid.collect(), region)
    }

    #[test]
    fn a_file_in_gcj02_gets_the_hint() {
        let (grid, region) = square();
        let raw: Vec<_> = grid.iter().map(|&[lon, lat]| wgs84_to_gcj02(lon, lat).into()).collect();
        let fit = better_fit(Crs::Wgs84, &raw, &region).expect("a hint");
        assert_eq!((fit.crs, fit.inside, fit.points, fit.region), (Crs::Gcj02, 1_600, 1_600, Some(7)));
        assert!(fit.declared_inside < 1_600);
        assert!(
            fit.sentence(Some("深圳市")).contains("gcj02 fits better: read so, 1600 of 1600 points lie inside 深圳市")
        );
        assert_eq!(better_fit(Crs::Gcj02, &raw, &region), None);
    }

    #[test]
    fn a_file_in_wgs84_gets_none() {
        let (grid, region) = square();
        assert_eq!(better_fit(Crs::Wgs84, &grid, &region), None);
        assert_eq!(better_fit(Crs::Wgs84, &[], &region), None);
        assert_eq!(better_fit(Crs::Wgs84, &grid, |_| None), None);
    }

    #[test]
    fn samples_are_even_and_bounded() {
        let mut sample = Sample::default();
        for x in 0..100_000 {
            sample.add([f64::from(x), 0.0]);
        }
        assert!((SAMPLE / 2..=SAMPLE).contains(&sample.pairs().len()));
        let steps: Vec<_> = sample.pairs().windows(2).map(|pair| pair[1][0] - pair[0][0]).collect();
        assert!(steps.iter().all(|step| (step - 8.0).abs() < 1e-9));
    }
}
