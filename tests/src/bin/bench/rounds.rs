//! The measuring of one database: fill, share, record, then everything in turns.

use super::constant::{self, Constant};
use super::cpu::{self, Meter};
use super::load::{Get, Work, repeat};
use super::program::Program;
use super::raw::Raw;
use super::stage::Stage;
use super::table::{Row, Sharing, Table};
use super::tenant::Tenant;
use actix_web::test::{self, TestRequest};
use lintel_app::shares::{ITEMS_MAX, ShareWith};
use lintel_http::tokens::{Audience, Tokens};
use lintel_http::{Http, Settings};
use lintel_tests::harness::Backend;
use sea_orm::Statement;
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// How much is measured.
pub(crate) struct Plan {
    /// Items of each project, the smallest first.
    sizes: Vec<usize>,
    /// How often each thing has its turn.
    pub(crate) rounds: usize,
    /// How long a turn is.
    pub(crate) turn: Duration,
    /// Bytes of the file that is moved.
    pub(crate) bytes: u64,
    /// How often pictures are made.
    pub(crate) pictures: u32,
}

/// One page of one project.
struct Case {
    page: &'static str,
    items: usize,
    path: String,
    statements: Vec<Statement>,
    bytes: usize,
}

impl Plan {
    pub(crate) fn whole() -> Plan {
        Plan {
            sizes: vec![1_000, 10_000, 100_000],
            rounds: 8,
            turn: Duration::from_millis(250),
            bytes: 1 << 30,
            pictures: 12,
        }
    }

    pub(crate) fn quick() -> Plan {
        Plan {
            sizes: vec![1_000, 5_000],
            rounds: 2,
            turn: Duration::from_millis(100),
            bytes: 64 << 20,
            pictures: 3,
        }
    }
}

pub(crate) async fn run(on: Backend, plan: &Plan, constant: &Constant, table: &mut Table) {
    let stage = Stage::open(on).await;
    let mut tenants = Vec::new();
    for size in &plan.sizes {
        let began = Instant::now();
        tenants.push(Tenant::create(&stage, *size).await);
        eprintln!("{on:?}: filled {size} items in {:.1?}", began.elapsed());
    }
    stage.settle().await;
    let postmaster = cpu::postmaster(&stage.db).await;
    let here = Meter::new(std::process::id(), postmaster);
    let largest = tenants.last().expect("a project");
    table
        .sharing
        .extend(sharing(on, &stage, largest, here).await);
    stage.settle().await;

    let token = Tokens::new(&stage.app.secrets, stage.app.clock.clone())
        .issue(Audience::Client, largest.client.account, largest.client.id)
        .expect("a token, good for ten minutes");
    let cases = cases(&stage, &tenants, &token).await;
    stage.app.db.close().await.expect("connections that close");
    let (url, data) = (stage.url(), stage.data());
    let program = Program::serve(&url, data).await;
    let raw = Raw::connect(&url).await;
    let there = Meter::new(program.process, postmaster);
    let beside = Meter::new(constant.program.process, None);

    let mut rows: Vec<Row> = cases.iter().map(|case| case.row(on)).collect();
    let mut constants: BTreeMap<&str, Work> = BTreeMap::new();
    for round in 0..=plan.rounds {
        for (case, row) in cases.iter().zip(&mut rows) {
            let end = || Instant::now() + plan.turn;
            let get = Get::new(&program.url, &case.path, &token);
            let served = repeat(there, || get.until(end())).await;
            let again = repeat(here, || raw.until(&case.statements, end())).await;
            if round == 0 {
                continue; // the first round warms caches and plans
            }
            row.served.add(served);
            row.raw.add(again);
            if case.items == largest.size {
                let get = Get::new(&constant.program.url, &constant::path(case.bytes), &token);
                let same = repeat(beside, || get.until(end())).await;
                constants.entry(case.page).or_default().add(same);
            }
        }
    }
    table.add(rows, &constants);
}

impl Case {
    fn row(&self, on: Backend) -> Row {
        Row {
            on,
            page: self.page,
            items: self.items,
            statements: self.statements.len(),
            bytes: self.bytes,
            served: Work::default(),
            raw: Work::default(),
        }
    }
}

/// The pages to measure, each served once within this process to learn its statements.
async fn cases(stage: &Stage, tenants: &[Tenant], token: &str) -> Vec<Case> {
    let http = Http::new(stage.app.clone(), Settings::default());
    let inside = test::init_service(http.application()).await;
    let ask = async |path: &str| {
        let request = TestRequest::get()
            .uri(path)
            .insert_header(("Authorization", format!("Bearer {token}")));
        let response = test::call_service(&inside, request.to_request()).await;
        assert_eq!(response.status().as_u16(), 200, "{path}");
        test::read_body(response).await
    };
    let mut cases = Vec::new();
    for tenant in tenants {
        let home = format!("/api/v1/portal/projects/{}", tenant.project);
        let documents = format!("{home}/items?kind=document");
        let mut deep = documents.clone();
        let mut pages: Vec<String> = vec![];
        // As far as there are whole pages.
        while let Some(next) = next(&ask(pages.last().unwrap_or(&documents)).await) {
            deep = pages.last().cloned().unwrap_or(deep);
            pages.push(format!("{documents}&cursor={next}"));
        }
        ask(&home).await; // begins the visit, which later looks do not
        let wanted = [
            ("home", home.clone()),
            ("documents, first page", documents),
            ("documents, deep page", deep),
            ("top folder", format!("{home}/items?parent_id=root")),
            (
                "a folder",
                format!("{home}/items?parent_id={}", tenant.folder),
            ),
        ];
        for (page, path) in wanted {
            stage.app.db.recorded();
            let bytes = ask(&path).await.len();
            cases.push(Case {
                page,
                items: tenant.size,
                statements: stage.app.db.recorded(),
                bytes,
                path,
            });
        }
    }
    let order: Vec<&str> = cases.iter().map(|case| case.page).collect();
    cases.sort_by_key(|case| order.iter().position(|page| *page == case.page));
    cases
}

fn next(page: &[u8]) -> Option<String> {
    let page: Value = serde_json::from_slice(page).expect("JSON");
    page["next"].as_str().map(str::to_owned)
}

/// Shares and unshares as many items as a call takes: CPU time, and how long the writer is held.
async fn sharing(on: Backend, stage: &Stage, tenant: &Tenant, here: Meter) -> Vec<Sharing> {
    let items = &tenant.hidden[..ITEMS_MAX.min(tenant.hidden.len())];
    let mut measured = Vec::new();
    for what in ["share", "unshare"] {
        let (began, cpu) = (Instant::now(), here.read());
        let before = stage.app.db.statements();
        match what {
            "share" => tenant.share(stage, items, ShareWith::Everyone).await,
            _ => tenant.unshare(stage, items).await,
        }
        measured.push(Sharing {
            on,
            what,
            items: items.len(),
            held: began.elapsed(),
            cpu: here.read() - cpu,
            statements: stage.app.db.statements() - before,
        });
    }
    measured
}
