//! A lean writer of vector tile layers (Mapbox Vector Tile specification 2.1), in protobuf's wire format.
//! The `mvt` crate is the reference that the tests compare it with; it builds a tree of objects per
//! feature, which on a tile of thousands takes longer than everything else.
//!
//! ```text
//! Tile    3: layer
//! Layer   15: version   1: name   2: feature*   3: key*   4: value*   5: extent
//! Feature 1: id   2: tags (packed)   3: type   4: geometry (packed)
//! Value   1: string   3: double   5: uint   6: sint
//! ```

use rustc_hash::FxHashMap;

use crate::base::varint::put as varint;

/// Units a tile is wide, as a power of two.
pub(super) const EXTENT_BITS: u32 = 12;
/// Units a tile is wide.
pub const EXTENT: u32 = 1 << EXTENT_BITS;

/// Wire types.
const VARINT: u32 = 0;
const FIXED64: u32 = 1;
const BYTES: u32 = 2;

/// Geometry types.
const POINT: u64 = 1;
const LINE: u64 = 2;
const POLYGON: u64 = 3;

/// Geometry commands.
const MOVE_TO: u32 = 1;
const LINE_TO: u32 = 2;
const CLOSE_PATH: u32 = 7;

/// The geometry of a feature in the making, as the commands of the specification's 4.3. Points are in
/// tile units from the tile's north-western corner.
#[derive(Debug, Default)]
pub(super) struct Commands {
    items: Vec<u32>,
    /// Where the pen is, which the next command counts from.
    at: [i64; 2],
}

impl Commands {
    /// Begins the next feature behind those that are there.
    pub(super) fn begin(&mut self) {
        self.at = [0; 2];
    }

    /// Begins anew, with nothing there.
    pub(super) fn clear(&mut self) {
        self.items.clear();
        self.begin();
    }

    pub(super) fn as_slice(&self) -> &[u32] {
        &self.items
    }

    pub(super) fn into_items(self) -> Vec<u32> {
        self.items
    }

    /// Adds a ring, without its first point repeated at its end.
    pub(super) fn ring(&mut self, points: &[[i64; 2]]) {
        self.line(points);
        self.items.push(CLOSE_PATH | 1 << 3);
    }

    /// Adds a line of two points or more.
    pub(super) fn line(&mut self, points: &[[i64; 2]]) {
        let more = u32::try_from(points.len() - 1).unwrap_or(u32::MAX);
        for (number, &point) in points.iter().enumerate() {
            match number {
                0 => self.items.push(MOVE_TO | 1 << 3),
                1 => self.items.push(LINE_TO | more << 3),
                _ => {}
            }
            self.items.extend([zigzag(point[0] - self.at[0]), zigzag(point[1] - self.at[1])]);
            self.at = point;
        }
    }
}

/// A parameter of a command: small whichever way it points. Steps within a tile fit easily.
fn zigzag(step: i64) -> u32 {
    u32::try_from((step << 1) ^ (step >> 63)).unwrap_or_default()
}

/// A layer in the making.
#[derive(Debug, Default)]
pub(super) struct Layer {
    name: &'static str,
    /// Features, each with its header.
    features: Vec<u8>,
    keys: Vec<String>,
    /// Values, each with its header.
    values: Vec<u8>,
    /// How many values there are.
    value_count: u32,
    /// A value's bytes → its number, so that repeated values are stored once.
    value_of: FxHashMap<Vec<u8>, u32>,
    /// Keys and values of the feature at hand, by number, in turn.
    tags: Vec<u32>,
    spare: Vec<u8>,
}

/// The properties of one feature. A property that is not set is absent from the tile.
#[derive(Debug)]
pub struct Tags<'a>(&'a mut Layer);

impl Tags<'_> {
    /// Sets a text.
    pub fn text(&mut self, key: &str, value: &str) {
        let value = self.0.text(value);
        self.set(key, value);
    }

    /// Sets a number; one that is not finite is left out.
    pub fn float(&mut self, key: &str, value: f64) {
        if value.is_finite() {
            let value = self.0.value(|bytes| {
                header(bytes, 3, FIXED64);
                bytes.extend_from_slice(&value.to_le_bytes());
            });
            self.set(key, value);
        }
    }

    /// Sets a whole number.
    pub fn int(&mut self, key: &str, value: i64) {
        if let Ok(value) = u64::try_from(value) {
            return self.uint(key, value);
        }
        let value = self.0.value(|bytes| {
            header(bytes, 6, VARINT);
            varint(bytes, ((value << 1) ^ (value >> 63)).cast_unsigned());
        });
        self.set(key, value);
    }

    /// Sets a whole number that is not negative.
    pub fn uint(&mut self, key: &str, value: u64) {
        let value = self.0.uint(value);
        self.set(key, value);
    }

    fn set(&mut self, key: &str, value: u32) {
        let key = self.0.key(key);
        self.0.tag(key, value);
    }
}

impl Layer {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }

    /// The number of a key.
    pub(super) fn key(&mut self, key: &str) -> u32 {
        let number = self.keys.iter().position(|known| known == key).unwrap_or_else(|| {
            self.keys.push(key.to_owned());
            self.keys.len() - 1
        });
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// The number of a text that may come again.
    pub(super) fn text(&mut self, value: &str) -> u32 {
        self.value(|bytes| {
            header(bytes, 1, BYTES);
            text(bytes, value);
        })
    }

    /// The number of a text that hardly ever comes again, such as a code: it is not looked up.
    pub(super) fn fresh_text(&mut self, value: &str) -> u32 {
        let len = value.len() as u64;
        header(&mut self.values, 4, BYTES);
        varint(&mut self.values, 1 + varint_len(len) + len);
        header(&mut self.values, 1, BYTES);
        text(&mut self.values, value);
        self.value_count += 1;
        self.value_count - 1
    }

    /// The number of a whole number.
    pub(super) fn uint(&mut self, value: u64) -> u32 {
        self.value(|bytes| {
            header(bytes, 5, VARINT);
            varint(bytes, value);
        })
    }

    /// The number of a value; `write` writes the content of a `Value`.
    fn value(&mut self, write: impl FnOnce(&mut Vec<u8>)) -> u32 {
        self.spare.clear();
        write(&mut self.spare);
        if let Some(&known) = self.value_of.get(&self.spare) {
            return known;
        }
        header(&mut self.values, 4, BYTES);
        varint(&mut self.values, self.spare.len() as u64);
        self.values.extend_from_slice(&self.spare);
        self.value_of.insert(self.spare.clone(), self.value_count);
        self.value_count += 1;
        self.value_count - 1
    }

    /// Gives the feature at hand a property, by the numbers of its key and value.
    pub(super) fn tag(&mut self, key: u32, value: u32) {
        self.tags.extend([key, value]);
    }

    /// The properties of the feature at hand.
    pub(super) fn tags(&mut self) -> Tags<'_> {
        Tags(self)
    }

    /// Adds a point at x, y in 4096ths of the tile's side, with the properties given since the last
    /// feature.
    pub(super) fn point(&mut self, id: u64, (x, y): (u32, u32)) {
        // One MoveTo; x and y are zigzag coded and never negative.
        self.feature(id, POINT, &[1 << 3 | 1, x << 1, y << 1]);
    }

    /// Adds a point with properties written as it is added.
    pub(super) fn tagged_point(&mut self, id: u64, at: (u32, u32), properties: impl FnOnce(&mut Tags<'_>)) {
        properties(&mut Tags(self));
        self.point(id, at);
    }

    /// Adds lines of these geometry commands.
    pub(super) fn line(&mut self, id: u64, commands: &[u32], properties: impl FnOnce(&mut Tags<'_>)) {
        properties(&mut Tags(self));
        self.feature(id, LINE, commands);
    }

    /// Adds a polygon of these geometry commands.
    pub(super) fn polygon(&mut self, id: u64, commands: &[u32], properties: impl FnOnce(&mut Tags<'_>)) {
        properties(&mut Tags(self));
        self.feature(id, POLYGON, commands);
    }

    fn feature(&mut self, id: u64, kind: u64, commands: &[u32]) {
        let tags = packed_len(&self.tags);
        let geometry = packed_len(commands);
        // Every header of a feature is one byte, and so is the geometry type.
        let len = 1 + varint_len(id) + 1 + varint_len(tags) + tags + 2 + 1 + varint_len(geometry) + geometry;
        let out = &mut self.features;
        header(out, 2, BYTES);
        varint(out, len);
        header(out, 1, VARINT);
        varint(out, id);
        header(out, 2, BYTES);
        packed(out, tags, &self.tags);
        header(out, 3, VARINT);
        varint(out, kind);
        header(out, 4, BYTES);
        packed(out, geometry, commands);
        self.tags.clear();
    }

    /// Appends the layer to a tile; nothing when it has no feature, as the specification wants none
    /// without.
    pub(super) fn finish(self, tile: &mut Vec<u8>) {
        if self.features.is_empty() {
            return;
        }
        let mut head = Vec::new();
        header(&mut head, 15, VARINT);
        varint(&mut head, 2);
        header(&mut head, 1, BYTES);
        text(&mut head, self.name);
        let mut tail = Vec::new();
        for key in &self.keys {
            header(&mut tail, 3, BYTES);
            text(&mut tail, key);
        }
        tail.extend_from_slice(&self.values);
        header(&mut tail, 5, VARINT);
        varint(&mut tail, u64::from(EXTENT));
        let len = head.len() + self.features.len() + tail.len();
        tile.reserve(len + 8);
        header(tile, 3, BYTES);
        varint(tile, len as u64);
        tile.extend_from_slice(&head);
        tile.extend_from_slice(&self.features);
        tile.extend_from_slice(&tail);
    }
}

fn header(out: &mut Vec<u8>, field: u32, wire_type: u32) {
    varint(out, u64::from(field << 3 | wire_type));
}

fn text(out: &mut Vec<u8>, text: &str) {
    varint(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

fn varint_len(value: u64) -> u64 {
    u64::from((value | 1).ilog2() / 7 + 1)
}

fn packed(out: &mut Vec<u8>, len: u64, values: &[u32]) {
    varint(out, len);
    for &value in values {
        varint(out, u64::from(value));
    }
}

fn packed_len(values: &[u32]) -> u64 {
    values.iter().map(|&value| varint_len(u64::from(value))).sum()
}
