//! An organisation's plan and the modules it has switched on.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What an organisation pays for ([L5]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// Everything but the private link.
    Free,
    /// With the private link.
    Pro,
}

impl Plan {
    /// The plan as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Plan::Free => "free",
            Plan::Pro => "pro",
        }
    }

    /// The plan of a stored or sent name.
    pub fn parse(text: &str) -> Option<Plan> {
        [Plan::Free, Plan::Pro]
            .into_iter()
            .find(|plan| plan.as_str() == text)
    }
}

/// A part of the product that can be switched off for the organisation ([S2]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(
    missing_docs,
    reason = "the names are the product's own, [M1] to [M14]"
)]
pub enum Module {
    Updates,
    Documents,
    Drawings,
    Reports,
    Photos,
    DailyLogs,
    Schedule,
    Milestones,
    Deliverables,
    Decisions,
    NextSteps,
    Quotes,
    Invoices,
    Notes,
}

impl Module {
    /// Every module, in the order in which people meet them.
    pub const ALL: [Module; 14] = [
        Module::Updates,
        Module::Documents,
        Module::Drawings,
        Module::Reports,
        Module::Photos,
        Module::DailyLogs,
        Module::Schedule,
        Module::Milestones,
        Module::Deliverables,
        Module::Decisions,
        Module::NextSteps,
        Module::Quotes,
        Module::Invoices,
        Module::Notes,
    ];

    /// The module as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Module::Updates => "updates",
            Module::Documents => "documents",
            Module::Drawings => "drawings",
            Module::Reports => "reports",
            Module::Photos => "photos",
            Module::DailyLogs => "daily_logs",
            Module::Schedule => "schedule",
            Module::Milestones => "milestones",
            Module::Deliverables => "deliverables",
            Module::Decisions => "decisions",
            Module::NextSteps => "next_steps",
            Module::Quotes => "quotes",
            Module::Invoices => "invoices",
            Module::Notes => "notes",
        }
    }

    /// The module of a stored or sent name.
    pub fn parse(text: &str) -> Option<Module> {
        Module::ALL
            .into_iter()
            .find(|module| module.as_str() == text)
    }
}

/// Which modules are on. Stored as the set that is off, so that a module of a later release starts on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Modules {
    off: BTreeSet<Module>,
}

impl Modules {
    /// Whether a module is on.
    pub fn is_on(&self, module: Module) -> bool {
        !self.off.contains(&module)
    }

    /// Switches a module.
    pub fn set(&mut self, module: Module, on: bool) {
        if on {
            self.off.remove(&module);
        } else {
            self.off.insert(module);
        }
    }

    /// The stored form: names of the modules that are off, separated by commas.
    pub fn to_stored(&self) -> String {
        let names: Vec<&str> = self.off.iter().map(|module| module.as_str()).collect();
        names.join(",")
    }

    /// Reads the stored form; names that this release does not know are left aside.
    pub fn from_stored(text: &str) -> Modules {
        Modules {
            off: text.split(',').filter_map(Module::parse).collect(),
        }
    }
}
