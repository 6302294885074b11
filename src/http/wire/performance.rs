//! Days of performance on the wire.

use serde::Serialize;
use utoipa::ToSchema;

use super::Field;

/// What a station sold and owed, day by day.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct PerformancePage {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// The station's code.
    #[schema(example = "SH-001")]
    pub(in crate::http) station: String,
    /// What its volumes are counted in: litres, or kwh.
    #[schema(example = "litres")]
    pub(in crate::http) unit: &'static str,
    /// First day of the period.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) from: String,
    /// First day after it.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) to: String,
    /// The days of which something is known or on which a fee falls due, oldest first.
    pub(in crate::http) items: Vec<PerformanceRow>,
    /// All of them together.
    pub(in crate::http) total: PerformanceTotal,
}

/// What a station sold and owed on a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct PerformanceRow {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) date: String,
    /// Orders; null, like everything that was sold, where nothing is known of the day.
    pub(in crate::http) orders: Option<u32>,
    /// What was sold, in `unit`.
    #[schema(example = "5120.500")]
    pub(in crate::http) volume: Option<String>,
    /// What `volume` is counted in: litres, or kwh.
    #[schema(example = "litres")]
    pub(in crate::http) unit: &'static str,
    /// Gross merchandise value.
    #[schema(example = "38403.75")]
    pub(in crate::http) gmv: Option<String>,
    /// The part of the discounts that the platform paid.
    pub(in crate::http) discount_platform: Option<String>,
    /// The part of the discounts that the station paid.
    pub(in crate::http) discount_station: Option<String>,
    /// What the terms in force on the day come to.
    #[serde(flatten)]
    pub(in crate::http) fees: FeeAmounts,
}

/// What the days of a period come to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct PerformanceTotal {
    /// Orders.
    pub(in crate::http) orders: u64,
    /// What was sold, in `unit`.
    pub(in crate::http) volume: String,
    /// Gross merchandise value.
    pub(in crate::http) gmv: String,
    /// The part of the discounts that the platform paid.
    pub(in crate::http) discount_platform: String,
    /// The part of the discounts that the station paid.
    pub(in crate::http) discount_station: String,
    /// Fees.
    #[serde(flatten)]
    pub(in crate::http) fees: FeeAmounts,
}

/// Fees by component, in major units; they add up to the total to the cent.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "they are named as the metrics are")]
pub(in crate::http) struct FeeAmounts {
    /// All components.
    #[schema(example = "960.09")]
    pub(in crate::http) channel_fee: String,
    /// Commission.
    pub(in crate::http) channel_fee_commission: String,
    /// What payment costs.
    pub(in crate::http) channel_fee_payment: String,
    /// The partner's share.
    pub(in crate::http) channel_fee_partner_share: String,
    /// What is paid whatever is sold.
    pub(in crate::http) channel_fee_fixed: String,
}

/// A station's day as a write left it.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct PerformanceDay {
    /// The station's code.
    #[schema(example = "SH-001")]
    pub(in crate::http) station: String,
    /// The day.
    #[serde(flatten)]
    pub(in crate::http) row: PerformanceRow,
    /// The revision that the write made.
    pub(in crate::http) revision: u64,
}

/// What a station sold on a day; a field left out stays as it was, 0 where there was nothing.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct PerformanceBody {
    /// The station's code.
    #[schema(value_type = String, example = "SH-001")]
    pub(in crate::http) station: Field,
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) date: Field,
    /// Orders.
    #[schema(value_type = Option<u32>)]
    pub(in crate::http) orders: Field,
    /// What was sold: kilowatt-hours of an ev station, litres of every other.
    #[schema(value_type = Option<String>, example = "5120.5")]
    pub(in crate::http) volume: Field,
    /// Gross merchandise value.
    #[schema(value_type = Option<String>, example = "38403.75")]
    pub(in crate::http) gmv: Field,
    /// The part of the discounts that the platform paid.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) discount_platform: Field,
    /// The part of the discounts that the station paid.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) discount_station: Field,
}
