//! The drawings of a set of groups, kept by date: between two changes of membership all dates share one.

use std::convert::Infallible;
use std::sync::{Arc, Weak};

use quick_cache::sync::Cache;

use super::dissolve::dissolve;
use super::drawing::Drawing;
use super::map::Map;
use super::tree::Tree;

/// Drawings that are kept; one of groups of Chinese cities weighs some hundred kilobytes.
const MOST: usize = 64;

/// Which drawing: the stretch of dates, and the level.
pub(super) type Key = (usize, usize);

/// The drawings asked last.
#[derive(Debug)]
pub(super) struct Dissolved {
    kept: Cache<Key, Arc<Made>>,
}

/// A drawing, and what it was made over.
#[derive(Debug)]
struct Made {
    /// Whose arcs the drawing is made of.
    map: Weak<Map>,
    drawing: Arc<Drawing>,
}

impl Default for Dissolved {
    fn default() -> Self {
        Self { kept: Cache::new(MOST) }
    }
}

impl Dissolved {
    /// The drawing of that key over `map`, the map of `admin`; made unless it is at hand. `group_of` gives
    /// the group of each region of `admin`, of `groups` there are.
    pub(super) fn drawing(
        &self,
        key: Key,
        map: &Arc<Map>,
        admin: &Tree,
        groups: usize,
        group_of: impl Fn() -> Vec<u32>,
    ) -> Arc<Drawing> {
        let make = || {
            let outlines = dissolve(admin, map.borders(), &map.drawing().outlines, &group_of(), groups);
            let level = (0..).take(groups);
            Arc::new(Made {
                map: Arc::downgrade(map),
                drawing: Arc::new(Drawing::new(outlines, std::iter::once(level))),
            })
        };
        let Ok(mut made) = self.kept.get_or_insert_with(&key, || Ok::<_, Infallible>(make()));
        if !std::ptr::eq(made.map.as_ptr(), Arc::as_ptr(map)) {
            made = make();
            self.kept.insert(key, Arc::clone(&made));
        }
        Arc::clone(&made.drawing)
    }

    /// Bytes on the heap, the R-trees left out.
    pub(super) fn bytes(&self) -> usize {
        self.kept.iter().map(|(_, made)| made.drawing.bytes()).sum()
    }
}
