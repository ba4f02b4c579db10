//! What a process that decodes uploads may take.

use rlimit::Resource;
use std::io;

/// Bytes of memory: a picture of the most pixels that are decoded, and as much again.
const MEMORY: u64 = 1_500 * 1024 * 1024;
/// Seconds of a processor.
const SECONDS: u64 = 30;
/// Bytes of a file that it writes.
const FILE: u64 = 512 * 1024 * 1024;

/// Lets this process have no more from now on.
pub(super) fn set() -> io::Result<()> {
    for (resource, most) in [
        (Resource::DATA, MEMORY),
        (Resource::CPU, SECONDS),
        (Resource::FSIZE, FILE),
        (Resource::CORE, 0),
    ] {
        let (_, hard) = resource.get()?;
        let most = most.min(hard);
        resource.set(most, most)?;
    }
    Ok(())
}
