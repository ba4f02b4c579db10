//! `lintel`: serves the API, the web app and the workers.

use anyhow::{Result, anyhow};
use clap::{Parser, Subcommand};
use lintel_app::{Clock, Worker};
use lintel_server::{Config, Demo};
use std::path::PathBuf;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What is logged unless `LINTEL_LOG` says otherwise.
const LOG_DEFAULT: &str = "info,sea_orm_migration=warn,actix_server=warn";

/// Lintel, a client portal for builders, trades and delivery teams.
#[derive(Parser)]
#[command(name = "lintel", version, after_help = Config::help())]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and the web app, and send letters
    #[command(after_help = Config::help())]
    Serve,
    /// Only send letters and tidy up, beside servers with LINTEL_WORK=false
    Work,
    /// Bring the database's schema up to date, and stop
    Migrate,
    /// Fill an empty database with a demo organisation
    Demo {
        /// Leave a database alone that has an organisation, and succeed
        #[arg(long)]
        if_empty: bool,
    },
    /// Print the API's description (OpenAPI) as JSON
    Openapi,
    /// Make pictures of one upload: what `serve` starts a process of its own for
    #[command(hide = true)]
    Render {
        /// What the file is.
        media_type: String,
        /// The file.
        input: PathBuf,
        /// Where the pictures and a report of them go.
        folder: PathBuf,
    },
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    match &arguments.command {
        Command::Openapi => {
            println!("{}", serde_json::to_string_pretty(&lintel_http::openapi())?);
            return Ok(());
        }
        Command::Render {
            media_type,
            input,
            folder,
        } => return Ok(lintel_files::render_here(media_type, input, folder)?),
        _ => {}
    }
    read_dotenv()?;
    env_logger::Builder::from_env(env_logger::Env::new().filter_or("LINTEL_LOG", LOG_DEFAULT))
        .init();
    let config =
        Config::from_env().map_err(|faults| anyhow!("the configuration has faults:\n{faults}"))?;
    rustls::crypto::ring::default_provider()
        .install_default()
        .map_err(|_| anyhow!("a TLS provider was installed before"))?;
    actix_web::rt::System::new().block_on(run(arguments.command, config))
}

/// A `.env` in the working directory is read; none is fine.
fn read_dotenv() -> Result<()> {
    match dotenvy::dotenv() {
        Err(error) if !error.not_found() => Err(anyhow!("the file .env has a fault: {error}")),
        _ => Ok(()),
    }
}

async fn run(command: Command, config: Config) -> Result<()> {
    match command {
        Command::Serve => serve(config).await,
        Command::Work => work(config).await,
        Command::Migrate => {
            let (app, _lock) = lintel_server::open(&config, Clock::system(), config.bind).await?;
            Ok(app.db.migrate().await?)
        }
        Command::Demo { if_empty } => demo(config, if_empty).await,
        Command::Openapi | Command::Render { .. } => Ok(()),
    }
}

async fn serve(config: Config) -> Result<()> {
    let public_url = config.public_url.clone();
    let mut running = lintel_server::start(config, Clock::system()).await?;
    let address = public_url.map_or_else(
        || format!("http://{}/", running.addr),
        |url| url.to_string(),
    );
    println!(
        "Lintel serves {address} (listening on http://{})",
        running.addr
    );
    tokio::select! {
        ended = running.failed() => return ended,
        () = stopped() => {}
    }
    println!("Stopping: finishing what is under way");
    running.stop().await
}

async fn work(config: Config) -> Result<()> {
    let (app, _lock) = lintel_server::open(&config, Clock::system(), config.bind).await?;
    let stop = CancellationToken::new();
    let working = tokio::spawn(Worker::new(app, config.work_pause).run(stop.clone()));
    stopped().await;
    stop.cancel();
    Ok(working.await?)
}

async fn demo(config: Config, if_empty: bool) -> Result<()> {
    let (app, _lock) = lintel_server::open(&config, Clock::system(), config.bind).await?;
    app.db.migrate().await?;
    match lintel_server::fill(&app).await? {
        Demo::Filled(sign_ins) => println!("{sign_ins}"),
        Demo::NotEmpty(sign_ins) if if_empty => println!("{sign_ins}"),
        Demo::NotEmpty(_) => return Err(anyhow!("the database is not empty; nothing was changed")),
    }
    Ok(())
}

/// Waits for SIGTERM or an interrupt.
async fn stopped() {
    match (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) {
        (Ok(mut terminate), Ok(mut interrupt)) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        }
        _ => std::future::pending().await,
    }
}
