//! `make bench`: what a portal request costs, on both databases, beside the same statements run
//! raw and beside an answer that is always the same; and what files and records cost. Prints tables; see docs/performance.md.
//!
//! Ends with an error when a request takes more than six statements, and never by time.

mod constant;
mod cpu;
mod files;
mod load;
mod program;
mod raw;
mod records;
mod rounds;
mod rows;
mod stage;
mod table;
mod tenant;

use lintel_tests::harness::Backend;
use rounds::Plan;
use std::process::ExitCode;
use table::Table;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Most statements of a portal request, whatever the data's size.
const STATEMENTS_MAX: usize = 6;

const USAGE: &str = "bench [--quick] [--files]\n  --quick  small projects and short rounds, to try the bench itself\n  --files  only what files and records cost";

fn main() -> ExitCode {
    // Another part of the program may have installed the provider before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let plan = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [constant::ARGUMENT] => return constant::serve(),
        [] => Plan::whole(),
        ["--quick"] => Plan::quick(),
        ["--files"] => return actix_web::rt::System::new().block_on(run_files(&Plan::whole())),
        ["--quick", "--files"] => {
            return actix_web::rt::System::new().block_on(run_files(&Plan::quick()));
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::FAILURE;
        }
    };
    actix_web::rt::System::new().block_on(run(&plan))
}

async fn run_files(plan: &Plan) -> ExitCode {
    println!("{}", files::run(plan).await);
    ExitCode::SUCCESS
}

async fn run(plan: &Plan) -> ExitCode {
    let constant = constant::start().await;
    let mut table = Table::default();
    for on in [Backend::Sqlite, Backend::Postgres] {
        rounds::run(on, plan, &constant, &mut table).await;
    }
    println!("{table}");
    println!("{}", files::run(plan).await);
    if table.most_statements() > STATEMENTS_MAX {
        eprintln!("bench: a portal request takes more than {STATEMENTS_MAX} statements");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
