//! The strict reader of a query.

use std::fmt::Write as _;
use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterIn};

use super::declared::{Declared, Kind, Takes, all};
use super::decode;
use crate::base::date::{Day, Instant};
use crate::http::problem::Problem;

/// The parameters of a request, each of which the handler declared.
pub(in crate::http) struct Query<T> {
    pairs: Vec<(String, String)>,
    takes: PhantomData<fn() -> T>,
}

impl<T: Takes> Query<T> {
    /// Reads a raw query.
    pub(in crate::http) fn read(raw: Option<&str>) -> Result<Self, Problem> {
        let pairs = decode::pairs(raw.unwrap_or_default())?;
        for (at, (name, value)) in pairs.iter().enumerate() {
            let Some(declared) = all::<T>().find(|declared| declared.name == name) else {
                return Err(unknown::<T>(name));
            };
            let before = pairs[..at].iter().find(|(other, _)| other == name);
            if before.is_some() && declared.kind != Kind::Repeated {
                return Err(Problem::parameter(name, value, format!("given once; it must be {}", declared.allowed))
                    .saying(format!("{name} is given more than once")));
            }
        }
        let query = Self { pairs, takes: PhantomData };
        match all::<T>().find(|declared| declared.required && query.text(declared).is_none()) {
            Some(declared) => Err(Problem::parameter(declared.name, "", declared.allowed)
                .saying(format!("{} is missing; it must be {}", declared.name, declared.allowed))),
            None => Ok(query),
        }
    }

    /// The parameter's text.
    pub(in crate::http) fn text(&self, declared: &Declared) -> Option<&str> {
        self.texts(declared).next()
    }

    /// All texts of a parameter that may be repeated, in order.
    pub(in crate::http) fn texts<'q>(&'q self, declared: &Declared) -> impl Iterator<Item = &'q str> {
        let name = declared.name;
        self.pairs.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// The parameter's value by a reading that answers `None` for what is not allowed.
    pub(in crate::http) fn get<V>(
        &self,
        declared: &Declared,
        read: impl FnOnce(&str) -> Option<V>,
    ) -> Result<Option<V>, Problem> {
        match self.text(declared) {
            Some(text) => read(text).map(Some).ok_or_else(|| declared.refuse(text)),
            None => Ok(None),
        }
    }

    /// A civil date.
    pub(in crate::http) fn day(&self, declared: &Declared) -> Result<Option<Day>, Problem> {
        self.get(declared, |text| text.parse().ok())
    }

    /// The first day after a period, which may be the day after the last one of all.
    pub(in crate::http) fn end(&self, declared: &Declared) -> Result<Option<Day>, Problem> {
        self.get(declared, |text| Day::parse_end(text).ok())
    }

    /// An instant. A `+` of its offset that came unencoded reads as the `+` it was meant to be.
    pub(in crate::http) fn instant(&self, declared: &Declared) -> Result<Option<Instant>, Problem> {
        self.get(declared, |text| text.replace(' ', "+").parse().ok())
    }

    /// A whole number within the bounds that were declared.
    pub(in crate::http) fn whole(&self, declared: &Declared) -> Result<Option<u32>, Problem> {
        let Kind::Whole(least, most) = declared.kind else { return Ok(None) };
        self.get(declared, |text| number(text).filter(|number| (least..=most).contains(number)))
    }

    /// `true` or `false`.
    pub(in crate::http) fn switch(&self, declared: &Declared) -> Result<bool, Problem> {
        self.get(declared, |text| text.parse().ok()).map(Option::unwrap_or_default)
    }

    /// One of the words that were declared.
    pub(in crate::http) fn choice(&self, declared: &Declared) -> Result<Option<&'static str>, Problem> {
        let Kind::Choice(words) = declared.kind else { return Ok(None) };
        self.get(declared, |text| words.iter().copied().find(|&word| word == text))
    }

    /// Words separated by commas, each of which `parse` knows.
    pub(in crate::http) fn words<V>(
        &self,
        declared: &Declared,
        parse: fn(&str) -> Option<V>,
    ) -> Result<Option<Vec<V>>, Problem> {
        let read = |text: &str| text.split(',').map(|word| parse(word).ok_or_else(|| declared.refuse(word))).collect();
        self.text(declared).map(read).transpose()
    }

    /// `?name=value&…` of these parameters as they came, to be passed on; empty without any.
    pub(in crate::http) fn pass_on(&self, groups: &[&[Declared]]) -> String {
        let mut out = String::new();
        for (name, value) in &self.pairs {
            if groups.iter().copied().flatten().any(|declared| declared.name == name) {
                let _ = write!(out, "{}{name}=", if out.is_empty() { '?' } else { '&' });
                decode::encode_into(&mut out, value);
            }
        }
        out
    }
}

/// A whole number of digits only: no sign, no blank.
pub(in crate::http) fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn unknown<T: Takes>(name: &str) -> Problem {
    let known: Vec<&str> = all::<T>().map(|declared| declared.name).collect();
    let allowed = if known.is_empty() { "absent: nothing is asked here".into() } else { known.join(", ") };
    Problem::parameter(name, name, &allowed).saying(format!("there is no parameter {:?} here", shorten(name)))
}

fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}

impl Declared {
    /// The problem of a value that is not allowed.
    pub(in crate::http) fn refuse(&self, got: impl AsRef<str>) -> Problem {
        Problem::parameter(self.name, got, self.allowed)
    }
}

impl<T: Takes + 'static, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Self::read(parts.uri.query())
    }
}

impl<T: Takes> IntoParams for Query<T> {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        all::<T>().map(Declared::describe).collect()
    }
}
