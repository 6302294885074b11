//! The server on a real socket: keep-alive, streams, closing in good order.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use forecourt::http;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::support::Api;

async fn serve(api: &Api) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<std::io::Result<()>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("listener");
    let address = listener.local_addr().expect("address");
    let (stop, stopped) = oneshot::channel();
    let router = api.router.clone();
    let server = tokio::spawn(http::serve(listener, router, async move { drop(stopped.await) }));
    (address, stop, server)
}

fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut text = String::new();
    let mut buffer = [0; 4096];
    while !text.contains(end) {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(count) => text.push_str(&String::from_utf8_lossy(&buffer[..count])),
        }
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_share_a_connection_and_the_server_closes_in_good_order() {
    let api = Api::new();
    let (address, stop, server) = serve(&api).await;
    let (mut feed, mut plain) = tokio::task::spawn_blocking(move || {
        let mut plain = TcpStream::connect(address).expect("connect");
        plain.set_read_timeout(Some(Duration::from_secs(20))).expect("timeout");
        for path in ["/healthz", "/api/v1/stats", "/tiles/stations/30/0/0", "/healthz"] {
            write!(plain, "GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").expect("write");
            let text = read_until(&mut plain, "}");
            let expected = if path.contains("30") { "HTTP/1.1 400" } else { "HTTP/1.1 200" };
            assert!(text.starts_with(expected), "{path}: {text}");
        }
        let mut feed = TcpStream::connect(address).expect("connect");
        feed.set_read_timeout(Some(Duration::from_secs(20))).expect("timeout");
        write!(feed, "GET /api/v1/changes?last_event_id=2 HTTP/1.1\r\nHost: x\r\n\r\n").expect("write");
        let text = read_until(&mut feed, "\"revision\":3");
        assert!(text.contains("text/event-stream"), "{text}");
        (feed, plain)
    })
    .await
    .expect("client");
    let begun = Instant::now();
    stop.send(()).expect("stop");
    server.await.expect("server").expect("served");
    assert!(begun.elapsed() < Duration::from_secs(5), "an open feed does not hold the server");
    let ends = tokio::task::spawn_blocking(move || {
        let mut rest = Vec::new();
        (feed.read_to_end(&mut rest).is_ok(), plain.read_to_end(&mut rest).is_ok())
    });
    assert_eq!(ends.await.expect("client"), (true, true));
    assert!(TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_err(), "no longer listening");
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_bytes_close_a_connection_and_nothing_else() {
    let api = Api::new();
    let (address, _stop, _server) = serve(&api).await;
    tokio::task::spawn_blocking(move || {
        let ask = |bytes: &[u8]| {
            let mut stream = TcpStream::connect(address).expect("connect");
            stream.set_read_timeout(Some(Duration::from_secs(20))).expect("timeout");
            let _ = stream.write_all(bytes);
            read_until(&mut stream, "\r\n\r\n")
        };
        let long = format!("GET /api/v1/stats?filter={} HTTP/1.1\r\nHost: x\r\n\r\n", "x".repeat(1 << 20));
        assert!(!ask(long.as_bytes()).starts_with("HTTP/1.1 200"));
        assert!(!ask(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03").starts_with("HTTP/1.1 200"));
        assert!(ask(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200"));
    })
    .await
    .expect("client");
}
