//! A file on its way from the thread that writes it to the client that reads it.
//!
//! The writer waits for the reader, a few pieces ahead at most, so a file of any size takes no memory. A reader that
//! takes nothing for a minute is given up, and a writer whose reader left stops. What breaks off is told to the client as
//! a connection that ends early, never as the end of a file.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use bytes::Bytes;
use futures_util::stream;
use tokio::runtime::Handle;
use tokio::sync::mpsc::error::SendTimeoutError;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::http::problem::Problem;

/// Exports that are written at once: each takes a core, and a reader of the database.
pub(in crate::http) const MOST_AT_ONCE: usize = 2;
/// An export waits so long for its turn.
const TURN_PATIENCE: Duration = Duration::from_secs(20);
/// A client may take nothing for so long.
const CLIENT_PATIENCE: Duration = Duration::from_mins(1);
/// Bytes of a piece.
const PIECE: usize = 64 << 10;
/// Pieces that the writer may be ahead.
const AHEAD: usize = 4;

/// What the writer tells the reader.
enum Told {
    /// More of the file.
    Piece(Bytes),
    /// The file is whole.
    Whole,
    /// It never will be.
    Broken(Problem),
}

/// Waits for a turn to export; whoever holds it has it.
pub(in crate::http) async fn turn(room: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Problem> {
    turn_within(room, TURN_PATIENCE).await
}

async fn turn_within(room: &Arc<Semaphore>, patience: Duration) -> Result<OwnedSemaphorePermit, Problem> {
    match tokio::time::timeout(patience, Arc::clone(room).acquire_owned()).await {
        Ok(turn) => turn.map_err(|error| Problem::internal(&error)),
        Err(_) => Err(Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            format!("{MOST_AT_ONCE} exports are being written, which is as many as there may be; try again later"),
        )),
    }
}

/// The file that `write` writes on a thread of its own; it is told there whether the file is still wanted. Answers when
/// there is something to send: what fails before is the problem.
pub(in crate::http) async fn file(
    turn: OwnedSemaphorePermit,
    write: impl FnOnce(&mut (dyn Write + Send), &dyn Fn() -> bool) -> Result<u64, Problem> + Send + 'static,
) -> Result<Body, Problem> {
    let (sender, mut receiver) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        // Held by the work and not by who waits for it.
        let _turn = turn;
        let outlet = Outlet { sender, runtime: Handle::current() };
        let mut out = BufWriter::with_capacity(PIECE, outlet.clone());
        let written = write(&mut out, &|| !outlet.sender.is_closed());
        let written = written.and_then(|_| out.flush().map_err(|error| broken(&error)));
        // Whoever left does not want to know.
        let _ = outlet.tell(written.map_or_else(Told::Broken, |()| Told::Whole));
    });
    match receiver.recv().await {
        Some(Told::Piece(first)) => Ok(body(first, receiver)),
        Some(Told::Whole) => Ok(Body::empty()),
        Some(Told::Broken(problem)) => Err(problem),
        None => Err(Problem::internal(&"an export panicked")),
    }
}

/// The body that begins with a piece and goes on with those that are received.
fn body(first: Bytes, receiver: Receiver<Told>) -> Body {
    let begun = Some((Some(Told::Piece(first)), receiver));
    Body::from_stream(stream::unfold(begun, |state| async {
        let (first, mut receiver) = state?;
        let told = match first {
            Some(told) => Some(told),
            None => receiver.recv().await,
        };
        match told {
            Some(Told::Piece(bytes)) => Some((Ok(bytes), Some((None, receiver)))),
            Some(Told::Whole) => None,
            // An error ends the connection before the last chunk.
            Some(Told::Broken(_)) | None => Some((Err(io::Error::other("the export broke off")), None)),
        }
    }))
}

/// Sends what is written.
#[derive(Clone)]
struct Outlet {
    sender: Sender<Told>,
    runtime: Handle,
}

impl Outlet {
    fn tell(&self, told: Told) -> io::Result<()> {
        self.runtime.block_on(self.sender.send_timeout(told, CLIENT_PATIENCE)).map_err(|error| match error {
            SendTimeoutError::Timeout(_) => io::ErrorKind::TimedOut.into(),
            SendTimeoutError::Closed(_) => io::ErrorKind::BrokenPipe.into(),
        })
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.tell(Told::Piece(Bytes::copy_from_slice(bytes)))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether the writer could not go on for want of a reader.
pub(in crate::http) fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::BrokenPipe | io::ErrorKind::TimedOut)
}

/// What a client is told that is no longer there, and our log is not.
pub(in crate::http) fn left() -> Problem {
    Problem::new(StatusCode::REQUEST_TIMEOUT, "the client left before the file was whole")
}

fn broken(error: &io::Error) -> Problem {
    if is_gone(error) { left() } else { Problem::internal(error) }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn any_turn() -> OwnedSemaphorePermit {
        turn(&Arc::new(Semaphore::new(1))).await.expect("a turn")
    }

    #[tokio::test]
    async fn a_file_comes_in_pieces_and_whole() {
        let lines = "0123456789\n".repeat(50_000);
        let wanted = lines.clone();
        let body = file(any_turn().await, move |out, _| {
            out.write_all(lines.as_bytes()).map_err(|error| broken(&error))?;
            Ok(50_000)
        });
        let bytes = axum::body::to_bytes(body.await.expect("a file"), usize::MAX).await.expect("whole");
        assert!(bytes == wanted.as_bytes());
    }

    #[tokio::test]
    async fn what_breaks_off_is_an_error_and_no_end() {
        let late = file(any_turn().await, |out, _| {
            out.write_all(&vec![b'x'; 3 * PIECE]).map_err(|error| broken(&error))?;
            Err(Problem::internal(&"on purpose"))
        });
        let body = late.await.expect("it began well");
        assert!(axum::body::to_bytes(body, usize::MAX).await.is_err());
        let panicked = file(any_turn().await, |out, _| {
            out.write_all(&vec![b'x'; 3 * PIECE]).map_err(|error| broken(&error))?;
            panic!("on purpose")
        });
        let body = panicked.await.expect("it began well");
        assert!(axum::body::to_bytes(body, usize::MAX).await.is_err());
        let early = file(any_turn().await, |out, _| {
            out.write_all(b"x").map_err(|error| broken(&error))?;
            Err(Problem::missing("thing", "x"))
        });
        assert_eq!(early.await.err(), Some(Problem::missing("thing", "x")), "nothing was sent yet");
    }

    #[tokio::test]
    async fn a_writer_whose_client_left_stops_and_gives_up_its_turn() {
        let room = Arc::new(Semaphore::new(1));
        let endless = file(turn(&room).await.expect("a turn"), |out, is_wanted| {
            while is_wanted() {
                out.write_all(&vec![b'x'; PIECE]).map_err(|error| broken(&error))?;
            }
            Err(left())
        });
        let body = endless.await.expect("it began well");
        assert!(turn_within(&room, Duration::from_millis(20)).await.is_err(), "somebody has the turn");
        drop(body);
        assert!(turn(&room).await.is_ok());
    }
}
