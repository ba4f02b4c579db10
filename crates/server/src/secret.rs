//! The master secret's file.

use anyhow::{Context, Result, bail, ensure};
use lintel_app::{MASTER_MIN_BYTES, Secrets};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// Reads the master secret.
///
/// # Errors
/// When it is missing, short, or readable by others than its owner.
pub(crate) fn read(path: &Path) -> Result<Secrets> {
    let about = || format!("the master secret in {}", path.display());
    let mode = fs::metadata(path).with_context(about)?.permissions().mode();
    ensure!(
        mode & 0o077 == 0,
        "{} can be read by others; run: chmod 600 {}",
        about(),
        path.display()
    );
    let secret = fs::read(path).with_context(about)?;
    let trimmed = secret.trim_ascii();
    match Secrets::new(trimmed) {
        Some(secrets) if trimmed.iter().any(|byte| *byte != trimmed[0]) => Ok(secrets),
        _ => bail!(
            "{} must have at least {MASTER_MIN_BYTES} random bytes",
            about()
        ),
    }
}

/// Makes a master secret, mode 0600, unless there is one.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn make(path: &Path) -> Result<()> {
    let new = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    match new {
        Ok(mut file) => {
            writeln!(file, "{}", lintel_app::random_token())?;
            Ok(file.sync_all()?)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error).with_context(|| format!("cannot write {}", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_made_once_for_its_owner_only() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("secret");
        make(&path).expect("made");
        let first = fs::read(&path).expect("readable");
        make(&path).expect("left as it is");
        assert_eq!(first, fs::read(&path).expect("readable"));
        assert!(read(&path).is_ok());
    }

    #[test]
    fn a_secret_that_others_can_read_or_that_is_short_or_plain_is_refused() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("secret");
        make(&path).expect("made");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("changed");
        assert!(read(&path).is_err());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("changed");
        for weak in ["short", &"a".repeat(64)] {
            fs::write(&path, weak).expect("written");
            assert!(read(&path).is_err());
        }
    }
}
