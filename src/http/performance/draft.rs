//! Bodies of writes as drafts of a station's day.

use serde_json::{Map, Value};

use crate::domain::performance::DayDraft;
use crate::http::body::expect_empty;
use crate::http::fields::{DAY, day, decimal, kept, needed, text, whole};
use crate::http::problem::Problem;
use crate::http::wire::PerformanceBody;

const FIELDS: &str = "station, date, orders, volume, gmv, discount_platform, discount_station";
const AMOUNT: &str = "a decimal text";

/// The draft of a day.
pub(super) fn day_of(mut map: Map<String, Value>) -> Result<DayDraft, Problem> {
    let mut take = |name: &str| map.remove(name);
    let body = PerformanceBody {
        station: take("station"),
        date: take("date"),
        orders: take("orders"),
        volume: take("volume"),
        gmv: take("gmv"),
        discount_platform: take("discount_platform"),
        discount_station: take("discount_station"),
    };
    expect_empty(&map, FIELDS)?;
    let money = |name: &str, field| kept(name, decimal(name, field)?, AMOUNT);
    Ok(DayDraft {
        station: needed("station", text("station", body.station)?, "a station's code")?,
        day: needed("date", day("date", body.date)?, DAY)?,
        orders: kept("orders", whole("orders", body.orders)?, "a whole number")?,
        volume: kept("volume", decimal("volume", body.volume)?, AMOUNT)?,
        gmv: money("gmv", body.gmv)?,
        discount_platform: money("discount_platform", body.discount_platform)?,
        discount_station: money("discount_station", body.discount_station)?,
    })
}
