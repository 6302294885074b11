//! The Hilbert curve over the Mercator square: stations that are neighbours on it are neighbours on
//! the ground, so blocks cut from it have small envelopes.

use crate::base::location::Mercator;

/// Steps of the curve: 16 bits a side are cells of 600 m at the equator, fine enough to cut blocks.
const ORDER: u32 = 16;

/// The place's distance along the curve, 32 bits.
///
/// Source: the rotate-and-flip form in H. S. Warren, *Hacker's Delight*, 2nd ed., §16-2.
#[must_use]
pub(super) fn key(place: Mercator) -> u32 {
    let (mut x, mut y) = (place.x >> (32 - ORDER), place.y >> (32 - ORDER));
    let mut key = 0;
    let mut side = 1 << (ORDER - 1);
    while side > 0 {
        let right = u32::from(x & side != 0);
        let lower = u32::from(y & side != 0);
        key = (key << 2) | ((3 * right) ^ lower);
        if lower == 0 {
            if right == 1 {
                x = !x;
                y = !y;
            }
            std::mem::swap(&mut x, &mut y);
        }
        side >>= 1;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Walking the curve moves by one cell at a time and visits every cell once.
    #[test]
    fn neighbours_on_the_curve_touch() {
        let cells = 32_u32;
        let mut walk: Vec<(u32, u32, u32)> = (0..cells)
            .flat_map(|x| (0..cells).map(move |y| (x, y)))
            .map(|(x, y)| (key(Mercator { x: x << 16, y: y << 16 }), x, y))
            .collect();
        walk.sort_unstable();
        for pair in walk.windows(2) {
            let step = pair[0].1.abs_diff(pair[1].1) + pair[0].2.abs_diff(pair[1].2);
            assert_eq!((step, pair[1].0 - pair[0].0), (1, 1), "{pair:?}");
        }
    }
}
