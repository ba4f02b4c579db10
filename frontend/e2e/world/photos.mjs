/** Photos as a phone takes them: JPEG files of a given shape with the time, and the place, in their EXIF. */

/** Draws pictures in a browser and gives them as files to upload; `taken` is as a camera writes it, "2026:11:24 09:30:00". */
export async function photos(page, wanted) {
  const drawn = await page.evaluate(draw, wanted);
  return drawn.map((base64, index) => {
    const { name, taken, place } = wanted[index];
    const plain = Buffer.from(base64, "base64");
    return { name, mimeType: "image/jpeg", buffer: withExif(plain, { taken, place }) };
  });
}

/** Sends many small photos from the page itself, as fast as it can. */
export async function uploadMany(page, { project, album, count }) {
  const refused = await page.evaluate(
    async ({ project, album, count }) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 240, height: 180 });
      const pen = canvas.getContext("2d");
      const send = async (index) => {
        pen.fillStyle = `hsl(${(index * 47) % 360} 50% 60%)`;
        pen.fillRect(0, 0, 240, 180);
        const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.6));
        const body = new FormData();
        body.append("parent_id", album);
        body.append("file", blob, `IMG_${index + 1}.jpg`);
        const key = `many-${project}-${index}`;
        const headers = { "Idempotency-Key": key };
        return fetch(`/api/v1/projects/${project}/photos`, { method: "POST", headers, body });
      };
      let next = 0;
      const failures = [];
      const worker = async () => {
        while (next < count) {
          const answer = await send(next++);
          if (!answer.ok) failures.push(`${answer.status} ${await answer.text()}`);
        }
      };
      await Promise.all([worker(), worker(), worker(), worker()]);
      for (let wait = 0; wait < 600; wait++) {
        const list = await fetch(`/api/v1/projects/${project}/photos?limit=200`);
        const { items } = await list.json();
        if (items.every(({ preview }) => preview !== "pending")) return failures;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      return [...failures, "the previews are not made"];
    },
    { project, album, count },
  );
  if (refused.length > 0) throw new Error(`Photos not taken: ${refused.join("; ")}`);
}

/** Runs in the page: a sky, a ground and a number, so that one photo can be told from another. */
async function draw(wanted) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const pictures = [];
  for (const [index, { width, height, text }] of wanted.entries()) {
    Object.assign(canvas, { width, height });
    const hue = (index * 47) % 360;
    const sky = pen.createLinearGradient(0, 0, 0, height);
    sky.addColorStop(0, `hsl(${hue} 55% 72%)`);
    sky.addColorStop(1, `hsl(${hue} 45% 45%)`);
    pen.fillStyle = sky;
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = `hsl(${hue + 150} 25% 30%)`;
    pen.fillRect(0, height * 0.7, width, height * 0.3);
    pen.fillStyle = "white";
    pen.font = `600 ${Math.round(height / 6)}px sans-serif`;
    pen.fillText(text ?? String(index + 1), width * 0.08, height * 0.5);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    pictures.push(btoa(binary));
  }
  return pictures;
}

const ASCII = 2;
const LONG = 4;
const RATIONAL = 5;

/** Puts an APP1 segment behind the first two bytes, which every JPEG begins with. */
function withExif(jpeg, { taken, place }) {
  if (!taken) return jpeg;
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff(taken, place)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}

/** A little-endian TIFF of three directories: what leads to the others, the time, the place. */
function tiff(taken, place) {
  const header = Buffer.from("II*\0\b\0\0\0", "latin1");
  const pointers = place ? 2 : 1;
  const mainSize = 2 + pointers * 12 + 4;
  const timeAt = 8 + mainSize;
  const time = directory(timeAt, [[0x9003, ASCII, Buffer.from(`${taken}\0`, "latin1")]]);
  const placeAt = timeAt + time.length;
  const main = directory(8, [
    [0x8769, LONG, long(timeAt)],
    ...(place ? [[0x8825, LONG, long(placeAt)]] : []),
  ]);
  if (!place) return Buffer.concat([header, main, time]);
  const [latitude, longitude] = place;
  const gps = directory(placeAt, [
    [1, ASCII, Buffer.from(latitude < 0 ? "S\0" : "N\0", "latin1")],
    [2, RATIONAL, degrees(latitude)],
    [3, ASCII, Buffer.from(longitude < 0 ? "W\0" : "E\0", "latin1")],
    [4, RATIONAL, degrees(longitude)],
  ]);
  return Buffer.concat([header, main, time, gps]);
}

const sizes = { [ASCII]: 1, [LONG]: 4, [RATIONAL]: 8 };

function directory(at, entries) {
  const table = Buffer.alloc(2 + entries.length * 12 + 4);
  table.writeUInt16LE(entries.length, 0);
  const rest = [];
  let next = at + table.length;
  for (const [index, [tag, type, value]] of entries.entries()) {
    const entry = 2 + index * 12;
    table.writeUInt16LE(tag, entry);
    table.writeUInt16LE(type, entry + 2);
    table.writeUInt32LE(value.length / sizes[type], entry + 4);
    if (value.length <= 4) value.copy(table, entry + 8);
    else {
      table.writeUInt32LE(next, entry + 8);
      rest.push(value);
      next += value.length;
    }
  }
  return Buffer.concat([table, ...rest]);
}

function long(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

/** Degrees, minutes and seconds, each as a fraction. */
function degrees(number) {
  const size = Math.abs(number);
  const minutes = (size % 1) * 60;
  const parts = [Math.floor(size), Math.floor(minutes), Math.round((minutes % 1) * 60 * 100)];
  const bytes = Buffer.alloc(24);
  for (const [index, part] of parts.entries()) {
    bytes.writeUInt32LE(part, index * 8);
    bytes.writeUInt32LE(index === 2 ? 100 : 1, index * 8 + 4);
  }
  return bytes;
}
