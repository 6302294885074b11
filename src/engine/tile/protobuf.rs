//! A lean writer of Mapbox vector tiles (MVT 2.1, protobuf wire format). Tests hold it feature for
//! feature against the `mvt` crate.

use rustc_hash::FxHashMap;

/// Wire types of protobuf.
const VARINT: u32 = 0;
const BYTES: u32 = 2;

/// Units of a tile's side.
const EXTENT: u32 = 4096;

/// Appends a protobuf varint.
pub(in crate::engine) fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    out.push(value.to_le_bytes()[0]);
}

fn key(out: &mut Vec<u8>, field: u32, wire: u32) {
    varint(out, u64::from(field << 3 | wire));
}

fn number(out: &mut Vec<u8>, field: u32, value: u64) {
    key(out, field, VARINT);
    varint(out, value);
}

fn bytes(out: &mut Vec<u8>, field: u32, value: &[u8]) {
    key(out, field, BYTES);
    varint(out, value.len() as u64);
    out.extend_from_slice(value);
}

/// What a feature is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum Geometry {
    Point = 1,
    Polygon = 3,
}

/// A property's value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::engine) enum Value<'a> {
    Text(&'a str),
    Count(u64),
    Double(f64),
}

/// A layer in the making: keys and values are numbered as they first appear.
#[derive(Default)]
pub(in crate::engine) struct Layer {
    name: &'static str,
    keys: Vec<u8>,
    key_count: u32,
    values: Vec<u8>,
    value_count: u32,
    counts: FxHashMap<u64, u32>,
    texts: FxHashMap<Box<str>, u32>,
    doubles: FxHashMap<u64, u32>,
    features: Vec<u8>,
    tags: Vec<u8>,
    feature: Vec<u8>,
}

impl Layer {
    /// An empty layer.
    pub(in crate::engine) fn new(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }

    /// Adds a key and returns its number; each name once.
    pub(in crate::engine) fn key(&mut self, name: &str) -> u32 {
        bytes(&mut self.keys, 3, name.as_bytes());
        self.key_count += 1;
        self.key_count - 1
    }

    /// The number of a value that may come again.
    pub(in crate::engine) fn value(&mut self, value: Value<'_>) -> u32 {
        let known = match value {
            Value::Text(text) => self.texts.get(text),
            Value::Count(count) => self.counts.get(&count),
            Value::Double(double) => self.doubles.get(&double.to_bits()),
        };
        if let Some(&number) = known {
            return number;
        }
        let number = self.fresh(value);
        match value {
            Value::Text(text) => self.texts.insert(text.into(), number),
            Value::Count(count) => self.counts.insert(count, number),
            Value::Double(double) => self.doubles.insert(double.to_bits(), number),
        };
        number
    }

    /// The number of a value that hardly ever comes again, such as a code: it is not looked up.
    pub(in crate::engine) fn fresh(&mut self, value: Value<'_>) -> u32 {
        let mut message = [0; 10];
        key(&mut self.values, 4, BYTES);
        match value {
            Value::Text(text) => {
                let mut header = Vec::with_capacity(6);
                key(&mut header, 1, BYTES);
                varint(&mut header, text.len() as u64);
                varint(&mut self.values, (header.len() + text.len()) as u64);
                self.values.extend_from_slice(&header);
                self.values.extend_from_slice(text.as_bytes());
            }
            Value::Count(count) => {
                let mut body = Vec::with_capacity(11);
                number(&mut body, 5, count);
                varint(&mut self.values, body.len() as u64);
                self.values.extend_from_slice(&body);
            }
            Value::Double(double) => {
                message[0] = 3 << 3 | 1;
                message[1..9].copy_from_slice(&double.to_le_bytes());
                varint(&mut self.values, 9);
                self.values.extend_from_slice(&message[..9]);
            }
        }
        self.value_count += 1;
        self.value_count - 1
    }

    /// Gives the next feature a property.
    pub(in crate::engine) fn tag(&mut self, key: u32, value: u32) {
        varint(&mut self.tags, u64::from(key));
        varint(&mut self.tags, u64::from(value));
    }

    /// Adds a feature with the properties given since the last one; `commands` is its encoded geometry.
    pub(in crate::engine) fn feature(&mut self, id: u64, kind: Geometry, commands: impl IntoIterator<Item = u32>) {
        let feature = &mut self.feature;
        feature.clear();
        number(feature, 1, id);
        bytes(feature, 2, &self.tags);
        self.tags.clear();
        number(feature, 3, kind as u64);
        // The tags' buffer serves for the geometry too: its length must be known before it is written.
        commands.into_iter().for_each(|command| varint(&mut self.tags, u64::from(command)));
        bytes(feature, 4, &self.tags);
        self.tags.clear();
        bytes(&mut self.features, 2, feature);
    }

    /// Adds a point at x, y in 4096ths of the tile's side.
    pub(in crate::engine) fn point(&mut self, id: u64, (x, y): (u32, u32)) {
        // One MoveTo, then x and y zigzag coded; they are never negative.
        self.feature(id, Geometry::Point, [1 << 3 | 1, x << 1, y << 1]);
    }

    /// Appends the layer to a tile; nothing when it has no feature.
    pub(in crate::engine) fn finish(self, tile: &mut Vec<u8>) {
        if self.features.is_empty() {
            return;
        }
        let mut layer = Vec::with_capacity(self.features.len() + self.values.len() + self.keys.len() + 32);
        number(&mut layer, 15, 2);
        bytes(&mut layer, 1, self.name.as_bytes());
        layer.extend_from_slice(&self.features);
        layer.extend_from_slice(&self.keys);
        layer.extend_from_slice(&self.values);
        number(&mut layer, 5, u64::from(EXTENT));
        bytes(tile, 3, &layer);
    }
}
