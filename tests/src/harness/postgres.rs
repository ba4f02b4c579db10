//! A PostgreSQL cluster of the run's own, from Debian's binaries: never as root, on loopback, on a
//! free port, without a care for crashes. Each test gets a database copied from a migrated one.

use super::run::{Run, block_on};
use sea_orm::ConnectionTrait;
use std::ffi::OsStr;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const TEMPLATE: &str = "lintel_migrated";

/// Speed before safety: the cluster lives as long as the run.
const SETTINGS: [&str; 8] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "shared_buffers=64MB",
    "jit=off",
];

/// A migrated database of one test, dropped with it.
pub struct PostgresDatabase {
    server: String,
    name: String,
}

impl PostgresDatabase {
    /// A new migrated database.
    ///
    /// # Panics
    /// When PostgreSQL is missing or will not start; `make deps` installs it.
    pub async fn create() -> PostgresDatabase {
        let run = Run::join();
        let server = run.once("postgres", start_cluster);
        run.once("postgres-template", |_| {
            block_on(make_template(&server));
            String::new()
        });
        let name = format!("test_{}", uuid::Uuid::now_v7().simple());
        execute(
            &server,
            &format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}"),
        )
        .await;
        PostgresDatabase { server, name }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("{}/{}", self.server, self.name)
    }
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        block_on(execute(&self.server, &drop));
    }
}

async fn make_template(server: &str) {
    execute(server, &format!("CREATE DATABASE {TEMPLATE}")).await;
    super::database::migrate(&format!("{server}/{TEMPLATE}")).await;
    execute(
        server,
        &format!("ALTER DATABASE {TEMPLATE} ALLOW_CONNECTIONS false"),
    )
    .await;
}

async fn execute(server: &str, sql: &str) {
    let mut options = sea_orm::ConnectOptions::new(format!("{server}/postgres"));
    options.max_connections(1).sqlx_logging(false);
    let connection = sea_orm::Database::connect(options)
        .await
        .expect("the run's PostgreSQL answers");
    connection.execute_unprepared(sql).await.expect(sql);
    connection.close().await.expect("a connection that closes");
}

/// Starts the cluster in `dir`; its address without a database.
fn start_cluster(dir: &Path) -> String {
    let programs = Programs::find();
    let data = dir.join("cluster");
    std::fs::create_dir_all(&data).expect("the run's directory can be written");
    if let Some((user, group)) = programs.identity {
        std::os::unix::fs::chown(&data, Some(user), Some(group))
            .expect("root may give a directory away");
    }
    programs.run("initdb", |initdb| {
        initdb
            .args([
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "-D",
            ])
            .arg(&data)
    });
    // Another program can take the port between our asking and PostgreSQL's binding.
    for _ in 0..5 {
        let port = free_port();
        let options: String = SETTINGS
            .iter()
            .map(|setting| format!("-c {setting} "))
            .chain([format!("-p {port}")])
            .collect();
        let started = programs.try_run("pg_ctl", |pg_ctl| {
            pg_ctl
                .args(["start", "--silent", "--wait", "-o", &options, "-l"])
                .arg(data.join("log"))
                .arg("-D")
                .arg(&data)
        });
        if started.is_ok() {
            return format!("postgres://postgres@127.0.0.1:{port}");
        }
    }
    let log = std::fs::read_to_string(data.join("log")).unwrap_or_default();
    panic!("PostgreSQL does not start:\n{log}");
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
    listener.local_addr().expect("the port's number").port()
}

/// PostgreSQL's programs, and whom they run as when we are root.
struct Programs {
    bin: PathBuf,
    identity: Option<(u32, u32)>,
}

impl Programs {
    fn find() -> Programs {
        let debian = std::fs::read_dir("/usr/lib/postgresql")
            .into_iter()
            .flatten()
            .flatten()
            .map(|version| version.path().join("bin"));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let newest_first = |bin: &PathBuf| {
            let version = bin
                .parent()
                .and_then(Path::file_name)
                .and_then(OsStr::to_str);
            std::cmp::Reverse(version.and_then(|name| name.parse::<u32>().ok()))
        };
        let mut versions: Vec<PathBuf> = debian.collect();
        versions.sort_by_key(newest_first);
        let bin = versions
            .into_iter()
            .chain(std::env::split_paths(&path))
            .find(|bin| bin.join("initdb").is_file() && bin.join("pg_ctl").is_file())
            .expect("PostgreSQL's server is installed; `make deps` does it");
        let identity = (id(&["-u"]) == Some(0)).then(|| {
            ["postgres", "nobody"]
                .into_iter()
                .find_map(|user| Some((id(&["-u", user])?, id(&["-g", user])?)))
                .expect("a user `postgres` or `nobody`, because PostgreSQL does not run as root")
        });
        Programs { bin, identity }
    }

    fn run(&self, program: &str, arguments: impl FnOnce(&mut Command) -> &mut Command) {
        if let Err(said) = self.try_run(program, arguments) {
            panic!("{program} failed:\n{said}");
        }
    }

    fn try_run(
        &self,
        program: &str,
        arguments: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Result<(), String> {
        let mut command = Command::new(self.bin.join(program));
        command.current_dir("/").env("TZ", "UTC");
        if let Some((user, group)) = self.identity {
            command.uid(user).gid(group);
        }
        let output = arguments(&mut command)
            .output()
            .map_err(|error| error.to_string())?;
        match output.status.success() {
            true => Ok(()),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        }
    }
}

/// What `id` prints, if it knows the user.
fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}
