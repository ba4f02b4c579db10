//! What `lintel render` does, for the tests of this crate.

use std::path::Path;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let done = match arguments.as_slice() {
        [_, command, media_type, input, folder] if command == "render" => {
            lintel_files::render_here(media_type, Path::new(input), Path::new(folder)).is_ok()
        }
        _ => false,
    };
    if done {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
