//! Query parameters: declared once, read strictly, documented from the same declaration.
//!
//! A handler takes a [`Query`] of a type that lists the parameters it knows. A parameter that is not
//! listed, comes twice, or does not read as declared is refused with a problem that names it.

mod breakdown;
mod common;
mod dated;
mod declared;
mod decode;
mod place;
mod question;
mod read;
mod split;

pub(super) use self::breakdown::{BREAKDOWN, LEVEL, METRICS, PERIOD, Sliced, depth, level, metrics, wanted};
pub(super) use self::common::{AT, KNOWN_AT, OF_CONTRACT, OF_STATION, OPEN, SET};
pub(super) use self::dated::{DAYS, Dated, days};
pub(super) use self::declared::{Declared, Kind, Takes};
pub(super) use self::decode::encode;
pub(super) use self::place::{PLACE, place};
pub(super) use self::question::{Asked, MEANT, QUESTION, UNDATED, begun, range, set, snapshot};
pub(super) use self::read::{Query, number};
pub(super) use self::split::Split;
