//! Nothing leaks: the ways in which systems like this one have told people what they may not know,
//! each by name. Every answer and letter is scanned for canaries besides.

mod everything;
mod files;
mod invitations;
mod letters;
mod lists;
mod non_interference;
mod other_builders;
mod versions;

use std::time::Duration;

/// Waits for the workers.
async fn until(is_so: impl AsyncFn() -> bool) {
    for _ in 0..1000 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it does not come to that");
}
