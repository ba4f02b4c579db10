//! The schedule ([M7]): tasks in groups, what they wait for, and the days that follow from it.

mod calendar;
mod difference;
mod edit;
mod plan;
mod recalculate;
#[cfg(test)]
mod tests;

pub use calendar::{HOLIDAYS_MAX, Holiday, WorkCalendar};
pub use difference::{Change, Dates};
pub use edit::{Edit, TaskFields};
pub use plan::{DAYS_MAX, Dependency, LAG_MAX, LEVELS_MAX, Plan, TASKS_MAX, Task, TaskKind};
