//! What a parameter is: its name, how it reads, what it means.

use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::openapi::{KnownFormat, Required};

/// How a parameter's text reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::http) enum Kind {
    /// Any text.
    Text,
    /// A civil date.
    Date,
    /// An instant.
    Instant,
    /// A whole number, both bounds included.
    Whole(u32, u32),
    /// A number.
    Number,
    /// `true` or `false`.
    Switch,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Any text, and the parameter may be repeated.
    Repeated,
}

/// A parameter that some handler takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::http) struct Declared {
    /// Its name.
    pub(in crate::http) name: &'static str,
    /// How it reads.
    pub(in crate::http) kind: Kind,
    /// What is allowed, as a problem says it: "`name` must be …".
    pub(in crate::http) allowed: &'static str,
    /// What it means.
    pub(in crate::http) about: &'static str,
    /// An example.
    pub(in crate::http) example: &'static str,
    /// Whether the handler cannot do without it.
    pub(in crate::http) required: bool,
}

/// The parameters of a handler, in groups that handlers share.
pub(in crate::http) trait Takes: Send {
    /// The groups.
    const TAKES: &'static [&'static [Declared]];
}

/// All parameters of a handler.
pub(super) fn all<T: Takes>() -> impl Iterator<Item = &'static Declared> {
    T::TAKES.iter().copied().flatten()
}

impl Declared {
    /// The parameter as the OpenAPI description has it.
    pub(super) fn describe(&self) -> Parameter {
        ParameterBuilder::new()
            .name(self.name)
            .parameter_in(ParameterIn::Query)
            .required(if self.required { Required::True } else { Required::False })
            .description(Some(format!("{} Must be {}.", self.about, self.allowed)))
            .schema(Some(self.schema()))
            .example(Some(self.example.into()).filter(|_| !self.example.is_empty()))
            .build()
    }

    fn schema(&self) -> Schema {
        let text = || ObjectBuilder::new().schema_type(Type::String);
        let object = match self.kind {
            Kind::Text => text(),
            Kind::Date => text().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))),
            Kind::Instant => text().format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime))),
            Kind::Whole(least, most) => {
                ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(least)).maximum(Some(most))
            }
            Kind::Number => ObjectBuilder::new().schema_type(Type::Number),
            Kind::Switch => ObjectBuilder::new().schema_type(Type::Boolean),
            Kind::Choice(words) => text().enum_values(Some(words.iter().copied())),
            Kind::Repeated => return Schema::Array(ArrayBuilder::new().items(text()).build()),
        };
        Schema::Object(object.build())
    }
}
