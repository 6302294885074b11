//! What is wrong with a row, in the language of who reads it.
//!
//! A reason is a sentence for the command line: English, and naming its options. Here it is known again by its form and
//! said for a page or a file. Only what a row can hold is known here; a reason of no known form stays as it is.

use std::borrow::Cow;

use super::template::Language;
use super::words::in_chinese;

/// A form of reasons, and how they are said. `{name}` stands for any text, and `*` at the end for whatever else is said there.
struct Known {
    form: &'static str,
    zh: &'static str,
    /// `None` where the reason itself is good for everybody.
    en: Option<&'static str>,
}

const fn form(form: &'static str, zh: &'static str) -> Known {
    Known { form, zh, en: None }
}

const fn forms(form: &'static str, zh: &'static str, en: &'static str) -> Known {
    Known { form, zh, en: Some(en) }
}

const ZH_DATE: &str = "不是日期，请写成 2026-06-30 这样";
const ZH_RANGE: &str = "超出经纬度范围：{got}；经度应在 ±180 度内，纬度应在 ±90 度内";
const ZH_SWAPPED: &str = "超出经纬度范围：{got}；经度和纬度可能颠倒了";
const ZH_WIDTH: &str = "这一行有 {cells} 格，表头有 {width} 格";
const ZH_NESTED: &str = "坐标数组的层数不对";
const ZH_TERM: &str = "从 {from} 起已有{component}条款，同一天不能有两个；请先给前一个填上结束日期";

/// Of two forms of a reason the first counts.
const FORMS: &[Known] = &[
    form("must not be empty", "不能为空"),
    form("longitude and latitude are empty", "经纬度为空"),
    form("longitude 0, latitude 0 is a placeholder*", "经度 0、纬度 0 是占位值，不是站点的位置"),
    form("is not a number of degrees*", "不是度数，例如 121.4737"),
    form("longitude must lie in {range}, got {got}; longitude and latitude look swapped", ZH_SWAPPED),
    form("latitude must lie in {range}, got {got}; longitude and latitude look swapped", ZH_SWAPPED),
    form("longitude must lie in {range}, got {got}", ZH_RANGE),
    form("latitude must lie in {range}, got {got}", ZH_RANGE),
    form("a station needs a Point of two numbers", "站点需要一个点（Point），由两个数组成"),
    form("is no place in WGS-84 degrees", "不是 WGS-84 经纬度"),
    form("the code came before, in {what} {line}", "编码与第 {line} 行重复"),
    form(
        "the contract came before, with other stations, in line {line};*",
        "合同与第 {line} 行重复而站点不同；一份合同写一行，站点写在同一格里，用 ; 隔开",
    ),
    form("the contract came before, and said otherwise, in line {line}", "合同与第 {line} 行重复，内容不一致"),
    form("the campaign came before, and said otherwise, in line {line}", "活动与第 {line} 行重复，内容不一致"),
    form(
        "the station has another stage or note of that day, in line {line}",
        "第 {line} 行写了该站点同一天的另一个阶段或备注",
    ),
    form("the station has other figures of that day, in line {line}", "第 {line} 行写了该站点同一天的另一组数据"),
    form(
        "the station takes part in that campaign at another time, in line {line}",
        "第 {line} 行写了该站点参加这个活动的另一段时间",
    ),
    form(
        "there is another {component} of that contract or station and day, in line {line}",
        "第 {line} 行写了同一合同或站点同一天的另一条{component}",
    ),
    forms(
        "there is no station of this code*",
        "没有这个编码的站点，请先导入站点",
        "there is no station of this code; import the stations first",
    ),
    form("there is no contract of this number, nor a row*", "没有这个编号的合同，文件里能导入的行也没有"),
    form("there is no contract of this number*", "没有这个编号的合同，请先导入合同"),
    form("there is no campaign of this code*", "没有这个编码的活动，请先导入活动"),
    form("there is no region of this code*", "行政区划里没有这个代码"),
    form("neither the set nor a row of the file*", "上级区域不存在，或它所在的行有错误"),
    form(
        "name, level, parent or centre differ from line {line}, of the same code",
        "名称、层级、上级或中心点与第 {line} 行的同一编码不一致",
    ),
    form("belongs to the group by line {line} already*", "第 {line} 行已写明它在同一时间属于该组"),
    form("a new station needs longitude and latitude", "新站点需要经纬度"),
    form("a new contract needs it", "新合同需要填写"),
    form("a new campaign needs it", "新活动需要填写"),
    form("fill in either {one} or {other}, not both", "“{one}”和“{other}”只能填一个"),
    form("fill in either {one} or {other}", "“{one}”和“{other}”要填一个"),
    form("is not a date*", ZH_DATE),
    form("may be {one} or {other}; write YYYY-MM-DD", "可能是 {one}，也可能是 {other}；请写成 2026-06-30 这样"),
    form("may be {one} or {other}; write it without a comma", "可能是 {one}，也可能是 {other}；请不要写逗号"),
    form("may be {cell}% or a share*", "可能是 {cell}%，也可能是比例；请在单元格里写明 %，例如 2.5%"),
    form("{day} lies outside 1900-01-01 to 2199-12-31", "日期应在 1900-01-01 到 2199-12-31 之间"),
    form("a period must end after it begins, but {from} to {to} does not", "结束日期 {to} 应晚于开始日期 {from}"),
    forms(
        "is no {field}; write {words}, or translate it*",
        "不是可用的取值，可以填：{words}",
        "is not a value that is known; write {words}",
    ),
    form("is not a whole number from 0 to {most}", "不是 0 到 {most} 之间的整数"),
    form("is not a number; write*", "不是数字，请写成 1234.50 这样"),
    form("is not a rate; write*", "不是费率，请写成 2.5% 或 0.025"),
    form("is more than all of it; write {percent} or {share}", "超过了 100%；请写成 {percent} 或 {share}"),
    form("is finer than 0.0001%*", "比 0.0001% 更细，不作四舍五入"),
    form("has more than {most} decimals*", "小数超过 {most} 位，不作四舍五入"),
    form("lies outside {low} to {high}; write*", "应在 {low} 到 {high} 之间，请写成 2.5% 或 0.025"),
    form("lies outside {low} to {high}", "应在 {low} 到 {high} 之间"),
    form("must not be negative", "不能是负数"),
    form("discounts of {discounts} are more than the gmv of {gmv}", "优惠 {discounts} 超过了交易额 {gmv}"),
    form("there is a {component} term from {from} {until} already*", ZH_TERM),
    form("there is a {component} term from {from} {until}, and two may not share a day*", ZH_TERM),
    form("campaign {code} runs from {from} on", "活动 {code} 从 {from} 开始"),
    form("campaign {code} runs from {from} to {to}", "活动 {code} 从 {from} 开始，到 {to} 结束（不含当天）"),
    form("a station takes part until or from {day};*", "有站点参加到或参加自 {day}，请先改它的参加时间"),
    form("a station cannot close before it opens ({opened})", "关闭日期早于开业日期 {opened}"),
    form("a contract cannot renew itself", "合同不能续签自己"),
    form("a contract that has run out ({to}) cannot be terminated later", "合同已在 {to} 到期，不能在之后终止"),
    form("at most {most} characters are kept", "最多 {most} 个字"),
    form("must not hold control characters", "含有控制字符"),
    form("must not hold {sign}: lists of codes are separated by it", "不能含有 {sign}：编码列表用它分隔"),
    form("is a word of the API's addresses; choose another", "是系统保留的词，请换一个"),
    form("the row has {cells} cells, the header has {width} (delimiter*", ZH_WIDTH),
    form("the row has {cells} cells, the header has {width}", ZH_WIDTH),
    form("the line is longer than {size}", "这一行超过 {size}"),
    forms("the row is not valid {encoding}; *", "这一行的编码有误", "the row is not in the encoding of the file"),
    form("the row holds a NUL byte", "这一行含有空字符（NUL）"),
    form("the cell holds an error of the spreadsheet", "单元格里是表格软件的错误值"),
    form("more than {most} memberships in one file", "一个文件最多 {most} 条归属关系"),
    form("a region cannot be its own parent", "上级区域不能是它自己"),
    form("the coordinates of a {kind} are nested {height} deep, here {here}", ZH_NESTED),
    form("the coordinates are not evenly nested", ZH_NESTED),
    form(
        "{place} are metres of a projection, not degrees;*",
        "{place} 是投影坐标（米），不是度数；请先转换为 WGS-84 经纬度",
    ),
    form("a coordinate is null", "有坐标为空"),
    form("a coordinate is no number", "有坐标不是数字"),
    form("an array of the coordinates is empty", "坐标数组为空"),
    form("a position needs longitude and latitude", "坐标点缺少经度或纬度"),
    form("the geometry holds no polygon", "几何图形里没有多边形"),
    form("a ring needs three distinct vertices, got {count}", "多边形的一圈至少要有三个不同的顶点，这里有 {count} 个"),
    form("the feature has no geometry*", "没有几何图形；区域需要 Polygon 或 MultiPolygon"),
    form("the geometry is {kind}; a region needs*", "几何图形是 {kind}；区域需要 Polygon 或 MultiPolygon"),
];

/// A reason for people who read that language.
#[must_use]
pub fn reason_in(language: Language, reason: &str) -> Cow<'_, str> {
    for Known { form, zh, en } in FORMS {
        let Some(words) = captures(form, reason) else { continue };
        return match (language, en) {
            (Language::Zh, _) => Cow::Owned(fill(zh, &words, true)),
            (Language::En, Some(en)) => Cow::Owned(fill(en, &words, false)),
            (Language::En, None) => Cow::Borrowed(reason),
        };
    }
    Cow::Borrowed(reason)
}

/// The texts that stand for the names of a form, if the reason is of that form.
fn captures<'f, 'r>(form: &'f str, reason: &'r str) -> Option<Vec<(&'f str, &'r str)>> {
    let (form, open) = form.strip_suffix('*').map_or((form, false), |form| (form, true));
    let mut parts = form.split('{');
    let mut rest = reason.strip_prefix(parts.next()?)?;
    let mut words = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let (name, literal) = part.split_once('}')?;
        let is_last = parts.peek().is_none();
        let end = match literal {
            "" => rest.len(),
            literal if is_last && !open => rest.len().checked_sub(literal.len()).filter(|_| rest.ends_with(literal))?,
            literal => rest.find(literal)?,
        };
        words.push((name, &rest[..end]));
        rest = &rest[end + literal.len()..];
    }
    (open || rest.is_empty()).then_some(words)
}

/// A sentence with those texts in it; our own words are said in Chinese there.
fn fill(sentence: &str, words: &[(&str, &str)], in_zh: bool) -> String {
    let field = words.iter().find(|(name, _)| *name == "field").map_or("", |&(_, field)| field);
    let mut filled = sentence.to_owned();
    for &(name, text) in words {
        let said = match name {
            "words" if in_zh => {
                Cow::Owned(text.split(", ").map(|word| in_chinese(field, word)).collect::<Vec<_>>().join("、"))
            }
            "component" if in_zh => Cow::Borrowed(in_chinese(name, text)),
            _ => Cow::Borrowed(text),
        };
        filled = filled.replace(&format!("{{{name}}}"), &said);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_said_in_either_language() {
        for (reason, zh, en) in [
            ("must not be empty", "不能为空", "must not be empty"),
            ("the code came before, in line 12", "编码与第 12 行重复", "the code came before, in line 12"),
            (
                "is no stage; write prospect, online, or translate it, such as --map-value 'stage:x=online'",
                "不是可用的取值，可以填：意向、上线",
                "is not a value that is known; write prospect, online",
            ),
            (
                "there is a commission term from 2026-01-01 on, and two may not share a day; end that one first",
                "从 2026-01-01 起已有佣金条款，同一天不能有两个；请先给前一个填上结束日期",
                "there is a commission term from 2026-01-01 on, and two may not share a day; end that one first",
            ),
            (
                "latitude must lie in -90 to 90 degrees, got 121.5; longitude and latitude look swapped",
                "超出经纬度范围：121.5；经度和纬度可能颠倒了",
                "latitude must lie in -90 to 90 degrees, got 121.5; longitude and latitude look swapped",
            ),
            (
                "the row has 8 cells, the header has 7 (delimiter ';')",
                "这一行有 8 格，表头有 7 格",
                "the row has 8 cells, the header has 7 (delimiter ';')",
            ),
            (
                "more than 200000 memberships in one file",
                "一个文件最多 200000 条归属关系",
                "more than 200000 memberships in one file",
            ),
            (
                "500000, 3400000 are metres of a projection, not degrees; convert the file to WGS-84 (EPSG:4326) first",
                "500000, 3400000 是投影坐标（米），不是度数；请先转换为 WGS-84 经纬度",
                "500000, 3400000 are metres of a projection, not degrees; convert the file to WGS-84 (EPSG:4326) first",
            ),
            ("nobody knows this", "nobody knows this", "nobody knows this"),
        ] {
            assert_eq!(reason_in(Language::Zh, reason), zh);
            assert_eq!(reason_in(Language::En, reason), en);
        }
    }

    #[test]
    fn a_sentence_says_only_what_its_form_holds() {
        for Known { form, zh, en } in FORMS {
            assert!(!form.ends_with("}*"), "{form}: the name would stand for all that is left");
            for sentence in [Some(*zh), *en].into_iter().flatten() {
                for name in sentence.split('{').skip(1).filter_map(|part| part.split_once('}')) {
                    assert!(form.contains(&format!("{{{}}}", name.0)), "{form}: {}", name.0);
                }
            }
        }
    }
}
