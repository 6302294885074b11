//! What was known: every question, asked of the past, is answered as it was answered then.

use axum::http::Method;
use serde_json::json;

use crate::schema::{SAMPLES, asking};
use crate::support::{Api, now};

/// An answer without the instants that its links ask for.
fn said(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let mut parts = text.split("known_at=");
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        said.pop();
        said.push_str(part.find(['&', '"']).map_or("", |end| &part[end..]));
    }
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_is_what_was_known() {
    let api = Api::new();
    crate::comparisons::campaigns(&api);
    let description = serde_json::to_value(forecourt::http::openapi()).expect("description");
    let mut answered = Vec::new();
    // A feed has no end, and a workbook says when it was made.
    let samples =
        SAMPLES.iter().filter(|(_, template, path, ..)| *template != "/api/v1/changes" && !path.contains("xlsx"));
    for &(method, template, path, media, body, status) in samples {
        let answer = api.send(asking(method, path, media, body)).await;
        let parameters = description["paths"][template][method]["parameters"].as_array();
        let takes_it = parameters.into_iter().flatten().any(|parameter| parameter["name"] == "known_at");
        if (method, status) == ("get", 200) && takes_it {
            answered.push((path, now(), said(&answer.body)));
        }
    }
    assert!(answered.len() > 40, "{}", answered.len());
    let day = json!({"station": "SH-1", "date": "2026-06-02", "gmv": "12"});
    api.write(Method::PUT, "/api/v1/performance", day).await;
    // Backwards, so that what is kept of a revision was not just read in full for another question.
    for (path, instant, then) in answered.into_iter().rev() {
        let mark = if path.contains('?') { '&' } else { '?' };
        let again = api.get(&format!("{path}{mark}known_at={instant}")).await;
        assert_eq!(said(&again.body), then, "{path}");
    }
}
