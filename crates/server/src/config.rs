//! Everything an operator can choose, read once from environment variables (and a `.env`), all
//! faults reported together.

use lintel_domain::organisation::Plan;
use lintel_http::extract::TrustedProxies;
use lintel_http::{Rate, RateLimits};
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;
use url::Url;

/// What the operator chose.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen; port 0 takes a free one.
    pub bind: SocketAddr,
    /// Holds SQLite, files, mail and the secret, unless they are elsewhere.
    pub data_dir: PathBuf,
    /// The address in letters; without one, the address listened on.
    pub public_url: Option<Url>,
    /// `smtp://` or `smtps://`; without one, letters go to `mail/` in the data directory.
    pub smtp_url: Option<String>,
    /// The `From` address of letters.
    pub mail_from: String,
    /// `sqlite://…` or `postgres://…`.
    pub database_url: String,
    /// `file://…` or `s3://…`; without one, `files/` in the data directory.
    pub storage_url: Option<Url>,
    /// Holds the master secret; made, mode 0600, when it is the default one and absent.
    pub secret_file: PathBuf,
    /// The plan of new organisations.
    pub default_plan: Plan,
    /// Most bytes of one upload.
    pub max_upload_bytes: u64,
    /// Most bytes of one organisation's files; `None`: no limit.
    pub storage_quota_bytes: Option<u64>,
    /// The program that makes pictures of files in a process of its own; without one, this program.
    pub render_program: Option<PathBuf>,
    /// Whether `serve` brings the schema up to date first.
    pub migrate: bool,
    /// Whether `serve` does the outbox's jobs too.
    pub work: bool,
    /// How long a worker waits when there are no jobs.
    pub work_pause: Duration,
    /// Threads that answer requests.
    pub threads: usize,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: TrustedProxies,
    /// How often one caller may come; `None`: no limit.
    pub limits: Option<RateLimits>,
}

/// One variable: its name, what it is for, and its default in words.
struct Variable {
    name: &'static str,
    default: &'static str,
    about: &'static str,
}

const VARIABLES: [Variable; 17] = [
    Variable {
        name: "LINTEL_BIND",
        default: "127.0.0.1:8080",
        about: "address and port to listen on",
    },
    Variable {
        name: "LINTEL_PUBLIC_URL",
        default: "http://<bind>",
        about: "address in letters and links",
    },
    Variable {
        name: "LINTEL_DATA_DIR",
        default: "data",
        about: "SQLite, files, mail and the secret",
    },
    Variable {
        name: "DATABASE_URL",
        default: "sqlite://<data>/lintel.db",
        about: "or postgres://…",
    },
    Variable {
        name: "LINTEL_STORAGE_URL",
        default: "file://<data>/files",
        about: "or s3://bucket?endpoint=…",
    },
    Variable {
        name: "LINTEL_SMTP_URL",
        default: "letters go to <data>/mail",
        about: "smtp://… or smtps://…",
    },
    Variable {
        name: "LINTEL_MAIL_FROM",
        default: "lintel@<public host>",
        about: "From address of letters",
    },
    Variable {
        name: "LINTEL_SECRET_FILE",
        default: "<data>/secret",
        about: "master secret, mode 0600",
    },
    Variable {
        name: "LINTEL_DEFAULT_PLAN",
        default: "free",
        about: "plan of new organisations: free or pro",
    },
    Variable {
        name: "LINTEL_MAX_UPLOAD_MB",
        default: "2048",
        about: "most megabytes of one upload",
    },
    Variable {
        name: "LINTEL_STORAGE_QUOTA_MB",
        default: "no limit",
        about: "most megabytes of an organisation's files",
    },
    Variable {
        name: "LINTEL_MIGRATE",
        default: "true",
        about: "serve brings the schema up to date",
    },
    Variable {
        name: "LINTEL_WORK",
        default: "true",
        about: "serve sends letters and tidies up too",
    },
    Variable {
        name: "LINTEL_THREADS",
        default: "one per core",
        about: "threads that answer requests",
    },
    Variable {
        name: "LINTEL_TRUSTED_PROXIES",
        default: "none",
        about: "networks, comma separated, such as 10.0.0.0/8",
    },
    Variable {
        name: "LINTEL_RATE_LIMIT",
        default: "1200",
        about: "API calls a minute and caller; 0: no limit",
    },
    Variable {
        name: "LINTEL_LOG",
        default: "info",
        about: "log level, such as warn or lintel_http=debug",
    },
];

impl Config {
    /// Reads the environment.
    ///
    /// # Errors
    /// Every fault at once, one line each.
    pub fn from_env() -> Result<Config, String> {
        Config::read(|name| {
            std::env::var(name)
                .ok()
                .filter(|value| !value.trim().is_empty())
        })
    }

    fn read(get: impl Fn(&str) -> Option<String>) -> Result<Config, String> {
        let mut faults = String::new();
        let data_dir = PathBuf::from(get("LINTEL_DATA_DIR").unwrap_or_else(|| "data".into()));
        let bind = parsed(&get, "LINTEL_BIND", &mut faults).unwrap_or_else(default_bind);
        let public_url: Option<Url> = parsed(&get, "LINTEL_PUBLIC_URL", &mut faults);
        if public_url
            .as_ref()
            .is_some_and(|url| !matches!(url.scheme(), "http" | "https"))
        {
            let _ = writeln!(
                faults,
                "LINTEL_PUBLIC_URL: must begin with http:// or https://"
            );
        }
        let host = public_url
            .as_ref()
            .and_then(|url| url.host_str().map(str::to_owned));
        let mail_from = get("LINTEL_MAIL_FROM")
            .unwrap_or_else(|| format!("lintel@{}", host.unwrap_or_else(|| "localhost".into())));
        let default_plan = match get("LINTEL_DEFAULT_PLAN").as_deref() {
            None => Plan::Free,
            Some(name) => Plan::parse(name).unwrap_or_else(|| {
                let _ = writeln!(
                    faults,
                    "LINTEL_DEFAULT_PLAN: must be free or pro, not {name}"
                );
                Plan::Free
            }),
        };
        let megabytes: u64 = parsed(&get, "LINTEL_MAX_UPLOAD_MB", &mut faults).unwrap_or(2048);
        let quota: Option<u64> = parsed(&get, "LINTEL_STORAGE_QUOTA_MB", &mut faults);
        let per_minute: u32 = parsed(&get, "LINTEL_RATE_LIMIT", &mut faults).unwrap_or(1200);
        let config = Config {
            database_url: get("DATABASE_URL").unwrap_or_else(|| sqlite_url(&data_dir)),
            storage_url: parsed(&get, "LINTEL_STORAGE_URL", &mut faults),
            smtp_url: get("LINTEL_SMTP_URL"),
            secret_file: get("LINTEL_SECRET_FILE")
                .map_or_else(|| data_dir.join("secret"), PathBuf::from),
            migrate: parsed(&get, "LINTEL_MIGRATE", &mut faults).unwrap_or(true),
            work: parsed(&get, "LINTEL_WORK", &mut faults).unwrap_or(true),
            work_pause: Duration::from_millis(250),
            threads: parsed(&get, "LINTEL_THREADS", &mut faults)
                .unwrap_or_else(cores)
                .max(1),
            trusted_proxies: proxies(&get, &mut faults),
            limits: (per_minute > 0).then(|| RateLimits {
                general: Rate::new(per_minute, per_minute.div_ceil(2)),
                ..RateLimits::default()
            }),
            max_upload_bytes: megabytes * 1024 * 1024,
            storage_quota_bytes: quota.map(|megabytes| megabytes * 1024 * 1024),
            render_program: None,
            bind,
            data_dir,
            public_url,
            mail_from,
            default_plan,
        };
        let known = ["sqlite:", "postgres:", "postgresql:"];
        if !known
            .iter()
            .any(|scheme| config.database_url.starts_with(scheme))
        {
            let _ = writeln!(
                faults,
                "DATABASE_URL: must begin with sqlite:// or postgres://"
            );
        }
        if faults.is_empty() {
            Ok(config)
        } else {
            Err(faults)
        }
    }

    /// A server of a test: on a free port of loopback, with no limits that a test would meet.
    pub fn for_tests(data_dir: &Path, database_url: &str, smtp_url: &str) -> Config {
        Config {
            bind: SocketAddr::from(([127, 0, 0, 1], 0)),
            data_dir: data_dir.to_owned(),
            public_url: None,
            smtp_url: Some(smtp_url.to_owned()),
            mail_from: "lintel@localhost".into(),
            database_url: database_url.to_owned(),
            storage_url: None,
            secret_file: data_dir.join("secret"),
            default_plan: Plan::Free,
            max_upload_bytes: 64 * 1024 * 1024,
            storage_quota_bytes: None,
            render_program: None,
            migrate: true,
            work: true,
            work_pause: Duration::from_millis(20),
            threads: 1,
            trusted_proxies: TrustedProxies::default(),
            limits: None,
        }
    }

    /// The variables with their defaults, for `--help`.
    pub fn help() -> String {
        let mut help = String::from("Environment:\n");
        for Variable {
            name,
            default,
            about,
        } in VARIABLES
        {
            let _ = writeln!(help, "  {name:<23} {about} [{default}]");
        }
        help
    }
}

fn parsed<T: FromStr<Err: std::fmt::Display>>(
    get: &impl Fn(&str) -> Option<String>,
    name: &str,
    faults: &mut String,
) -> Option<T> {
    match get(name)?.trim().parse() {
        Ok(value) => Some(value),
        Err(error) => {
            let _ = writeln!(faults, "{name}: {error}");
            None
        }
    }
}

fn proxies(get: &impl Fn(&str) -> Option<String>, faults: &mut String) -> TrustedProxies {
    let mut nets = Vec::new();
    for net in get("LINTEL_TRUSTED_PROXIES")
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
    {
        match net.parse() {
            _ if net.is_empty() => {}
            Ok(net) => nets.push(net),
            Err(error) => {
                let _ = writeln!(faults, "LINTEL_TRUSTED_PROXIES: {net}: {error}");
            }
        }
    }
    TrustedProxies(nets)
}

fn default_bind() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8080))
}

fn sqlite_url(data_dir: &Path) -> String {
    format!("sqlite://{}", data_dir.join("lintel.db").display())
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Config, String> {
        Config::read(|name| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn nothing_set_is_a_server_on_loopback_with_its_own_files() {
        let config = read(&[]).expect("a configuration");
        assert_eq!(config.bind, default_bind());
        assert_eq!(config.database_url, "sqlite://data/lintel.db");
        assert!(config.smtp_url.is_none() && config.migrate && config.work);
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let faults = read(&[
            ("LINTEL_BIND", "nowhere"),
            ("LINTEL_PUBLIC_URL", "ftp://lintel.example"),
            ("LINTEL_DEFAULT_PLAN", "gold"),
            ("LINTEL_TRUSTED_PROXIES", "10.0.0.0/8, nonsense"),
            ("DATABASE_URL", "mysql://db"),
        ])
        .expect_err("faults");
        let named: Vec<&str> = faults
            .lines()
            .filter_map(|line| line.split(':').next())
            .collect();
        assert_eq!(
            named,
            [
                "LINTEL_BIND",
                "LINTEL_PUBLIC_URL",
                "LINTEL_DEFAULT_PLAN",
                "LINTEL_TRUSTED_PROXIES",
                "DATABASE_URL"
            ]
        );
    }
}
