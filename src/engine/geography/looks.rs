//! Which polygons one zoom draws, and how. Decided for the whole zoom at once, so that all of its tiles
//! agree.
//!
//! **The rules.** A polygon, or a hole, is drawn while its simplified ring encloses at least
//! [`RING_AREA`] square tile units. A region none of whose polygons is that large still shows its largest
//! one, and where that has no area left, the largest one's envelope, grown to whole units: so every region
//! can be seen and clicked at every zoom.

use super::detail::Detail;
use super::outlines::Outlines;

/// The least area of a ring, in square tile units: one pixel.
const RING_AREA: i64 = 64;

/// What becomes of a polygon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Too small.
    Gone,
    /// Its rings, or those of them that are large enough.
    Rings,
    /// The envelope of its region's only hope.
    Envelope,
}

/// Outlines as one zoom sees them.
#[derive(Debug)]
pub(super) struct Looks {
    /// Polygon → how it is drawn.
    pub(super) looks: Vec<Look>,
    /// Ring → twice the area it encloses, positive when it turns as outer rings do on tiles.
    pub(super) areas: Vec<i64>,
}

impl Looks {
    pub(super) fn build(outlines: &Outlines, detail: &Detail) -> Self {
        let rings = &outlines.rings;
        let areas: Vec<i64> = (0..rings.len()).map(|ring| detail.double_area(rings.row(ring))).collect();
        let outer = |polygon: usize| areas[outlines.rings_of(polygon).start];
        let count = outlines.boxes.len();
        let mut looks: Vec<Look> =
            (0..count).map(|polygon| if large(outer(polygon)) { Look::Rings } else { Look::Gone }).collect();
        for slot in 0..outlines.largest.len() {
            let polygons = outlines.polygons_of(slot);
            if !polygons.is_empty() && looks[polygons].iter().all(|&look| look == Look::Gone) {
                let largest = outlines.largest[slot] as usize;
                looks[largest] = if outer(largest) == 0 { Look::Envelope } else { Look::Rings };
            }
        }
        Self { looks, areas }
    }

    /// Whether a ring is large enough to be drawn for its own sake.
    pub(super) fn large(&self, ring: usize) -> bool {
        large(self.areas[ring])
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.looks) + size_of_val(&*self.areas)
    }
}

const fn large(double_area: i64) -> bool {
    double_area.abs() >= 2 * RING_AREA
}
