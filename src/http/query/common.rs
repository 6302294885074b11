//! Parameters that most routes take.

use super::declared::{Declared, Kind};

/// The day of which the world is asked.
pub(in crate::http) const AT: Declared = Declared {
    name: "at",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD from 1900-01-01 to 2199-12-31",
    about: "The day of which the world is asked; when left out, today in the network's zone, or the last day before \
            `to` where that is given and past.",
    example: "2026-06-30",
    required: false,
};

/// What was known when.
pub(in crate::http) const KNOWN_AT: Declared = Declared {
    name: "known_at",
    kind: Kind::Instant,
    allowed: "an instant in RFC 3339, such as 2026-07-01T00:00:00Z",
    about: "Asks for what was known at that instant; what is known now when left out.",
    example: "2026-07-01T00:00:00Z",
    required: false,
};

/// The region set.
pub(in crate::http) const SET: Declared = Declared {
    name: "set",
    kind: Kind::Text,
    allowed: "the code of a region set, see /api/v1/regions",
    about: "The region set that `within` and `level` speak of; `admin` when left out.",
    example: "admin",
    required: false,
};

/// A region.
pub(super) const WITHIN: Declared = Declared {
    name: "within",
    kind: Kind::Text,
    allowed: "the code of a region of the set, see /api/v1/regions/{set}",
    about: "Only stations in this region of the set.",
    example: "310000",
    required: false,
};

/// Whose.
pub(in crate::http) const OF_STATION: Declared = Declared {
    name: "station",
    kind: Kind::Text,
    allowed: "a station's code",
    about: "Only what concerns this station.",
    example: "SH-001",
    required: false,
};

/// Whose.
pub(in crate::http) const OF_CONTRACT: Declared = Declared {
    name: "contract",
    kind: Kind::Text,
    allowed: "a contract's number",
    about: "Only what concerns this contract.",
    example: "HT-2026-001",
    required: false,
};

/// Whether stations that are not open count, too.
pub(in crate::http) const OPEN: Declared = Declared {
    name: "open",
    kind: Kind::Switch,
    allowed: "true or false",
    about: "Whether only stations that are open on the day are meant, as in lists and statistics; false when left out.",
    example: "true",
    required: false,
};

/// CQL2.
pub(super) const FILTER: Declared = Declared {
    name: "filter",
    kind: Kind::Text,
    allowed: "CQL2 text of at most 65536 bytes over code, name, energy, brand, operator, stage, opened_on, closed_on, geometry",
    about: "Only stations for which this CQL2 text is true.",
    example: "brand = 'shell' AND stage IN ('online','paused')",
    required: false,
};

const fn words(name: &'static str, about: &'static str, example: &'static str) -> Declared {
    Declared {
        name,
        kind: Kind::Text,
        allowed: "one or more values, separated by commas; an empty one stands for stations without any",
        about,
        example,
        required: false,
    }
}

/// Shorthand for the brand.
pub(super) const BRAND: Declared = words("brand", "Only stations of these brands.", "shell,sinopec");

/// Shorthand for the operator.
pub(super) const OPERATOR: Declared = words("operator", "Only stations of these operators.", "");

/// Shorthand for the code.
pub(super) const CODE: Declared = Declared {
    allowed: "one or more codes, separated by commas",
    ..words("code", "Only the stations of these codes.", "")
};

/// Shorthand for the name.
pub(super) const NAME: Declared = Declared {
    allowed: "one or more whole names, separated by commas",
    ..words("name", "Only stations of these names; parts of a name are asked with `filter`.", "")
};

/// Words.
pub(super) const SEARCH: Declared = Declared {
    name: "q",
    kind: Kind::Text,
    allowed: "1 to 8 words with blanks between them, of at most 200 characters together",
    about: "Only stations whose code or name holds each of these words, in upper or lower case. Addresses are not \
            searched.",
    example: "浦东 加油站",
    required: false,
};

/// Shorthand for the energy.
pub(super) const ENERGY: Declared = Declared {
    allowed: "one or more of fuel, ev, gas, hydrogen, mixed, none, separated by commas",
    ..words("energy", "Only stations of these energies; `none` where nobody said.", "ev,mixed")
};

/// Shorthand for the stage.
pub(super) const STAGE: Declared = Declared {
    allowed: "one or more of prospect, negotiating, signed, online, paused, terminated, none, separated by commas",
    ..words("stage", "Only stations at these stages on the day; `none` for no stage yet.", "online,paused")
};

const fn days(name: &'static str, about: &'static str) -> Declared {
    Declared {
        name,
        kind: Kind::Text,
        allowed: "a date YYYY-MM-DD, or from..to of which one side may be open and `to` is left out of the range, \
                  or empty for stations without such a day",
        about,
        example: "2026-01-01..2026-07-01",
        required: false,
    }
}

/// Shorthand for the opening day.
pub(super) const OPENED_ON: Declared = days("opened_on", "Only stations that opened on that day or in that range.");

/// Shorthand for the closing day.
pub(super) const CLOSED_ON: Declared = days("closed_on", "Only stations that closed on that day or in that range.");
