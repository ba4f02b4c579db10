//! Records: the PDF of a log with photos beside reading those photos, and a schedule worked out
//! beside reading and writing it.

use super::program::Program;
use chrono::NaiveDate;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use lintel_domain::schedule::{Dependency, Edit, Plan, TaskFields, TaskKind};
use reqwest::multipart::{Form, Part};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use uuid::Uuid;

const PHOTOS: usize = 30;
const TASKS: usize = 1000;
/// Most bytes of the PDF (issue: a log with 30 photos).
const PDF_MAX_BYTES: usize = 15_000_000;

/// Where records are made.
pub(crate) struct Desk<'a> {
    pub(crate) program: &'a Program,
    pub(crate) project: String,
    pub(crate) token: String,
}

impl Desk<'_> {
    /// Measures both, so many times each; what is printed of it.
    pub(crate) async fn run(&self, times: usize) -> String {
        let mut report = self.log(times).await;
        report.push_str(&self.schedule(times).await);
        report
    }

    async fn log(&self, times: usize) -> String {
        let content = json!({ "work": [{ "trade": "Carpenter", "done": "Roof" }] });
        let path = format!("/projects/{}/daily-logs", self.project);
        let log = self.post(&path, content).await;
        let record = format!("/daily-logs/{}", log["id"].as_str().expect("an id"));
        for number in 0..PHOTOS {
            let part = Part::bytes(photo(number as u32)).file_name("photo.jpg");
            let call = self.call(Client::new().post(self.at(&format!("{record}/pictures"))));
            let sent = call.multipart(Form::new().part("file", part)).send().await;
            assert_eq!(sent.expect("an answer").status(), 201, "a photo");
        }
        let pictures = self.prepared(&record).await;
        let pdf = format!("{record}/pdf");
        let (mut whole, mut parts, mut size) = (Vec::new(), Vec::new(), 0);
        for _ in 0..times {
            let began = Instant::now();
            size = self.get(&pdf).await.len();
            whole.push(began.elapsed());
            let began = Instant::now();
            for picture in &pictures {
                self.get(&format!("/files/{picture}/preview?size=medium"))
                    .await;
            }
            parts.push(began.elapsed());
        }
        assert!(size < PDF_MAX_BYTES, "the PDF has {size} bytes");
        let (whole, parts) = (median(whole), median(parts));
        format!(
            "\nPDF: a daily log with {PHOTOS} photos, {:.2} MB\n\
             the PDF                        {:>7.1} ms\n\
             its photos, read one by one    {:>7.1} ms\n\
             the PDF of that {:.2}\n",
            size as f64 / 1e6,
            milliseconds(whole),
            milliseconds(parts),
            whole.as_secs_f64() / parts.as_secs_f64()
        )
    }

    /// The files of a log's pictures, once the workers have made their renditions.
    async fn prepared(&self, record: &str) -> Vec<String> {
        loop {
            let log: Value = serde_json::from_slice(&self.get(record).await).expect("JSON");
            let pictures = log["pictures"].as_array().expect("pictures");
            if pictures.iter().all(|picture| picture["preview"] == "ready") {
                let file =
                    |picture: &Value| picture["file_id"].as_str().expect("a file").to_owned();
                return pictures.iter().map(file).collect();
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    async fn schedule(&self, times: usize) -> String {
        let edits = edits();
        let path = format!("/projects/{}/schedule", self.project);
        let made = self.post(&path, json!({ "edits": edits })).await;
        let path = format!("/schedules/{}/edits", made["id"].as_str().expect("an id"));
        let day = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
        let mut plan = Plan::new(day);
        plan.apply(&edits).expect("a schedule");
        let (mut worked_out, mut read, mut asked) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..times {
            let mut first = edits[1].clone();
            if let Edit::Put { task } = &mut first {
                task.days += u32::try_from(round).expect("few rounds") + 1;
            }
            let began = Instant::now();
            plan.apply(std::slice::from_ref(&first)).expect("edited");
            worked_out.push(began.elapsed());
            let began = Instant::now();
            let text = serde_json::to_string(&plan).expect("JSON");
            let _: Plan = serde_json::from_str(&text).expect("a plan");
            read.push(began.elapsed());
            let began = Instant::now();
            self.post(&path, json!({ "edits": [first], "preview": true }))
                .await;
            asked.push(began.elapsed());
        }
        let (worked_out, read, asked) = (median(worked_out), median(read), median(asked));
        format!(
            "\nSchedule: {TASKS} tasks, each waiting for the one before it; the first takes longer\n\
             worked out                     {:>7.2} ms\n\
             written and read as JSON       {:>7.2} ms\n\
             worked out of that {:.2}\n\
             previewed over HTTP            {:>7.1} ms\n",
            milliseconds(worked_out),
            milliseconds(read),
            worked_out.as_secs_f64() / read.as_secs_f64(),
            milliseconds(asked)
        )
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        let answer = self
            .call(Client::new().post(self.at(path)))
            .json(&body)
            .send()
            .await;
        let answer = answer.expect("an answer");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.json().await.expect("JSON")
    }

    async fn get(&self, path: &str) -> Vec<u8> {
        let answer = self.call(Client::new().get(self.at(path))).send().await;
        let answer = answer.expect("an answer");
        assert_eq!(answer.status(), 200, "{path}");
        answer.bytes().await.expect("bytes").to_vec()
    }

    fn call(&self, call: RequestBuilder) -> RequestBuilder {
        call.bearer_auth(&self.token)
    }

    fn at(&self, path: &str) -> String {
        format!("{}api/v1{path}", self.program.url)
    }
}

/// A photo as phones send them, none like the other.
fn photo(number: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(1600, 1200, |x, y| {
        let wave = ((x / 7) ^ (y / 5)).wrapping_add(number * 37) as u8;
        Rgb([wave, (x / 7) as u8, (y / 5) as u8])
    });
    let mut file = Vec::new();
    picture
        .write_with_encoder(JpegEncoder::new_with_quality(&mut file, 90))
        .expect("a JPEG");
    file
}

/// A group and tasks of two days in it.
fn edits() -> Vec<Edit> {
    let group = Uuid::now_v7();
    let mut last: Option<Uuid> = None;
    let mut edits = vec![put(group, None, TaskKind::Group, 0, None)];
    for _ in 0..TASKS {
        let id = Uuid::now_v7();
        edits.push(put(id, Some(group), TaskKind::Task, 2, last.replace(id)));
    }
    edits
}

fn put(id: Uuid, parent_id: Option<Uuid>, kind: TaskKind, days: u32, after: Option<Uuid>) -> Edit {
    let waits = |task_id| Dependency {
        task_id,
        lag_days: 0,
    };
    Edit::Put {
        task: TaskFields {
            id,
            parent_id,
            kind,
            name: "A task of the schedule".into(),
            trade: None,
            not_before: None,
            days,
            progress: 0,
            depends_on: after.map(waits).into_iter().collect(),
        },
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
