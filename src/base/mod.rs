//! Values: ids, dates, months and half-open periods, money, coordinates, tiles and shapes. Everything here enters
//! through a checked constructor and is infallible afterwards.

pub mod date;
pub mod ids;
pub mod location;
pub mod money;
pub mod month;
pub mod random;
pub mod shape;
pub mod tile;
pub mod varint;
