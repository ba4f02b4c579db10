//! The table that is printed: numbers of this run, and ratios that mean something elsewhere too.

use super::load::{AT_ONCE, Work};
use lintel_tests::harness::Backend;
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter, Result};
use std::time::Duration;

/// A page of one project on one database.
pub(crate) struct Row {
    pub(crate) on: Backend,
    pub(crate) page: &'static str,
    pub(crate) items: usize,
    pub(crate) statements: usize,
    pub(crate) bytes: usize,
    pub(crate) served: Work,
    pub(crate) raw: Work,
}

/// Many items shared or unshared at once.
pub(crate) struct Sharing {
    pub(crate) on: Backend,
    pub(crate) what: &'static str,
    pub(crate) items: usize,
    pub(crate) statements: u64,
    pub(crate) cpu: Duration,
    pub(crate) held: Duration,
}

/// Everything measured.
#[derive(Default)]
pub(crate) struct Table {
    pub(crate) sharing: Vec<Sharing>,
    lines: Vec<Line>,
}

struct Line {
    row: Row,
    /// Rates per CPU-second of the constant answer, and of the same page of the smallest project.
    constant: f64,
    smallest: f64,
}

impl Table {
    /// Adds the rows of one database, the smallest project's first.
    pub(crate) fn add(&mut self, rows: Vec<Row>, constants: &BTreeMap<&str, Work>) {
        let mut smallest: BTreeMap<&str, f64> = BTreeMap::new();
        for row in rows {
            let rate = row.served.per_cpu_second();
            self.lines.push(Line {
                constant: constants[row.page].per_cpu_second(),
                smallest: *smallest.entry(row.page).or_insert(rate),
                row,
            });
        }
    }

    pub(crate) fn most_statements(&self) -> usize {
        let statements = self.lines.iter().map(|line| line.row.statements);
        statements.max().unwrap_or(0)
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(
            f,
            "\nPortal requests: one thread, {AT_ONCE} callers, pages of 50"
        )?;
        writeln!(
            f,
            "{:<9} {:<21} {:>7} {:>4} {:>6}  {:>7} {:>6} {:>6} {:>6}  {:>6} {:>6} {:>9} {:>8}",
            "database",
            "page",
            "items",
            "SQL",
            "bytes",
            "/CPU-s",
            "/s",
            "p50 ms",
            "p99 ms",
            "of raw",
            "of both",
            "of const",
            "÷ small"
        )?;
        for line in &self.lines {
            write!(f, "{line}")?;
        }
        writeln!(f, "\nSharing at once")?;
        writeln!(
            f,
            "{:<9} {:<21} {:>7} {:>4}  {:>7} {:>15}",
            "database", "what", "items", "SQL", "CPU ms", "writer held ms"
        )?;
        for sharing in &self.sharing {
            writeln!(
                f,
                "{:<9} {:<21} {:>7} {:>4}  {:>7.1} {:>15.1}",
                format!("{:?}", sharing.on),
                sharing.what,
                sharing.items,
                sharing.statements,
                ms(sharing.cpu),
                ms(sharing.held)
            )?;
        }
        Ok(())
    }
}

impl Display for Line {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Line {
            row,
            constant,
            smallest,
        } = self;
        let (served, raw) = (row.served.per_cpu_second(), row.raw.per_cpu_second());
        let both = 1.0 / (1.0 / raw + 1.0 / constant);
        writeln!(
            f,
            "{:<9} {:<21} {:>7} {:>4} {:>6}  {:>7.0} {:>6.0} {:>6.2} {:>6.2}  {:>6.2} {:>7.2} {:>8.2} {:>7.2}",
            format!("{:?}", row.on),
            row.page,
            row.items,
            row.statements,
            row.bytes,
            served,
            row.served.per_second(),
            ms(row.served.percentile(0.5)),
            ms(row.served.percentile(0.99)),
            served / raw,
            served / both,
            served / constant,
            smallest / served
        )
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
