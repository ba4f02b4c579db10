//! The floor: an answer that is always the same, from the same HTTP stack, in a process of its own.

use super::program::{Program, beside};
use actix_web::HttpServer;
use actix_web::web::{self, Bytes, Path};
use actix_web::{HttpResponse, rt::System};
use lintel_app::Clock;
use lintel_http::{Http, Settings};
use lintel_server::Config;
use std::io;
use std::process::ExitCode;
use tempfile::TempDir;
use tokio::process::Command;

/// Makes this program the server.
pub(crate) const ARGUMENT: &str = "serve-constant";

/// The running server, and its directory.
pub(crate) struct Constant {
    pub(crate) program: Program,
    _data: TempDir,
}

/// The address of an answer of so many bytes.
pub(crate) fn path(bytes: usize) -> String {
    format!("/api/constant/{bytes}")
}

pub(crate) async fn start() -> Constant {
    let data = TempDir::with_prefix("lintel-bench-").expect("a directory");
    let mut this = Command::new(beside("bench"));
    this.arg(ARGUMENT);
    Constant {
        program: Program::start(this, data.path()).await,
        _data: data,
    }
}

/// Serves in the working directory until it is killed.
pub(crate) fn serve() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::new().filter_or("LINTEL_LOG", "info")).init();
    match System::new().block_on(listen()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn listen() -> io::Result<()> {
    let data = std::env::current_dir()?;
    let database = format!("sqlite://{}", data.join("lintel.sqlite").display());
    let config = Config {
        smtp_url: None,
        ..Config::for_tests(&data, &database, "")
    };
    let (app, _lock) = lintel_server::open(&config, Clock::system(), config.bind)
        .await
        .map_err(io::Error::other)?;
    let http = Http::new(app, Settings::default());
    let server = HttpServer::new(move || {
        http.application()
            .route("/api/constant/{bytes}", web::get().to(answer))
    })
    .workers(1)
    .bind(config.bind)?;
    println!("(listening on http://{})", server.addrs()[0]);
    server.run().await
}

/// A JSON text of so many bytes; the same bytes every time.
async fn answer(bytes: Path<usize>) -> HttpResponse {
    static TEXT: [u8; 1 << 20] = [b'a'; 1 << 20];
    let text = &TEXT[..bytes.into_inner().clamp(2, TEXT.len()) - 2];
    let json = Bytes::from([b"\"", text, b"\""].concat());
    HttpResponse::Ok()
        .content_type("application/json")
        .body(json)
}
