//! Promises of the schedule.

use super::*;
use crate::fault::Fault;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::HashSet;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// A task of so many days that waits for others.
fn task(number: u128, days: u32, after: &[(u128, i32)]) -> TaskFields {
    TaskFields {
        id: id(number),
        parent_id: None,
        kind: TaskKind::Task,
        name: format!("T{number}"),
        trade: None,
        not_before: None,
        days,
        progress: 0,
        depends_on: after
            .iter()
            .map(|(other, lag_days)| Dependency {
                task_id: id(*other),
                lag_days: *lag_days,
            })
            .collect(),
    }
}

fn put(fields: TaskFields) -> Edit {
    Edit::Put { task: fields }
}

fn plan(tasks: Vec<TaskFields>) -> Plan {
    let mut plan = Plan::new(day("2026-11-02"));
    let edits: Vec<Edit> = tasks.into_iter().map(put).collect();
    plan.apply(&edits).expect("a plan");
    plan
}

fn dates(plan: &Plan, number: u128) -> (NaiveDate, NaiveDate) {
    let task = plan.tasks.iter().find(|task| task.id == id(number));
    let task = task.expect("a task");
    (task.starts_on, task.ends_on)
}

fn codes(faults: &[Fault]) -> Vec<(&str, &'static str)> {
    let codes = faults.iter().map(|fault| (&*fault.pointer, fault.code));
    codes.collect()
}

#[test]
fn a_task_starts_on_the_working_day_after_what_it_waits_for() {
    let plan = plan(vec![
        task(1, 5, &[]),
        task(2, 3, &[(1, 0)]),
        task(3, 1, &[(2, 2)]),
    ]);
    assert_eq!(dates(&plan, 1), (day("2026-11-02"), day("2026-11-06")));
    assert_eq!(dates(&plan, 2), (day("2026-11-09"), day("2026-11-11")));
    assert_eq!(dates(&plan, 3), (day("2026-11-16"), day("2026-11-16")));
}

#[test]
fn a_negative_lag_overlaps() {
    let plan = plan(vec![task(1, 5, &[]), task(2, 3, &[(1, -2)])]);
    assert_eq!(dates(&plan, 2).0, day("2026-11-05"));
}

#[test]
fn the_latest_of_several_decides_and_a_day_of_its_own_holds_it_back() {
    let mut held = task(3, 1, &[(1, 0), (2, 0)]);
    let early = plan(vec![task(1, 2, &[]), task(2, 4, &[]), held.clone()]);
    assert_eq!(dates(&early, 3).0, day("2026-11-06"));
    held.not_before = Some(day("2026-11-14"));
    let late = plan(vec![task(1, 2, &[]), task(2, 4, &[]), held]);
    assert_eq!(
        dates(&late, 3).0,
        day("2026-11-16"),
        "a Saturday is not worked"
    );
}

#[test]
fn a_milestone_falls_on_the_day_on_which_what_it_waits_for_ends() {
    let mut done = task(2, 0, &[(1, 0)]);
    done.kind = TaskKind::Milestone;
    let plan = plan(vec![task(1, 5, &[]), done, task(3, 1, &[(2, 0)])]);
    assert_eq!(dates(&plan, 2), (day("2026-11-06"), day("2026-11-06")));
    assert_eq!(dates(&plan, 3).0, day("2026-11-09"));
}

#[test]
fn moving_a_task_moves_what_depends_on_it_and_the_change_tells_so() {
    let before = plan(vec![
        task(1, 5, &[]),
        task(2, 3, &[(1, 0)]),
        task(3, 3, &[]),
    ]);
    let mut after = before.clone();
    let mut longer = task(1, 7, &[]);
    longer.progress = 10;
    after.apply(&[put(longer)]).expect("fits");
    let changes = after.changes_since(&before);
    let names: Vec<Uuid> = changes.iter().map(|change| change.task_id).collect();
    assert_eq!(names, vec![id(1), id(2)]);
    assert_eq!(dates(&after, 2).0, day("2026-11-11"));
}

#[test]
fn a_circle_is_refused_by_the_names_in_it() {
    let chain = plan(vec![
        task(1, 1, &[]),
        task(2, 1, &[(1, 0)]),
        task(3, 1, &[(2, 0)]),
    ]);
    let faults = chain.clone().apply(&[put(task(1, 1, &[(3, 0)]))]);
    let faults = faults.expect_err("a circle");
    assert_eq!(codes(&faults), vec![("/edits", "dependency_cycle")]);
    let told = &faults[0].message;
    assert!(told.contains("T2 → T3 → T1 → T2"), "{told}");
    let itself = chain.clone().apply(&[put(task(9, 1, &[(9, 0)]))]);
    let told = &itself.expect_err("itself")[0].message;
    assert!(told.contains("T9 → T9"), "{told}");
}

#[test]
fn groups_follow_their_tasks() {
    let mut inner = task(3, 10, &[]);
    inner.parent_id = Some(id(2));
    inner.progress = 50;
    let group = |number: u128, parent: Option<u128>| TaskFields {
        kind: TaskKind::Group,
        parent_id: parent.map(id),
        ..task(number, 0, &[])
    };
    let mut plan = plan(vec![
        group(1, None),
        group(2, Some(1)),
        inner,
        task(4, 1, &[]),
    ]);
    let outer = plan.tasks[0].clone();
    assert_eq!(
        (outer.starts_on, outer.ends_on),
        (day("2026-11-02"), day("2026-11-13"))
    );
    assert_eq!((outer.days, outer.progress), (10, 50));
    plan.apply(&[Edit::Remove { task_id: id(1) }])
        .expect("goes");
    assert_eq!(plan.tasks.len(), 1, "what is in a group goes with it");
}

#[test]
fn tasks_are_placed_among_their_siblings() {
    let mut plan = plan(vec![task(1, 1, &[]), task(2, 1, &[]), task(3, 1, &[])]);
    let place = |task: u128, after: Option<u128>| Edit::Place {
        task_id: id(task),
        parent_id: None,
        after_id: after.map(id),
    };
    plan.apply(&[place(3, None), place(1, Some(2))])
        .expect("places");
    let order: Vec<Uuid> = plan.tasks.iter().map(|task| task.id).collect();
    assert_eq!(order, vec![id(3), id(2), id(1)]);
}

#[test]
fn what_is_wrong_is_told_all_at_once_and_by_name() {
    let mut bad = task(7, DAYS_MAX + 1, &[(99, LAG_MAX + 1)]);
    bad.name = " ".into();
    bad.progress = 101;
    bad.parent_id = Some(id(1));
    bad.not_before = Some(day("1900-01-01"));
    let mut plan = plan(vec![task(1, 1, &[])]);
    let edits = [
        put(bad),
        Edit::Remove { task_id: id(50) },
        Edit::Calendar {
            calendar: WorkCalendar {
                weekdays: [false; 7],
                holidays: vec![],
            },
        },
    ];
    let faults = plan.apply(&edits).expect_err("wrong");
    assert_eq!(
        codes(&faults),
        vec![
            ("/edits/0/task/name", "required"),
            ("/edits/0/task/progress", "out_of_range"),
            ("/edits/0/task/not_before", "out_of_range"),
            ("/edits/0/task/days", "out_of_range"),
            ("/edits/0/task/depends_on/0/lag_days", "out_of_range"),
            ("/edits/1/task_id", "unknown_task"),
            ("/edits/2/calendar/weekdays", "required"),
            ("/edits/0/task/parent_id", "unknown_group"),
            ("/edits/0/task/depends_on/0/task_id", "unknown_task"),
        ]
    );
}

#[test]
fn a_plan_does_not_run_past_its_last_year() {
    let tasks: Vec<TaskFields> = (1..=40)
        .map(|number| match number {
            1 => task(1, DAYS_MAX, &[]),
            _ => task(number, DAYS_MAX, &[(number - 1, 0)]),
        })
        .collect();
    let mut plan = Plan::new(day("2026-11-02"));
    let edits: Vec<Edit> = tasks.into_iter().map(put).collect();
    let faults = plan.apply(&edits).expect_err("too far");
    assert_eq!(faults[0].code, "out_of_range");
}

#[test]
fn a_group_in_itself_is_refused() {
    let group = |number: u128, parent: u128| TaskFields {
        kind: TaskKind::Group,
        parent_id: Some(id(parent)),
        ..task(number, 0, &[])
    };
    let mut plan = Plan::new(day("2026-11-02"));
    let faults = plan.apply(&[put(group(1, 2)), put(group(2, 1))]);
    assert_eq!(faults.expect_err("a circle")[0].code, "too_deep");
}

proptest! {
    /// Whatever is linked to whatever came before: no task starts before what it waits for has
    /// ended, none on a day off, and none later than it must.
    #[test]
    fn every_task_starts_as_soon_as_it_may(
        links in proptest::collection::vec((0usize..30, -3i32..6, 1u32..9), 1..40),
        off in proptest::collection::hash_set(0u64..120, 0..20),
    ) {
        let first = day("2026-11-02");
        let mut plan = Plan::new(first);
        plan.calendar.holidays = off.iter().map(|days| Holiday {
            day: first + chrono::Days::new(*days), name: "Off".into(),
        }).collect();
        let edits: Vec<Edit> = links.iter().enumerate().map(|(at, (other, lag, days))| {
            let after: Vec<(u128, i32)> = match at {
                0 => vec![],
                at => vec![((other % at) as u128, *lag)],
            };
            put(task(at as u128, *days, &after))
        }).collect();
        plan.apply(&edits).expect("no circle");
        let offs: HashSet<NaiveDate> = plan.calendar.holidays.iter().map(|off| off.day).collect();
        let worked = |day: NaiveDate| chrono::Datelike::weekday(&day).num_days_from_monday() < 5 && !offs.contains(&day);
        for task in &plan.tasks {
            prop_assert!(worked(task.starts_on) && worked(task.ends_on));
            let inside = task.starts_on.iter_days().take_while(|day| *day <= task.ends_on);
            prop_assert_eq!(inside.filter(|day| worked(*day)).count(), task.days as usize);
            if let Some(other) = task.depends_on.first() {
                let ends = dates(&plan, other.task_id.as_u128()).1;
                let (from, to) = (ends.min(task.starts_on), ends.max(task.starts_on));
                let between = from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| worked(*day)).count() as i32;
                let expected = 1 + other.lag_days;
                if expected > 0 {
                    prop_assert_eq!(between, expected);
                } else {
                    prop_assert!(task.starts_on <= ends);
                }
            }
        }
    }
}
