//! Strata: which controls speak for which participants.
//!
//! A control is like a participant when it stands in the same province, has the same brand and energy unit, and lies
//! in the same size band. Bands are quartiles of the mean a day of the baseline over all stations of the province and
//! unit that were there and sold, whatever their brand and whether they take part: a band is a property of the
//! network, and not of the campaign.
//!
//! The controls of a stratum say how its participants would have grown. Where a stratum has fewer than
//! [`FEWEST_OF_A_STRATUM`] controls, one odd station would speak for many: such strata are put together for that, first
//! the bands of a brand, then the brands of a province. Nobody becomes a control by this.

use rustc_hash::FxHashMap;

use super::stations::Station;
use crate::domain::performance::VolumeUnit;

/// Strata with fewer controls than this are put together.
const FEWEST_OF_A_STRATUM: u32 = 3;
/// Size bands.
const BANDS: usize = 4;

/// What participants and controls have in common: province, unit, brand, size band. Equal for all stations of a unit
/// where somebody asked for controls by a filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Likeness {
    pub(super) province: u32,
    /// Whether volumes are counted in kilowatt-hours.
    pub(super) is_electric: bool,
    pub(super) brand: u32,
    pub(super) band: u8,
}

impl Likeness {
    /// Of a station, its band left open.
    pub(super) fn of(station: &Station<'_>) -> Self {
        Self { province: station.province, is_electric: station.unit == VolumeUnit::Kwh, brand: station.brand, band: 0 }
    }

    /// Of a station of a unit, whatever else it is.
    pub(super) fn of_unit(unit: VolumeUnit) -> Self {
        Self { is_electric: unit == VolumeUnit::Kwh, ..Self::default() }
    }

    /// The same without brand and band: what bands are made over.
    pub(super) fn population(self) -> Self {
        Self { brand: 0, band: 0, ..self }
    }
}

/// Where one size band ends and the next begins, by population.
#[derive(Default)]
pub(super) struct Bands(FxHashMap<Likeness, [f64; BANDS - 1]>);

impl Bands {
    /// The quartiles of these means a day.
    pub(super) fn new(mut means: FxHashMap<Likeness, Vec<f64>>) -> Self {
        let cuts = means.iter_mut().map(|(&population, means)| {
            means.sort_by(f64::total_cmp);
            let cut = |quarter: usize| means[(means.len() * quarter / BANDS).min(means.len() - 1)];
            (population, [cut(1), cut(2), cut(3)])
        });
        Self(cuts.collect())
    }

    /// The band of a station of this mean a day.
    pub(super) fn of(&self, likeness: Likeness, mean: f64) -> u8 {
        let cuts = self.0.get(&likeness.population());
        cuts.map_or(0, |cuts| cuts.iter().map(|&cut| u8::from(mean >= cut)).sum())
    }
}

/// The number of the stratum of each likeness that has controls.
pub(super) fn strata(controls: impl Iterator<Item = Likeness>) -> FxHashMap<Likeness, u32> {
    let mut counts: FxHashMap<Likeness, u32> = FxHashMap::default();
    for likeness in controls {
        *counts.entry(likeness).or_default() += 1;
    }
    let mut cells: Vec<(Likeness, u32)> = counts.into_iter().collect();
    cells.sort_unstable();
    let mut numbers: Vec<usize> = (0..cells.len()).collect();
    pool(&cells, &mut numbers, |likeness| Likeness { band: 0, ..likeness });
    pool(&cells, &mut numbers, Likeness::population);
    cells.iter().zip(numbers).map(|((likeness, _), number)| (*likeness, number_of(number))).collect()
}

fn number_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Puts the small strata among cells of one parent together; what is still small then goes to the largest.
fn pool(cells: &[(Likeness, u32)], numbers: &mut [usize], parent: impl Fn(Likeness) -> Likeness) {
    let mut start = 0;
    for family in cells.chunk_by(|one, other| parent(one.0) == parent(other.0)) {
        let numbers = &mut numbers[start..start + family.len()];
        start += family.len();
        let mut sizes: FxHashMap<usize, u32> = FxHashMap::default();
        for ((_, count), &number) in family.iter().zip(&*numbers) {
            *sizes.entry(number).or_default() += count;
        }
        let is_small = |number: &usize| sizes.get(number).is_some_and(|&size| size < FEWEST_OF_A_STRATUM);
        let Some(&first) = numbers.iter().find(|number| is_small(number)) else { continue };
        let pooled: u32 = sizes.iter().filter(|(number, _)| is_small(number)).map(|(_, size)| size).sum();
        let large = sizes.iter().filter(|(number, _)| !is_small(number));
        let largest =
            large.max_by_key(|&(&number, &size)| (size, std::cmp::Reverse(number))).map(|(&number, _)| number);
        let joined = if pooled < FEWEST_OF_A_STRATUM { largest.unwrap_or(first) } else { first };
        for number in numbers.iter_mut().filter(|number| is_small(number)) {
            *number = joined;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(province: u32, brand: u32, band: u8) -> Likeness {
        Likeness { province, is_electric: false, brand, band }
    }

    /// How the strata of these cells are numbered, each number replaced by the place of its first cell.
    fn numbered(cells: &[(Likeness, usize)]) -> Vec<usize> {
        let controls = cells.iter().flat_map(|&(likeness, count)| std::iter::repeat_n(likeness, count));
        let numbers = strata(controls);
        let of: Vec<u32> = cells.iter().map(|(likeness, _)| numbers[likeness]).collect();
        of.iter().map(|number| of.iter().position(|other| other == number).expect("there")).collect()
    }

    #[test]
    fn small_strata_are_put_together_within_brand_then_province() {
        let cells = [(likeness(1, 1, 0), 3), (likeness(1, 1, 1), 3), (likeness(2, 1, 1), 3)];
        assert_eq!(numbered(&cells), [0, 1, 2], "large ones stay");
        let cells = [(likeness(1, 1, 0), 5), (likeness(1, 1, 1), 2), (likeness(1, 1, 2), 1), (likeness(1, 2, 0), 4)];
        assert_eq!(numbered(&cells), [0, 1, 1, 3], "bands together");
        let cells = [(likeness(1, 1, 0), 5), (likeness(1, 1, 1), 6), (likeness(1, 1, 2), 2)];
        assert_eq!(numbered(&cells), [0, 1, 1], "to the largest band");
        let cells = [(likeness(1, 1, 0), 1), (likeness(1, 1, 3), 1), (likeness(1, 2, 0), 1), (likeness(1, 3, 0), 9)];
        assert_eq!(numbered(&cells), [0, 0, 0, 3], "brands together");
        let cells = [(likeness(1, 1, 0), 2), (likeness(1, 2, 0), 9), (likeness(2, 2, 0), 9)];
        assert_eq!(numbered(&cells), [0, 0, 2], "never over a province's border");
        assert_eq!(numbered(&[(likeness(1, 1, 0), 1)]), [0], "a lone one stays");
    }

    #[test]
    fn bands_are_quartiles() {
        let means: Vec<f64> = (0..100).map(f64::from).rev().collect();
        let bands = Bands::new(std::iter::once((likeness(1, 0, 0), means)).collect());
        let of = |mean| bands.of(likeness(1, 7, 2), mean);
        assert_eq!([of(0.0), of(24.9), of(25.0), of(50.0), of(74.0), of(75.0), of(1e9)], [0, 0, 1, 2, 2, 3, 3]);
        assert_eq!(bands.of(likeness(2, 7, 0), 80.0), 0, "a province without bands has one");
    }
}
