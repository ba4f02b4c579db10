//! The program: configuration, wiring, start and stop.

mod config;
mod demo;
mod secret;

pub use config::Config;
pub use demo::{Demo, fill};

use actix_web::HttpServer;
use actix_web::dev::ServerHandle;
use anyhow::{Context, Result, bail};
use lintel_app::{App, Clock, Hasher, Renderer, Settings, Worker};
use lintel_files::Store;
use lintel_http::Http;
use lintel_mail::Mailer;
use lintel_persistence::Database;
use std::fs::{DirBuilder, File, TryLockError};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::DirBuilderExt;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::Url;

/// How long running requests may take to end when the server stops, in seconds.
const DRAIN_SECONDS: u64 = 30;

/// How long a caller may take to send a request's headers.
const HEADERS: Duration = Duration::from_secs(10);

/// A server that runs. Dropped, it stops at once.
pub struct Running {
    /// Where it listens.
    pub addr: SocketAddr,
    http: Http,
    handle: ServerHandle,
    serving: Option<JoinHandle<std::io::Result<()>>>,
    working: Option<JoinHandle<()>>,
    stop: CancellationToken,
    db: Database,
    _lock: Option<File>,
}

/// Starts the server, migrations and workers as configured.
///
/// # Errors
/// When something it needs is missing or does not answer.
pub async fn start(config: Config, clock: Clock) -> Result<Running> {
    let listener = TcpListener::bind(config.bind)
        .with_context(|| format!("cannot listen on {}", config.bind))?;
    let addr = listener.local_addr()?;
    let (app, lock) = open(&config, clock, addr).await?;
    if config.migrate {
        app.db
            .migrate()
            .await
            .context("cannot bring the schema up to date")?;
    }
    let stop = CancellationToken::new();
    let working = config
        .work
        .then(|| tokio::spawn(Worker::new(app.clone(), config.work_pause).run(stop.child_token())));
    let settings = lintel_http::Settings {
        loopback: addr.ip().is_loopback(),
        trusted_proxies: config.trusted_proxies,
        limits: config.limits,
    };
    let db = app.db.clone();
    let http = Http::new(app, settings);
    let application = http.clone();
    let server = HttpServer::new(move || application.application())
        .workers(config.threads)
        .client_request_timeout(HEADERS)
        .disable_signals()
        .shutdown_timeout(DRAIN_SECONDS)
        .listen(listener)?
        .run();
    let handle = server.handle();
    let serving = Some(tokio::spawn(server));
    Ok(Running {
        addr,
        http,
        handle,
        serving,
        working,
        stop,
        db,
        _lock: lock,
    })
}

impl Running {
    /// Stops: no new requests, up to 30 s for those under way, the job in hand finished.
    ///
    /// # Errors
    /// When the server itself failed.
    pub async fn stop(mut self) -> Result<()> {
        self.http.drain();
        self.stop.cancel();
        self.handle.stop(true).await;
        if let Some(working) = self.working.take() {
            working.await.context("the worker panicked")?;
        }
        if let Some(serving) = self.serving.take() {
            serving.await.context("the server panicked")??;
        }
        Ok(self.db.close().await?)
    }

    /// Waits until the server ends by itself, which it only does by failing.
    ///
    /// # Errors
    /// Why it failed.
    pub async fn failed(&mut self) -> Result<()> {
        match self.serving.as_mut() {
            Some(serving) => Ok(serving.await.context("the server panicked")??),
            None => Ok(()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
        if let Some(serving) = &self.serving {
            serving.abort();
        }
        if let Some(working) = &self.working {
            working.abort();
        }
    }
}

/// Opens what the program works with: the data directory, the secret, database, files and mail.
/// The file is the lock that keeps a second program off the same SQLite file.
///
/// # Errors
/// When one of them cannot be opened.
pub async fn open(config: &Config, clock: Clock, addr: SocketAddr) -> Result<(App, Option<File>)> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&config.data_dir)
        .with_context(|| format!("cannot make {}", config.data_dir.display()))?;
    let default_secret = config.secret_file == config.data_dir.join("secret");
    if default_secret {
        secret::make(&config.secret_file)?;
    }
    let secrets = secret::read(&config.secret_file)?;
    let lock = if config.database_url.starts_with("sqlite:") {
        Some(lock(config)?)
    } else {
        None
    };
    let db = Database::connect(&config.database_url)
        .await
        .context("cannot open the database")?;
    let files = match &config.storage_url {
        Some(url) => Store::open(url),
        None => Store::local(&config.data_dir.join("files")),
    };
    let mailer = match &config.smtp_url {
        Some(url) => Mailer::smtp(url, &config.mail_from),
        None => Mailer::directory(&config.data_dir.join("mail"), &config.mail_from),
    };
    let render_program = match &config.render_program {
        Some(program) => program.clone(),
        None => std::env::current_exe().context("cannot find this program")?,
    };
    let public_url = match &config.public_url {
        Some(url) => url.clone(),
        None => Url::parse(&format!("http://{addr}"))?,
    };
    let app = App {
        db,
        files: files.context("cannot open the file store (LINTEL_STORAGE_URL)")?,
        mailer: mailer.context("cannot send mail so (LINTEL_SMTP_URL, LINTEL_MAIL_FROM)")?,
        renderer: Renderer::new(render_program),
        clock,
        hasher: Hasher::start()?,
        printer: lintel_app::Printer::default(),
        throttle: lintel_app::Throttle::default(),
        secrets,
        settings: Arc::new(Settings {
            public_url,
            default_plan: config.default_plan,
            max_upload_bytes: config.max_upload_bytes,
            storage_quota_bytes: config.storage_quota_bytes,
        }),
    };
    Ok((app, lock))
}

fn lock(config: &Config) -> Result<File> {
    let path = config.data_dir.join("lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!(
                "another lintel works with {}; stop it first",
                config.data_dir.display()
            )
        }
        Err(TryLockError::Error(error)) => Err(error).context("cannot lock the data directory"),
    }
}
