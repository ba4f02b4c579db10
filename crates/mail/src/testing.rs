//! A real SMTP server on loopback, for tests.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// Takes every letter, or refuses when told to. Stops when dropped.
#[derive(Debug)]
pub struct SmtpSink {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

/// A letter as the server got it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// The envelope's sender.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// Headers and body, byte for byte.
    pub raw: Vec<u8>,
}

#[derive(Debug, Default)]
struct Shared {
    letters: Mutex<Vec<Received>>,
    refusal: Mutex<Option<String>>,
    arrived: Notify,
}

impl SmtpSink {
    /// A server on a free port.
    pub async fn start() -> io::Result<SmtpSink> {
        SmtpSink::start_at(SocketAddr::from(([127, 0, 0, 1], 0))).await
    }

    /// A server at an address that was in use before, as after a restart.
    pub async fn start_at(address: SocketAddr) -> io::Result<SmtpSink> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::default());
        let task = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Ok(SmtpSink {
            address,
            shared,
            task,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address for a mailer.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// The letters so far, in the order they came.
    pub fn letters(&self) -> Vec<Received> {
        locked(&self.shared.letters).clone()
    }

    /// Forgets the letters so far and gives them back.
    pub fn take(&self) -> Vec<Received> {
        std::mem::take(&mut *locked(&self.shared.letters))
    }

    /// Answers every recipient with this line, such as `550 5.1.1 No such user`; `None` takes letters again.
    pub fn refuse(&self, answer: Option<&str>) {
        *locked(&self.shared.refusal) = answer.map(str::to_owned);
    }

    /// Waits until there are `count` letters; gives up, with the letters there are, after `patience`.
    pub async fn wait_for(&self, count: usize, patience: Duration) -> Vec<Received> {
        let enough = async {
            loop {
                let arrived = self.shared.arrived.notified();
                if locked(&self.shared.letters).len() >= count {
                    return;
                }
                arrived.await;
            }
        };
        // Whether it was in time is seen from the number of letters.
        let _ = tokio::time::timeout(patience, enough).await;
        self.letters()
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut conversations = tokio::task::JoinSet::new();
    while let Ok((socket, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        conversations.spawn(async move {
            if let Err(error) = converse(socket, &shared).await {
                log::debug!(error:% = error; "an SMTP conversation broke off");
            }
        });
    }
}

async fn converse(socket: TcpStream, shared: &Shared) -> io::Result<()> {
    let (read, mut write) = socket.into_split();
    let mut read = BufReader::new(read);
    write.write_all(b"220 sink ESMTP\r\n").await?;
    let mut letter = Received::default();
    loop {
        let mut line = String::new();
        if read.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-sink\r\n250 8BITMIME".to_owned(),
            "MAIL" => {
                letter = Received {
                    from: address_in(&line),
                    ..Received::default()
                };
                "250 OK".to_owned()
            }
            "RCPT" => match locked(&shared.refusal).clone() {
                Some(refusal) => refusal,
                None => {
                    letter.to.push(address_in(&line));
                    "250 OK".to_owned()
                }
            },
            "DATA" => {
                write.write_all(b"354 Go on\r\n").await?;
                letter.raw = read_data(&mut read).await?;
                locked(&shared.letters).push(std::mem::take(&mut letter));
                shared.arrived.notify_waiters();
                "250 OK".to_owned()
            }
            "QUIT" => return write.write_all(b"221 Bye\r\n").await,
            _ => "250 OK".to_owned(),
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}

fn address_in(line: &str) -> String {
    let inside = line
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'));
    inside
        .map(|(address, _)| address.to_owned())
        .unwrap_or_default()
}

/// The lines up to the lonely dot, without the dots that were put before dots.
async fn read_data(read: &mut (impl AsyncBufReadExt + Unpin)) -> io::Result<Vec<u8>> {
    let mut data = Vec::new();
    loop {
        let mut line = Vec::new();
        if read.read_until(b'\n', &mut line).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if line == b".\r\n" {
            return Ok(data);
        }
        data.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
    }
}
