//! The problem answers of routes, as the OpenAPI description lists them.

use std::collections::BTreeMap;

use utoipa::IntoResponses;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

/// Declares a problem answer that routes can list.
macro_rules! answers {
    ($($(#[$about:meta])* $name:ident = $status:literal, $description:literal;)+) => {$(
        $(#[$about])*
        pub(in crate::http) struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                problem($status, $description)
            }
        }
    )+};
}

answers! {
    /// 400.
    Refused = "400", "A parameter is unknown or wrong; the problem names it, what came and what is allowed.";
    /// 404.
    Missing = "404", "There is no such thing.";
    /// 409.
    Denied = "409", "It exists already, or somebody else changed it meanwhile.";
    /// 413.
    TooLarge = "413", "The body is larger than is read.";
    /// 415.
    WrongMedia = "415", "The body's content type is none that is read.";
    /// 422.
    Unprocessable = "422", "A field of the body is unknown or breaks a rule; the problem names it.";
    /// 503.
    Busy = "503", "The server is at its limit of such work; ask again later.";
    /// 500.
    Failed = "500", "The server failed; its log says why.";
}

fn problem(status: &str, description: &str) -> BTreeMap<String, RefOr<Response>> {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let response = ResponseBuilder::new().description(description).content("application/problem+json", content).build();
    BTreeMap::from([(status.to_owned(), RefOr::T(response))])
}
