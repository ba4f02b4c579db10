//! Files: bytes in and out beside a plain copy and a static file server, pictures beside the
//! library called directly, and albums of many photos.

use super::cpu::{self, Meter};
use super::load::{Get, Work, repeat};
use super::program::{Program, beside};
use super::records::Desk;
use super::rounds::Plan;
use super::stage::Stage;
use super::tenant::Tenant;
use futures_util::StreamExt;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use lintel_domain::ids::ItemId;
use lintel_http::tokens::{Audience, Tokens};
use lintel_tests::harness::Backend;
use reqwest::multipart::{Form, Part};
use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;
use tokio_util::io::ReaderStream;
use tokio_util::sync::CancellationToken;

/// Pieces of an upload in pieces, as the web app sends them.
const PIECE_BYTES: usize = 8 * 1024 * 1024;

/// Moves a file of so many bytes in and out, makes pictures, and lists albums; what is printed of it.
pub(crate) async fn run(plan: &Plan) -> String {
    let stage = Stage::open(Backend::Sqlite).await;
    let tenant = Tenant::create(&stage, 1_000).await;
    let small = tenant.album(&stage, 1_000).await;
    let large = tenant.album(&stage, 10_000).await;
    let tokens = Tokens::new(&stage.app.secrets, stage.app.clock.clone());
    let token = |audience, session: &lintel_app::accounts::Session| {
        tokens
            .issue(audience, session.account, session.id)
            .expect("a token")
    };
    let owner = token(Audience::Staff, &tenant.owner);
    let client = token(Audience::Client, &tenant.client);
    stage.app.db.close().await.expect("connections that close");
    let program = Program::serve(&stage.url(), stage.data()).await;
    let moved = Mover {
        program: &program,
        project: tenant.project.to_string(),
        token: owner.clone(),
        folder: stage.data(),
    };
    let mut report = albums(plan, &program, &tenant, [small, large], [&owner, &client]).await;
    report.push_str(&moved.bytes(plan.bytes).await);
    report.push_str(&pictures(plan.pictures, stage.data()));
    let desk = Desk {
        program: &program,
        project: tenant.project.to_string(),
        token: owner,
    };
    report.push_str(&desk.run(plan.rounds.max(3)).await);
    report
}

struct Mover<'a> {
    program: &'a Program,
    project: String,
    token: String,
    folder: &'a Path,
}

impl Mover<'_> {
    async fn bytes(&self, size: u64) -> String {
        let source = self.folder.join("source.bin");
        write_noise(&source, size);
        let copy = timed(|| {
            let to = self.folder.join("copy.bin");
            fs::copy(&source, &to).expect("a copy");
            File::open(&to)
                .and_then(|file| file.sync_all())
                .expect("on disk");
        });
        let mut report = format!(
            "\nBytes: one file of {} MiB, one thread\n{:<26} {:>8} {:>12} {:>10} {:>16}\n",
            size >> 20,
            "",
            "MB/s",
            "MB/CPU-s",
            "of copy",
            "memory grew MiB"
        );
        let mut line = |name: &str, wall: Duration, used: Option<Used>| {
            let rate = size as f64 / 1e6 / wall.as_secs_f64();
            let of_copy = copy.as_secs_f64() / wall.as_secs_f64();
            let (cpu, grew) = used.map_or(("-".into(), "-".into()), |used| {
                let per_cpu = size as f64 / 1e6 / used.cpu.as_secs_f64();
                (
                    format!("{per_cpu:.0}"),
                    format!("{:.1}", used.grew as f64 / 1024.0),
                )
            });
            report.push_str(&format!(
                "{name:<26} {rate:>8.0} {cpu:>12} {of_copy:>10.2} {grew:>16}\n"
            ));
        };
        line("copy with fsync", copy, None);
        let (wall, used, file) = self.measured(self.upload(&source)).await;
        line("upload, one form", wall, Some(used));
        let (wall, used, _) = self.measured(self.upload_in_pieces(&source, size)).await;
        line("upload, pieces of 8 MiB", wall, Some(used));
        let address = self.at(&format!("/files/{file}/content"));
        let (wall, used, ()) = self.measured(self.download(&address, size)).await;
        line("download", wall, Some(used));
        match FileServer::start(self.folder).await {
            None => report.push_str("static file server: python3 is not here\n"),
            Some(server) => {
                let address = format!("{}/source.bin", server.url);
                let began = Instant::now();
                self.download(&address, size).await;
                line("python3 -m http.server", began.elapsed(), None);
            }
        }
        report
    }

    /// What an act took of the clock, the processor and memory.
    async fn measured<T>(&self, act: impl Future<Output = T>) -> (Duration, Used, T) {
        let process = self.program.process;
        let (before, cpu, began) = (
            memory(process, "VmRSS"),
            cpu::whole(process),
            Instant::now(),
        );
        let sampling = sample(process);
        let done = act.await;
        let took = began.elapsed();
        let used = Used {
            cpu: cpu::whole(process) - cpu,
            grew: sampling.most().await.saturating_sub(before),
        };
        (took, used, done)
    }

    async fn upload(&self, source: &Path) -> String {
        let file = tokio::fs::File::open(source).await.expect("the source");
        let length = file.metadata().await.expect("the source").len();
        let body = reqwest::Body::wrap_stream(ReaderStream::with_capacity(file, 256 * 1024));
        let part = Part::stream_with_length(body, length).file_name("source.bin");
        self.finish(Form::new().part("file", part)).await
    }

    async fn upload_in_pieces(&self, source: &Path, size: u64) -> String {
        let http = reqwest::Client::new();
        let address = self.at(&format!("/projects/{}/uploads", self.project));
        let begun = http
            .post(address)
            .bearer_auth(&self.token)
            .header("tus-resumable", "1.0.0")
            .header("upload-length", size)
            .header("upload-metadata", "filename c291cmNlLmJpbg==")
            .send()
            .await
            .expect("an answer");
        let address = begun.headers()["location"]
            .to_str()
            .expect("an address")
            .to_owned();
        let whole = self.program.url.join(&address).expect("an address");
        let mut file = tokio::fs::File::open(source).await.expect("the source");
        let mut offset = 0;
        while offset < size {
            let mut piece = vec![0; PIECE_BYTES.min((size - offset) as usize)];
            tokio::io::AsyncReadExt::read_exact(&mut file, &mut piece)
                .await
                .expect("the source");
            let length = piece.len() as u64;
            let sent = http
                .patch(whole.clone())
                .bearer_auth(&self.token)
                .header("tus-resumable", "1.0.0")
                .header("upload-offset", offset)
                .header("content-type", "application/offset+octet-stream")
                .body(piece)
                .send()
                .await
                .expect("an answer");
            assert_eq!(sent.status(), 204, "a piece");
            offset += length;
        }
        let (_, id) = address.rsplit_once('/').expect("an id");
        self.finish(Form::new().text("upload_id", id.to_owned()))
            .await
    }

    async fn finish(&self, form: Form) -> String {
        let address = self.at(&format!("/projects/{}/documents", self.project));
        let call = reqwest::Client::new()
            .post(address)
            .bearer_auth(&self.token);
        let answer = call.multipart(form).send().await.expect("an answer");
        assert_eq!(answer.status(), 201, "an upload");
        let document: serde_json::Value = answer.json().await.expect("JSON");
        document["file_id"].as_str().expect("a file").to_owned()
    }

    async fn download(&self, address: &str, size: u64) {
        let call = reqwest::Client::new().get(address).bearer_auth(&self.token);
        let answer = call.send().await.expect("an answer");
        assert_eq!(answer.status(), 200, "{address}");
        let mut bytes = answer.bytes_stream();
        let mut came = 0;
        while let Some(chunk) = bytes.next().await {
            came += chunk.expect("bytes").len() as u64;
        }
        assert_eq!(came, size);
    }

    fn at(&self, path: &str) -> String {
        format!("{}api/v1{path}", self.program.url)
    }
}

struct Used {
    cpu: Duration,
    /// In KiB.
    grew: u64,
}

/// Memory of a process, looked at a hundred times a second.
struct Sampling {
    stop: CancellationToken,
    task: JoinHandle<u64>,
}

fn sample(process: u32) -> Sampling {
    let stop = CancellationToken::new();
    let ends = stop.clone();
    let task = tokio::spawn(async move {
        let mut most = 0;
        while !ends.is_cancelled() {
            most = most.max(memory(process, "VmRSS"));
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        most
    });
    Sampling { stop, task }
}

impl Sampling {
    async fn most(self) -> u64 {
        self.stop.cancel();
        self.task.await.expect("a task that ends")
    }
}

/// KiB, as `/proc` tells.
fn memory(process: u32, what: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what));
    let digits = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    digits.unwrap_or(0)
}

fn write_noise(to: &Path, size: u64) {
    let mut file = File::create(to).expect("a directory with room");
    let mut block = vec![0_u8; 1 << 20];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for byte in &mut block {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        *byte = state as u8;
    }
    for number in 0..size >> 20 {
        block[..8].copy_from_slice(&number.to_le_bytes());
        file.write_all(&block).expect("a directory with room");
    }
    file.sync_all().expect("on disk");
}

fn timed(act: impl FnOnce()) -> Duration {
    let began = Instant::now();
    act();
    began.elapsed()
}

/// A static file server that most machines have.
struct FileServer {
    url: String,
    child: std::process::Child,
}

impl FileServer {
    async fn start(folder: &Path) -> Option<FileServer> {
        let port = TcpListener::bind("127.0.0.1:0")
            .ok()?
            .local_addr()
            .ok()?
            .port();
        let child = Command::new("python3")
            .args([
                "-m",
                "http.server",
                "--bind",
                "127.0.0.1",
                &port.to_string(),
            ])
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        for _ in 0..100 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Some(FileServer {
            url: format!("http://127.0.0.1:{port}"),
            child,
        })
    }
}

impl Drop for FileServer {
    fn drop(&mut self) {
        if self.child.kill().is_ok() {
            let _ = self.child.wait();
        }
    }
}

/// A page of 200 photos of albums of 1,000 and of 10,000, for members and for clients.
async fn albums(
    plan: &Plan,
    program: &Program,
    tenant: &Tenant,
    albums: [ItemId; 2],
    [owner, client]: [&String; 2],
) -> String {
    let meter = Meter::new(program.process, None);
    let project = tenant.project;
    let mut report = format!(
        "\nAlbums: a page of 200 photos\n{:<9} {:>7} {:>8} {:>8} {:>8}\n",
        "for", "photos", "/CPU-s", "p50 ms", "÷ 1,000"
    );
    for (who, token) in [("members", owner), ("clients", client)] {
        let mut smallest = None;
        for (album, photos) in albums.iter().zip([1_000, 10_000]) {
            let path = match who {
                "members" => {
                    format!("/api/v1/projects/{project}/photos?parent_id={album}&limit=200")
                }
                _ => format!(
                    "/api/v1/portal/projects/{project}/items?kind=photo&parent_id={album}&limit=200"
                ),
            };
            let get = Get::new(&program.url, &path, token);
            let mut work = Work::default();
            for round in 0..=plan.rounds {
                let end = || Instant::now() + plan.turn;
                let done = repeat(meter, || get.until(end())).await;
                if round > 0 {
                    work.add(done);
                }
            }
            let rate = work.per_cpu_second();
            let first = *smallest.get_or_insert(rate);
            report.push_str(&format!(
                "{who:<9} {photos:>7} {rate:>8.0} {:>8.2} {:>8.2}\n",
                work.percentile(0.5).as_secs_f64() * 1000.0,
                first / rate
            ));
        }
    }
    report
}

/// A photo of 12 megapixels, all renditions of it, beside the image library's own way to the same
/// three pictures.
fn pictures(times: u32, folder: &Path) -> String {
    let picture = RgbImage::from_fn(4000, 3000, |x, y| {
        let wave = ((x / 7) ^ (y / 5)) as u8;
        Rgb([wave, (x / 16) as u8, (y / 12) as u8])
    });
    let mut file = Vec::new();
    picture
        .write_with_encoder(JpegEncoder::new_with_quality(&mut file, 90))
        .expect("a JPEG");
    let input = folder.join("photo.jpg");
    fs::write(&input, &file).expect("a directory with room");
    let ours = timed(|| {
        for _ in 0..times {
            let done = Command::new(beside("lintel"))
                .args(["render", "image/jpeg"])
                .arg(&input)
                .arg(folder)
                .status();
            assert!(done.expect("a process").success());
        }
    });
    let theirs = timed(|| {
        for _ in 0..times {
            let mut picture = image::load_from_memory(&file).expect("a picture");
            for side in [1920, 960, 320] {
                picture = picture.thumbnail(side, side);
                write_jpeg(&picture);
            }
        }
    });
    let each = |time: Duration| time.as_secs_f64() * 1000.0 / f64::from(times);
    format!(
        "\nPictures: a JPEG of 12 megapixels and {:.1} MB\n\
         three sizes and a copy without metadata, in a process of its own {:>7.0} ms each, {:.1}/s\n\
         three sizes by the image library in this process                 {:>7.0} ms each, {:.1}/s\n\
         ours of theirs {:.2}\n",
        file.len() as f64 / 1e6,
        each(ours),
        1000.0 / each(ours),
        each(theirs),
        1000.0 / each(theirs),
        theirs.as_secs_f64() / ours.as_secs_f64()
    )
}

fn write_jpeg(picture: &DynamicImage) {
    let mut to = Cursor::new(Vec::new());
    picture
        .write_to(&mut to, ImageFormat::Jpeg)
        .expect("a JPEG");
}
