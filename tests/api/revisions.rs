//! Revisions: listed newest first, and undone, whatever they were.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::books::{import, workbook};
use crate::support::{Answer, Api, problem};

async fn undo(api: &Api, revision: u64, query: &str) -> Answer {
    api.put(Method::POST, &format!("/api/v1/revisions/{revision}/undo{query}"), "application/json", &Value::Null).await
}

/// Everything that the API tells of the stations, contracts, fees, sales, campaigns and notes that there are.
async fn everything(api: &Api) -> Vec<String> {
    let mut told = Vec::new();
    let days = "performance?from=2020-01-01&to=2027-01-01";
    for kind in ["stations", "cooperation", "contracts", "fees", days, "campaigns", "campaign_stations", "notes"] {
        let file = api.get(&format!("/api/v1/exports/{kind}")).await;
        assert_eq!(file.status, StatusCode::OK, "{kind}: {}", file.text());
        told.push(file.text());
    }
    let figures = "at=2026-03-31&from=2026-03-01&to=2026-04-01&metrics=gmv,channel_fee,orders,online,contracts_active";
    let stats = api.json(&format!("/api/v1/stats?{figures}&level=district&group_by=stage")).await;
    told.push(format!("{} {} {}", stats["rows"], stats["total"], stats["unassigned"]));
    told
}

#[tokio::test]
async fn an_import_of_every_kind_is_undone_and_done_again() {
    let api = Api::new();
    let before = everything(&api).await;
    let report = import(&api, "kind=workbook&name=books.xlsx", workbook("2.5%")).await;
    assert_eq!(report["report"]["revision"], 4, "{report}");
    let after = everything(&api).await;
    assert!(before.iter().zip(&after).all(|(one, other)| one != other), "every kind of thing has changed");

    let tried = undo(&api, 4, "?dry_run=true").await;
    assert_eq!((tried.status, everything(&api).await), (StatusCode::OK, after.clone()), "{}", tried.text());
    let told = tried.json();
    assert_eq!((&told["undoes"], &told["revision"], &told["dry_run"]), (&json!(4), &Value::Null, &json!(true)));
    let deleted = |entity: &str, count: u64| json!({"entity": entity, "created": 0, "changed": 0, "deleted": count});
    assert_eq!(
        told["touched"],
        json!([
            deleted("station", 2),
            deleted("cooperation", 1),
            deleted("membership", 2),
            deleted("contract", 1),
            deleted("fee", 2),
            deleted("performance", 2),
            deleted("campaign", 1),
            deleted("participation", 1),
            deleted("note", 1),
        ])
    );
    let undone = undo(&api, 4, "").await;
    assert_eq!((undone.status, undone.header("x-revision")), (StatusCode::CREATED, "5"), "{}", undone.text());
    assert_eq!(undone.json()["touched"], told["touched"]);
    assert_eq!(everything(&api).await, before);
    assert_eq!(api.get("/api/v1/stations/W-1").await.status, StatusCode::NOT_FOUND);

    // The undo is undone, and so the import is there again.
    assert_eq!(undo(&api, 5, "").await.json()["revision"], 6);
    assert_eq!(everything(&api).await, after);
    let again = undo(&api, 4, "").await;
    problem(&again, 409, None, "it was undone, and done again");
    assert!(again.json()["causes"].as_array().is_some_and(|causes| causes.iter().all(|cause| cause["revision"] == 6)));

    let list = api.json("/api/v1/revisions?limit=4").await;
    let shown =
        |item: &Value| [&item["revision"], &item["kind"], &item["undoes"], &item["undone_by"]].map(Value::clone);
    let items = list["items"].as_array().expect("items");
    assert_eq!((&list["matched"], &list["revision"]), (&json!(6), &json!(6)));
    assert_eq!(
        items.iter().map(shown).collect::<Vec<_>>(),
        [
            [json!(6), json!("undo"), json!(5), Value::Null],
            [json!(5), json!("undo"), json!(4), json!(6)],
            [json!(4), json!("import"), Value::Null, Value::Null],
            [json!(3), json!("import"), Value::Null, Value::Null],
        ]
    );
    assert_eq!(items[2]["source"], "import workbook books.xlsx");
    let next = list["next"].as_str().expect("a second page");
    let rest = api.json(&format!("/api/v1/revisions?limit=4&cursor={next}")).await;
    assert_eq!((&rest["items"][1]["kind"], &rest["next"]), (&json!("built_in"), &Value::Null));
    assert_eq!(rest["items"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn what_others_wrote_since_is_never_lost() {
    let api = Api::new();
    let write =
        async |path: &str, body: Value| api.write(Method::POST, path, body).await.header("x-revision").to_owned();
    let stage = |from: &str| json!({"stage": "online", "valid_from": from});
    let new = write("/api/v1/stations", json!({"code": "N", "location": [121.5, 31.2]})).await;
    write("/api/v1/stations/N/cooperation", stage("2026-06-01")).await;
    write("/api/v1/stations/N/notes", json!({"at": "2026-06-01", "text": "x"})).await;
    let refused = undo(&api, new.parse().expect("a number"), "").await;
    problem(&refused, 409, None, "a station of which others wrote");
    let causes = refused.json();
    let reason = "it was written since of a station that would go";
    assert_eq!(
        (&causes["causes"], &causes["more"]),
        (
            &json!([
                {"entity": "cooperation", "key": {"station": "N", "valid_from": "2026-06-01"}, "reason": reason},
                {"entity": "note", "key": {"station": "N", "number": "1"}, "reason": reason},
            ]),
            &json!(0)
        )
    );
    assert_eq!(undo(&api, 4, "?dry_run=true").await.status, StatusCode::CONFLICT, "a dry run says the same");
    let in_the_way = |refused: Answer| refused.json()["detail"].as_str().map(str::to_owned).unwrap_or_default();
    assert!(in_the_way(refused).contains(": 2 things are in the way"));
    let other = write("/api/v1/stations", json!({"code": "M", "location": [121.5, 31.2]})).await;
    write("/api/v1/stations/M/cooperation", stage("2026-06-01")).await;
    let refused = undo(&api, other.parse().expect("a number"), "").await;
    assert!(in_the_way(refused).contains(": 1 thing is in the way"));

    // A single edit and a change of many, each after which something else happened.
    let bulk = json!({"stations": ["SH-1", "SH-2"], "stage": "paused", "valid_from": "2026-07-01"});
    let bulk = write("/api/v1/cooperation", bulk).await;
    write("/api/v1/stations/SH-1/cooperation", stage("2026-08-01")).await;
    let done = undo(&api, bulk.parse().expect("a number"), "").await;
    assert_eq!(done.json()["touched"][0], json!({"entity": "cooperation", "created": 0, "changed": 0, "deleted": 2}));
    let timeline = api.json("/api/v1/stations/SH-1/timeline").await;
    let days: Vec<&str> =
        timeline["items"].as_array().expect("items").iter().filter_map(|i| i["valid_from"].as_str()).collect();
    assert_eq!(days[3..], ["2026-05-01", "2026-08-01"], "what others wrote stays");
    let history = api.json("/api/v1/stations/SH-2/history").await;
    assert_eq!(history["items"][0]["source"], format!("undo {bulk}"));
    assert_eq!(
        (&history["items"][0]["actor"], &history["items"][1]["source"]),
        (&json!("api"), &json!("bulk cooperation"))
    );
}

/// Every page of a list, one after the other; all but the last one are full, and each tells how many there are.
async fn pages(api: &Api, query: &str, limit: usize) -> Vec<Value> {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = api.json(&format!("/api/v1/revisions?limit={limit}{query}{cursor}")).await;
        let items = page["items"].as_array().expect("items");
        found.extend(items.iter().cloned());
        let Some(next) = page["next"].as_str() else {
            assert_eq!(page["matched"], found.len(), "{query}");
            return found;
        };
        assert_eq!(items.len(), limit, "{query}");
        cursor = format!("&cursor={next}");
    }
}

#[tokio::test]
async fn revisions_of_some_kinds_are_those_of_all_that_are_of_them() {
    let api = Api::new();
    let note = async |text: String| {
        api.write(Method::POST, "/api/v1/stations/SH-1/notes", json!({"at": "2026-06-01", "text": text})).await
    };
    let stage = async |day: &str| {
        let body = json!({"stations": ["SH-1", "SH-2"], "stage": "paused", "valid_from": day});
        api.write(Method::POST, "/api/v1/cooperation", body).await
    };
    for number in 1..=3 {
        note(format!("{number} before")).await;
        let file = format!("code,lon,lat\nK-{number},121.5,31.2\n");
        let report = import(&api, "kind=stations", file.into_bytes()).await;
        stage(&format!("2026-07-0{number}")).await;
        note(format!("{number} after")).await;
        if number < 3 {
            let revision = report["report"]["revision"].as_u64().expect("a revision");
            assert_eq!(undo(&api, revision, "").await.status, StatusCode::CREATED, "{report}");
        }
    }
    let all = pages(&api, "", 1000).await;
    assert_eq!(all.len(), 17);
    let kinds = ["edit", "bulk", "import", "undo", "demo", "built_in"];
    for set in 1..1_usize << kinds.len() {
        let asked: Vec<&str> = (0..kinds.len()).filter(|bit| set >> bit & 1 == 1).map(|bit| kinds[bit]).collect();
        let plain: Vec<&Value> =
            all.iter().filter(|item| item["kind"].as_str().is_some_and(|kind| asked.contains(&kind))).collect();
        for limit in [1, 2, 3, 1000] {
            let told = pages(&api, &format!("&kind={}", asked.join(",")), limit).await;
            assert_eq!(told.iter().collect::<Vec<_>>(), plain, "{asked:?} {limit}");
        }
    }
    let imports = pages(&api, "&kind=import", 1000).await;
    let undone: Vec<bool> = imports.iter().map(|item| item["undone_by"].is_u64()).collect();
    assert_eq!(undone, [false, true, true, false, false], "what undid them need not be asked for");

    for (kinds, got) in [("import,delete", "delete"), ("Import", "Import"), ("", ""), ("import,", "")] {
        let refused = api.get(&format!("/api/v1/revisions?kind={kinds}")).await;
        problem(&refused, 400, Some("kind"), kinds);
        let told = refused.json();
        assert_eq!(told["got"], got, "{told}");
        assert_eq!(told["allowed"], "one or more of edit, bulk, import, undo, demo, built_in, separated by commas");
    }
}

#[tokio::test]
async fn what_cannot_be_undone_is_said() {
    let api = Api::new();
    problem(&undo(&api, 1, "").await, 422, Some("revision"), "regions");
    problem(&undo(&api, 9, "").await, 404, None, "a revision that is not there");
    problem(&undo(&api, 3, "?dry_run=perhaps").await, 400, Some("dry_run"), "neither true nor false");
    let wrong = api.put(Method::POST, "/api/v1/revisions/last/undo", "application/json", &Value::Null).await;
    problem(&wrong, 400, Some("revision"), "no number");
    problem(&api.get("/api/v1/revisions?cursor=7b7d").await, 400, Some("cursor"), "no cursor");
    problem(&api.get("/api/v1/revisions?limit=0").await, 400, Some("limit"), "no page");
    assert_eq!(api.json("/api/v1/network").await["revision"], 3);
}
