//! A caller that costs little itself: prepared requests over kept connections.

use super::cpu::Meter;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

/// Requests under way at any time.
pub(crate) const AT_ONCE: usize = 4;

/// What was done, how long each took, and the CPU time of it all.
#[derive(Default)]
pub(crate) struct Work {
    pub(crate) took: Vec<Duration>,
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
}

impl Work {
    pub(crate) fn add(&mut self, more: Work) {
        self.took.extend(more.took);
        self.wall += more.wall;
        self.cpu += more.cpu;
    }

    pub(crate) fn per_cpu_second(&self) -> f64 {
        self.took.len() as f64 / self.cpu.as_secs_f64()
    }

    pub(crate) fn per_second(&self) -> f64 {
        self.took.len() as f64 / self.wall.as_secs_f64()
    }

    /// How long the slowest took, but for the part beyond `share`.
    pub(crate) fn percentile(&self, share: f64) -> Duration {
        let mut took = self.took.clone();
        took.sort_unstable();
        let at = (took.len() as f64 * share) as usize;
        took.get(at.min(took.len().saturating_sub(1)))
            .copied()
            .unwrap_or_default()
    }
}

/// Does the same thing again and again, [`AT_ONCE`] side by side, for a while.
pub(crate) async fn repeat<F: Future<Output = Vec<Duration>>>(
    meter: Meter,
    each: impl Fn() -> F,
) -> Work {
    let (began, cpu) = (Instant::now(), meter.read());
    let took = futures_util::future::join_all((0..AT_ONCE).map(|_| each())).await;
    let wall = began.elapsed();
    Work {
        took: took.concat(),
        wall,
        cpu: meter.read() - cpu,
    }
}

/// A `GET` to send.
#[derive(Clone)]
pub(crate) struct Get {
    to: SocketAddr,
    request: Vec<u8>,
}

impl Get {
    pub(crate) fn new(server: &Url, path: &str, token: &str) -> Get {
        let to = server
            .socket_addrs(|| None)
            .ok()
            .and_then(|found| found.first().copied());
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\nAuthorization: Bearer {token}\r\n\r\n"
        );
        Get {
            to: to.expect("an address"),
            request: request.into_bytes(),
        }
    }

    /// Sends it over one connection until the time is over; how long each took.
    pub(crate) async fn until(&self, end: Instant) -> Vec<Duration> {
        let mut line = Line::open(self.to).await;
        let mut took = Vec::new();
        let mut began = Instant::now();
        while began < end {
            line.ask(&self.request).await;
            let ended = Instant::now();
            took.push(ended - began);
            began = ended;
        }
        took
    }
}

struct Line {
    stream: TcpStream,
    answer: Vec<u8>,
}

impl Line {
    async fn open(to: SocketAddr) -> Line {
        let stream = TcpStream::connect(to).await.expect("the server listens");
        stream.set_nodelay(true).expect("a socket");
        Line {
            stream,
            answer: Vec::with_capacity(64 * 1024),
        }
    }

    async fn ask(&mut self, request: &[u8]) {
        self.stream
            .write_all(request)
            .await
            .expect("a server that reads");
        self.answer.clear();
        loop {
            let read = self.stream.read_buf(&mut self.answer).await;
            assert_ne!(read.expect("a server that answers"), 0, "cut off");
            if is_whole(&self.answer) {
                return;
            }
        }
    }
}

/// Whether all of a good answer is there.
fn is_whole(answer: &[u8]) -> bool {
    let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else {
        return false;
    };
    let head = std::str::from_utf8(&answer[..end]).expect("headers in ASCII");
    assert!(
        head.starts_with("HTTP/1.1 200 "),
        "{}",
        String::from_utf8_lossy(answer)
    );
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse::<usize>().ok())?
    });
    answer.len() - end - 4 == length.expect("a length")
}
