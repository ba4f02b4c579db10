import { Failure } from "./failure";
import { type Area, paper, type Sheets, turned } from "./sheets";

/** Opens a picture that the browser can draw as one page; rejects with a `Failure`. */
export async function openPicture(url: string, signal: AbortSignal): Promise<Sheets> {
  const picture = new Image();
  picture.decoding = "async";
  picture.src = url;
  try {
    await picture.decode();
  } catch {
    throw new Failure(navigator.onLine === false ? "unreachable" : "unreadable");
  }
  signal.throwIfAborted();
  const first = { width: picture.naturalWidth, height: picture.naturalHeight };
  return {
    count: 1,
    first,
    size: async () => first,
    draw: async (_page, area) => drawPicture(picture, area),
    close: () => {
      picture.src = "";
    },
  };
}

function drawPicture(picture: HTMLImageElement, area: Area): HTMLCanvasElement {
  const canvas = paper(area);
  const pen = canvas.getContext("2d", { alpha: false });
  if (!pen) throw new Failure("unreadable");
  const own = { width: picture.naturalWidth, height: picture.naturalHeight };
  const whole = turned(own, area.turn);
  pen.imageSmoothingQuality = "high";
  pen.translate(-area.x, -area.y);
  pen.scale(area.scale, area.scale);
  pen.translate(whole.width / 2, whole.height / 2);
  pen.rotate((area.turn * Math.PI) / 180);
  pen.drawImage(picture, -own.width / 2, -own.height / 2);
  return canvas;
}
