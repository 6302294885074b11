//! Notes on stations.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Api, now, problem};

const NOTES: &str = "/api/v1/stations/SH-1/notes";

fn numbers(page: &Value) -> Vec<u64> {
    page["items"].as_array().expect("items").iter().filter_map(|item| item["number"].as_u64()).collect()
}

#[tokio::test]
async fn notes_are_written_changed_and_taken_away() {
    let api = Api::new();
    let body = json!({"at": "2026-06-10", "author": "王芳", "text": "拜访站长，谈续约"});
    let first = api.write(Method::POST, NOTES, body.clone()).await;
    assert_eq!((first.status, first.header("x-revision")), (StatusCode::CREATED, "4"));
    assert_eq!(first.header("location"), "/api/v1/stations/SH-1/notes/1");
    let expected = json!({"number": 1, "at": "2026-06-10", "author": "王芳", "text": "拜访站长，谈续约"});
    assert_eq!(first.json(), expected);
    let same = api.write(Method::POST, NOTES, body).await;
    assert_eq!((same.status, same.header("x-revision"), same.json()), (StatusCode::OK, "", expected));
    for (at, text) in [("2026-06-12", "second"), ("2026-06-01", "third"), ("2026-06-12", "fourth")] {
        api.write(Method::POST, NOTES, json!({"at": at, "text": text})).await;
    }
    let page = api.json(NOTES).await;
    assert_eq!((numbers(&page), &page["matched"], &page["station"]), (vec![4, 2, 1, 3], &json!(4), &json!("SH-1")));
    let page = api.json(&format!("{NOTES}?limit=2")).await;
    let next = page["next"].as_str().expect("a second page");
    assert_eq!(numbers(&api.json(&format!("{NOTES}?limit=2&cursor={next}")).await), [1, 3]);

    let before = now();
    let note = format!("{NOTES}/1");
    let edited = api.put(Method::PATCH, &note, "application/merge-patch+json", &json!({"author": null})).await;
    let expected = json!({"number": 1, "at": "2026-06-10", "author": null, "text": "拜访站长，谈续约"});
    assert_eq!((edited.status, edited.header("x-revision"), edited.json()), (StatusCode::OK, "8", expected));
    let edited = api.write(Method::PATCH, &note, json!({"text": "续约已定", "at": "2026-06-11"})).await.json();
    assert_eq!((&edited["text"], &edited["at"]), (&json!("续约已定"), &json!("2026-06-11")));
    assert_eq!(api.write(Method::PATCH, &note, json!({})).await.header("x-revision"), "", "no change, no revision");
    let gone = api.delete(&note).await;
    assert_eq!((gone.status, gone.header("x-revision")), (StatusCode::NO_CONTENT, "10"));
    problem(&api.delete(&note).await, 404, None, "twice");
    problem(&api.put(Method::PATCH, &note, "application/json", &json!({"text": "x"})).await, 404, None, "gone");
    assert_eq!(numbers(&api.json(NOTES).await), [4, 2, 3]);
    let known = api.json(&format!("{NOTES}?known_at={before}")).await;
    assert_eq!(known["items"][2]["author"], "王芳");
    let history = api.json("/api/v1/stations/SH-1/history?limit=1").await;
    assert_eq!((&history["items"][0]["entity"], &history["items"][0]["before"]["number"]), (&json!("note"), &json!(1)));
    // A number is never given twice.
    let next = api.write(Method::POST, NOTES, json!({"at": "2026-06-13", "text": "fifth"})).await.json();
    assert_eq!(next["number"], 5);
}

#[tokio::test]
async fn wrong_notes_are_refused() {
    let api = Api::new();
    for (body, field) in [
        (json!({"text": "x"}), "at"),
        (json!({"at": "x", "text": "x"}), "at"),
        (json!({"at": "2026-06-10"}), "text"),
        (json!({"at": "2026-06-10", "text": " "}), "text"),
        (json!({"at": "2026-06-10", "text": "x".repeat(2_001)}), "text"),
        (json!({"at": "2026-06-10", "text": "x", "author": "x".repeat(201)}), "author"),
        (json!({"at": "2026-06-10", "text": "x", "author": 5}), "author"),
        (json!({"at": "2026-06-10", "text": "x", "colour": "red"}), "colour"),
    ] {
        problem(&api.put(Method::POST, NOTES, "application/json", &body).await, 422, Some(field), field);
    }
    let nobody = "/api/v1/stations/XX/notes";
    let body = json!({"at": "2026-06-10", "text": "x"});
    problem(&api.put(Method::POST, nobody, "application/json", &body).await, 404, None, "no station");
    problem(&api.get(nobody).await, 404, None, "no station");
    assert_eq!(api.json("/api/v1/network").await["revision"], 3, "nothing was written");
    api.write(Method::POST, NOTES, body).await;
    for (body, field) in [
        (json!({"at": null}), "at"),
        (json!({"text": null}), "text"),
        (json!({"text": ""}), "text"),
        (json!({"number": 2}), "number"),
    ] {
        let answer = api.put(Method::PATCH, &format!("{NOTES}/1"), "application/json", &body).await;
        problem(&answer, 422, Some(field), field);
    }
    for path in [format!("{NOTES}/x"), format!("{NOTES}/-1"), format!("{NOTES}/99999999999")] {
        problem(&api.delete(&path).await, 400, Some("number"), &path);
        problem(&api.put(Method::PATCH, &path, "application/json", &json!({})).await, 400, Some("number"), &path);
    }
    problem(&api.delete(&format!("{nobody}/1")).await, 404, None, "no station");
    problem(
        &api.put(Method::PATCH, &format!("{nobody}/1"), "application/json", &json!({})).await,
        404,
        None,
        "no station",
    );
}
