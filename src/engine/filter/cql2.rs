//! CQL2 text to [`Filter`].

use std::num::NonZeroUsize;
use std::sync::Once;

use cql2::Expr;

use super::{
    Area, ChoiceSet, DayProperty, Filter, FilterError, MAX_FILTER_BYTES, MAX_FILTER_DEPTH, Nulls, Pattern,
    TextComparison, TextProperty, TextTest,
};
use crate::base::date::Day;
use crate::domain::cooperation::Stage;
use crate::domain::station::Energy;

/// Most steps of the parser: what the longest filter takes a few times over, a fraction of a second.
const MOST_CALLS: usize = 10_000_000;

static LIMITED: Once = Once::new();

pub(super) fn parse(text: &str) -> Result<Filter, FilterError> {
    if text.len() > MAX_FILTER_BYTES {
        return Err(FilterError::TooLong(text.len()));
    }
    check_depth(text)?;
    // A text that is wrong deep inside makes the parser try every level again in another way: without a
    // limit that doubles with every parenthesis.
    LIMITED.call_once(|| pest::set_call_limit(NonZeroUsize::new(MOST_CALLS)));
    let expr = cql2::parse_text(text).map_err(|error| FilterError::Syntax(first_lines(&error.to_string())))?;
    convert(&expr)
}

/// Parentheses must pair and stay shallow, and NOTs must be few in a row, before the recursive parser
/// sees them: a stack is finite, and a parser that goes back on an unclosed parenthesis is slow.
fn check_depth(text: &str) -> Result<(), FilterError> {
    let mut depth = 0_usize;
    let mut quoted = None;
    let mut word_start = true;
    let mut nots = 0;
    for (at, c) in text.char_indices() {
        match (quoted, c) {
            (Some(quote), c) => quoted = Some(quote).filter(|&quote| quote != c),
            (None, '\'' | '"') => quoted = Some(c),
            (None, '(') => {
                depth += 1;
                if depth > MAX_FILTER_DEPTH {
                    return Err(FilterError::TooDeep);
                }
            }
            (None, ')') => {
                depth = depth
                    .checked_sub(1)
                    .ok_or_else(|| FilterError::Syntax(format!("a ')' at byte {at} closes nothing")))?;
            }
            (None, 'n' | 'N') if word_start && text.get(at..at + 3).is_some_and(|w| w.eq_ignore_ascii_case("not")) => {
                nots += 1;
            }
            (None, '-') => nots += 1,
            // The rest of the word NOT; anything else ends the run of them.
            (None, 'o' | 'O' | 't' | 'T') if !word_start => {}
            (None, c) if c.is_whitespace() => {}
            (None, _) => nots = 0,
        }
        if nots > MAX_FILTER_DEPTH {
            return Err(FilterError::TooDeep);
        }
        word_start = !c.is_alphanumeric() && c != '_';
    }
    match (depth, quoted) {
        (0, None) => Ok(()),
        (0, Some(quote)) => Err(FilterError::Syntax(format!("a {quote} is not closed"))),
        _ => Err(FilterError::Syntax("a '(' is not closed".into())),
    }
}

fn first_lines(text: &str) -> String {
    let joined: Vec<&str> = text.lines().map(|line| line.trim_matches([' ', '|'])).filter(|l| !l.is_empty()).collect();
    joined.join("; ").chars().take(300).collect()
}

/// The properties of a station, by how they are compared.
#[derive(Clone, Copy)]
enum Property {
    Text(TextProperty),
    Energy,
    Stage,
    Day(DayProperty),
    Geometry,
}

fn property(name: &str) -> Result<Property, FilterError> {
    Ok(match name {
        "code" => Property::Text(TextProperty::Code),
        "name" => Property::Text(TextProperty::Name),
        "brand" => Property::Text(TextProperty::Brand),
        "operator" => Property::Text(TextProperty::Operator),
        "energy" => Property::Energy,
        "stage" => Property::Stage,
        "opened_on" => Property::Day(DayProperty::OpenedOn),
        "closed_on" => Property::Day(DayProperty::ClosedOn),
        "geometry" => Property::Geometry,
        _ => return Err(FilterError::UnknownProperty(name.chars().take(60).collect())),
    })
}

fn unsupported(what: impl Into<String>) -> FilterError {
    FilterError::Unsupported(what.into())
}

fn convert(expr: &Expr) -> Result<Filter, FilterError> {
    match expr {
        Expr::Bool(value) => Ok(Filter::Constant(Some(*value))),
        Expr::Operation { op, args } => operation(op, args),
        _ => Err(unsupported("a filter is a comparison, such as brand = 'shell' or stage IN ('online','paused')")),
    }
}

#[expect(clippy::vec_box, reason = "the parser hands its arguments boxed")]
fn operation(op: &str, args: &Vec<Box<Expr>>) -> Result<Filter, FilterError> {
    match (op, args.as_slice()) {
        ("and", all) => all.iter().map(|arg| convert(arg)).collect::<Result<_, _>>().map(Filter::And),
        ("or", all) => all.iter().map(|arg| convert(arg)).collect::<Result<_, _>>().map(Filter::Or),
        ("not", [arg]) => convert(arg).map(|filter| Filter::Not(Box::new(filter))),
        ("isNull", [arg]) => is_null(arg),
        ("=" | "<>" | "<" | "<=" | ">" | ">=", [left, right]) => comparison(op, left, right),
        ("between", [value, low, high]) => between(value, low, high),
        ("in", [value, list]) => in_list(value, list),
        ("like", [value, pattern]) => like(value, pattern),
        ("t_before", [left, right]) => comparison("<", left, right),
        ("t_after", [left, right]) => comparison(">", left, right),
        ("t_equals", [left, right]) => comparison("=", left, right),
        ("s_intersects" | "s_within", [left, right]) => spatial(left, right),
        ("s_disjoint", [left, right]) => spatial(left, right).map(|filter| Filter::Not(Box::new(filter))),
        _ => Err(unsupported(format!(
            "{op} is not evaluated here; use AND, OR, NOT, =, <>, <, <=, >, >=, BETWEEN, IN, LIKE, IS NULL, CASEI, \
             T_BEFORE, T_AFTER, T_EQUALS, S_INTERSECTS, S_WITHIN, S_DISJOINT"
        ))),
    }
}

/// A property, and whether CASEI stands around it.
fn operand(expr: &Expr) -> Option<(&str, bool)> {
    match expr {
        Expr::Property { property } => Some((property, false)),
        Expr::Operation { op, args } if op == "casei" => match args.as_slice() {
            [arg] => operand(arg).map(|(name, _)| (name, true)),
            _ => None,
        },
        _ => None,
    }
}

/// A property and whether case is folded, or the error that says what must stand there.
fn subject(expr: &Expr) -> Result<(Property, bool), FilterError> {
    let (name, fold) =
        operand(expr).ok_or_else(|| unsupported("one side of a comparison must be a property, the other a value"))?;
    Ok((property(name)?, fold))
}

fn literal(expr: &Expr) -> Result<&str, FilterError> {
    match expr {
        Expr::Literal(text) => Ok(text),
        Expr::Operation { op, args } if op == "casei" && args.len() == 1 => literal(&args[0]),
        _ => Err(unsupported("this property is compared with a text in single quotes")),
    }
}

fn day(expr: &Expr) -> Result<Day, FilterError> {
    let text = match expr {
        Expr::Date { date } => literal(date)?,
        Expr::Literal(text) => text,
        _ => return Err(unsupported("a date is written DATE('2026-06-30')")),
    };
    text.parse().map_err(|error: crate::base::date::DateError| unsupported(error.to_string()))
}

fn is_null(arg: &Expr) -> Result<Filter, FilterError> {
    Ok(match subject(arg)?.0 {
        Property::Text(text) => Filter::NoText(text),
        Property::Energy => Filter::Energy(ChoiceSet(1), Nulls::Counted),
        Property::Stage => Filter::Stage(ChoiceSet(1), Nulls::Counted),
        Property::Day(day) => Filter::NoDay(day),
        Property::Geometry => Filter::Constant(Some(false)),
    })
}

fn comparison(op: &str, left: &Expr, right: &Expr) -> Result<Filter, FilterError> {
    if operand(left).is_none() && operand(right).is_some() {
        let turned = match op {
            "<" => ">",
            "<=" => ">=",
            ">" => "<",
            ">=" => "<=",
            same => same,
        };
        return comparison(turned, right, left);
    }
    let (property, fold) = subject(left)?;
    if matches!(right, Expr::Null) {
        return Ok(Filter::Constant(None));
    }
    let wanted = match op {
        "=" => [false, true, false],
        "<>" => [true, false, true],
        "<" => [true, false, false],
        "<=" => [true, true, false],
        ">" => [false, false, true],
        _ => [false, true, true],
    };
    match property {
        Property::Text(text) => {
            let test = TextTest::new(TextComparison::Order(literal(right)?.to_owned(), wanted), fold);
            Ok(Filter::Text(text, test))
        }
        Property::Energy | Property::Stage => {
            let comparison = TextComparison::Order(known(property, literal(right)?, fold)?, wanted);
            Ok(choice(property, &TextTest::new(comparison, fold)))
        }
        Property::Day(property) => {
            let day = day(right)?;
            // Every comparison of whole days is a half-open run of them, or the two runs around one.
            let before = Filter::Day(property, Day::MIN, Some(day));
            let after = match day.next_day() {
                Some(next) => Filter::Day(property, next, None),
                // No day comes after the last one: a run without days.
                None => Filter::Day(property, day, Some(day)),
            };
            Ok(match op {
                "=" => Filter::days(property, day, day),
                "<>" => Filter::Or(vec![before, after]),
                "<" => before,
                "<=" => Filter::days(property, Day::MIN, day),
                ">" => after,
                _ => Filter::Day(property, day, None),
            })
        }
        Property::Geometry => Err(unsupported("geometry is asked with S_INTERSECTS, S_WITHIN or S_DISJOINT")),
    }
}

fn between(value: &Expr, low: &Expr, high: &Expr) -> Result<Filter, FilterError> {
    match subject(value)? {
        (Property::Text(text), fold) => {
            let comparison = TextComparison::Between(literal(low)?.to_owned(), literal(high)?.to_owned());
            Ok(Filter::Text(text, TextTest::new(comparison, fold)))
        }
        (Property::Day(property), _) => Ok(Filter::days(property, day(low)?, day(high)?)),
        _ => Err(unsupported("BETWEEN is asked of a text or a date")),
    }
}

fn in_list(value: &Expr, list: &Expr) -> Result<Filter, FilterError> {
    let Expr::Array(items) = list else { return Err(unsupported("IN wants a list in parentheses")) };
    match subject(value)? {
        (Property::Text(text), fold) => {
            let words = items.iter().map(|item| literal(item).map(str::to_owned)).collect::<Result<_, _>>()?;
            Ok(Filter::Text(text, TextTest::new(TextComparison::In(words), fold)))
        }
        (property @ (Property::Energy | Property::Stage), fold) => {
            let words = items.iter().map(|item| known(property, literal(item)?, fold)).collect::<Result<_, _>>()?;
            Ok(choice(property, &TextTest::new(TextComparison::In(words), fold)))
        }
        (Property::Day(property), _) => {
            let days = items.iter().map(|item| {
                let day = day(item)?;
                Ok(Filter::days(property, day, day))
            });
            days.collect::<Result<_, _>>().map(Filter::Or)
        }
        (Property::Geometry, _) => Err(unsupported("geometry is asked with S_INTERSECTS, S_WITHIN or S_DISJOINT")),
    }
}

fn like(value: &Expr, pattern: &Expr) -> Result<Filter, FilterError> {
    let comparison = TextComparison::Like(Pattern::parse(literal(pattern)?));
    match subject(value)? {
        (Property::Text(text), fold) => Ok(Filter::Text(text, TextTest::new(comparison, fold))),
        (property @ (Property::Energy | Property::Stage), fold) => {
            Ok(choice(property, &TextTest::new(comparison, fold)))
        }
        _ => Err(unsupported("LIKE is asked of a text")),
    }
}

fn names(property: Property) -> (&'static str, Vec<&'static str>) {
    match property {
        Property::Energy => ("energy", Energy::ALL.map(Energy::as_str).to_vec()),
        _ => ("stage", Stage::ALL.map(Stage::as_str).to_vec()),
    }
}

/// The value, if the property can ever have it: a misspelt stage must not quietly select nothing.
fn known(property: Property, value: &str, fold: bool) -> Result<String, FilterError> {
    let (name, allowed) = names(property);
    let same = |word: &&str| *word == value || fold && word.eq_ignore_ascii_case(value);
    if allowed.iter().any(same) {
        return Ok(value.to_owned());
    }
    Err(FilterError::NeverValue {
        property: name,
        value: value.chars().take(60).collect(),
        allowed: allowed.join(", "),
    })
}

/// The values of an enumeration that pass a text test.
fn choice(property: Property, test: &TextTest) -> Filter {
    let passing = names(property).1.into_iter().enumerate().filter(|(_, name)| test.passes(name));
    let set = ChoiceSet(passing.fold(0, |set, (position, _)| set | 2 << position));
    match property {
        Property::Energy => Filter::Energy(set, Nulls::Unknown),
        _ => Filter::Stage(set, Nulls::Unknown),
    }
}

fn spatial(left: &Expr, right: &Expr) -> Result<Filter, FilterError> {
    let value = match (operand(left), operand(right)) {
        (Some(("geometry", _)), None) => right,
        (None, Some(("geometry", _))) => left,
        _ => return Err(unsupported("a spatial test is between geometry and a BBOX, POLYGON or MULTIPOLYGON")),
    };
    if let Expr::BBox { bbox } = value {
        let numbers: Vec<f64> = bbox.iter().filter_map(|number| number.as_ref().clone().try_into().ok()).collect();
        let corners: [f64; 4] =
            numbers.try_into().map_err(|_| unsupported("BBOX takes four numbers: west, south, east, north"))?;
        return Ok(Filter::bbox(corners)?);
    }
    let json = serde_json::to_value(value).map_err(|error| FilterError::Syntax(error.to_string()))?;
    let coordinates = json.get("coordinates").cloned().unwrap_or_default();
    let polygons = match json.get("type").and_then(serde_json::Value::as_str) {
        Some("Polygon") => serde_json::from_value(coordinates).map(|polygon| vec![polygon]),
        Some("MultiPolygon") => serde_json::from_value(coordinates),
        _ => return Err(unsupported("an area is a BBOX, a POLYGON or a MULTIPOLYGON")),
    };
    let polygons = polygons.map_err(|_| unsupported("an area's positions are longitude and latitude"))?;
    Ok(Filter::Within(Area::polygons(polygons)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read() {
        for text in [
            "brand = 'shell' AND stage IN ('online','paused')",
            "NOT (name LIKE '%加油%' OR CASEI(brand) = CASEI('Shell'))",
            "opened_on >= DATE('2026-01-01')",
            "opened_on BETWEEN DATE('2026-01-01') AND DATE('2026-02-01')",
            "S_INTERSECTS(geometry, BBOX(1,2,3,4))",
            "S_WITHIN(geometry, POLYGON((0 0,1 0,1 1,0 0)))",
            "brand IS NOT NULL",
            "T_BEFORE(opened_on, DATE('2026-01-01'))",
            "'shell' = brand",
            "true",
            "S_INTERSECTS(geometry, MULTIPOLYGON(((-1 -1,-2 -2,-3 -1,-4 -2,-5 -1,-6 -2,-7 -1,-8 -2,-9 -1,-1 -9,-1 -1)),\
             ((-11 -1,-12 -2,-13 -1,-14 -2,-15 -1,-16 -2,-17 -1,-18 -2,-19 -1,-11 -9,-11 -1))))",
            "brand = 'it''s (not) closed'",
        ] {
            assert!(Filter::parse(text).is_ok(), "{text}: {:?}", Filter::parse(text));
        }
    }

    #[test]
    fn errors_say_what_is_wrong() {
        for (text, expected) in [
            ("brand =", "not CQL2 text"),
            ("colour = 'red'", "there is no property \"colour\""),
            ("stage = 'onlien'", "stage is one of prospect, negotiating"),
            ("opened_on < '2026-13-01'", "is not a date"),
            ("brand", "a filter is a comparison"),
            ("1 = 1", "one side of a comparison must be a property"),
            ("S_TOUCHES(geometry, BBOX(1,2,3,4))", "is not evaluated here"),
            ("S_WITHIN(geometry, BBOX(1,4,3,2))", "a box is west"),
            ("S_WITHIN(geometry, BBOX(1,2,3,400))", "latitude must lie"),
            ("(brand = 'a'", "'(' is not closed"),
            ("brand = 'a')", "closes nothing"),
            ("brand = 'a", "is not closed"),
        ] {
            let message = Filter::parse(text).expect_err(text).to_string();
            assert!(message.contains(expected), "{text}: {message}");
        }
    }

    #[test]
    fn hostile_texts_end_soon() {
        assert_eq!(Filter::parse(&"x".repeat(1 << 20)), Err(FilterError::TooLong(1 << 20)));
        let nested = |n: usize| format!("{}brand='x'{}", "(".repeat(n), ")".repeat(n));
        assert_eq!(Filter::parse(&nested(10_000)), Err(FilterError::TooDeep));
        assert!(Filter::parse(&nested(MAX_FILTER_DEPTH)).is_ok());
        assert_eq!(Filter::parse(&format!("{}true", "not ".repeat(10_000))), Err(FilterError::TooDeep));
        assert!(Filter::parse(&format!("brand = {}1", "-".repeat(10_000))).is_err());
        // Wrong at the very bottom, so that every level is tried again in another way.
        let wrong = format!("{}brand = = 'x'{}", "(".repeat(MAX_FILTER_DEPTH), ")".repeat(MAX_FILTER_DEPTH));
        assert!(matches!(Filter::parse(&wrong), Err(FilterError::Syntax(_))));
        // The limit leaves room for the longest list that is read.
        let list = format!("brand IN ({})", vec!["'brand'"; 8_000].join(","));
        assert!(list.len() < MAX_FILTER_BYTES && Filter::parse(&list).is_ok());
    }
}
