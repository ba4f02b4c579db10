import { failureOf } from "./failure";
import { type Document, type Loading, type Page, pdfLibrary, readPdf } from "./library";
import { type Area, paper, type Sheets, type Size, type Turn, type Words } from "./sheets";

/** CSS pixels to a point of the PDF: at 100 % a page is as large as on paper. */
const PIXELS = 96 / 72;
/** From A2 on, it pays to remember what of a page is drawn where. */
const LARGE = 1500 * 2000;

/** Opens a PDF; rejects with a `Failure`. */
export async function openPdf(
  url: string,
  password: string | undefined,
  signal: AbortSignal,
): Promise<Sheets> {
  let loading: Loading | undefined;
  const stop = () => void loading?.destroy();
  try {
    loading = await readPdf(url, password);
    signal.addEventListener("abort", stop, { once: true });
    signal.throwIfAborted();
    const document = await loading.promise;
    const first = sizeOf(await document.getPage(1));
    return new PdfSheets(loading, document, first);
  } catch (error) {
    stop();
    throw failureOf(error);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

const sizeOf = (page: Page): Size => {
  const { width, height } = page.getViewport({ scale: PIXELS });
  return { width, height };
};

class PdfSheets implements Sheets {
  readonly count: number;
  readonly first: Size;
  private readonly loading: Loading;
  private readonly document: Document;
  /** How a page was turned when pdf.js noted what of it is drawn where. */
  private readonly noted = new Map<number, Turn>();

  constructor(loading: Loading, document: Document, first: Size) {
    this.loading = loading;
    this.document = document;
    this.first = first;
    this.count = document.numPages;
  }

  async size(page: number): Promise<Size> {
    return sizeOf(await this.page(page));
  }

  async draw(index: number, area: Area, signal: AbortSignal): Promise<HTMLCanvasElement> {
    const page = await this.page(index);
    signal.throwIfAborted();
    const whole = page.getViewport(this.view(page, area.turn, area.scale));
    const canvas = paper(area);
    const isWhole = canvas.width >= whole.width - 1 && canvas.height >= whole.height - 1;
    const record = isWhole && !this.noted.has(index) && isLarge(page);
    if (record) this.noted.set(index, area.turn);
    const task = page.render({
      canvas,
      viewport: page.getViewport({
        ...this.view(page, area.turn, area.scale),
        offsetX: -area.x,
        offsetY: -area.y,
      }),
      recordOperations: record,
      operationsFilter: isWhole ? undefined : this.within(page, index, area, whole),
    });
    const cancel = () => task.cancel();
    signal.addEventListener("abort", cancel, { once: true });
    try {
      await task.promise;
    } catch (error) {
      if (record) this.noted.delete(index);
      throw error;
    } finally {
      signal.removeEventListener("abort", cancel);
    }
    return canvas;
  }

  async layText(index: number, turn: Turn, into: HTMLElement, signal: AbortSignal) {
    const [{ TextLayer }, page] = await Promise.all([pdfLibrary(), this.page(index)]);
    signal.throwIfAborted();
    const viewport = page.getViewport(this.view(page, turn, 1));
    const textContentSource = page.streamTextContent();
    const layer = new TextLayer({ textContentSource, container: into, viewport });
    signal.addEventListener("abort", () => layer.cancel(), { once: true });
    await layer.render();
  }

  async words(index: number): Promise<Words[]> {
    const [{ Util }, page] = await Promise.all([pdfLibrary(), this.page(index)]);
    const { transform } = page.getViewport({ scale: PIXELS });
    const { items } = await page.getTextContent();
    return items.flatMap((item) => {
      if (!("str" in item) || !item.str.trim()) return [];
      const place = Util.transform(transform, item.transform) as number[];
      return [{ text: item.str, ...boundsOf(place, item.width * PIXELS) }];
    });
  }

  release(index: number) {
    void this.page(index).then((page) => page.cleanup());
  }

  close() {
    void this.loading.destroy();
  }

  private page(index: number) {
    return this.document.getPage(index + 1);
  }

  private view(page: Page, turn: Turn, scale: number) {
    return { scale: scale * PIXELS, rotation: (page.rotate + turn) % 360 };
  }

  /** Lets pdf.js leave out what lies outside of an area: of a large sheet that is nearly everything. */
  private within(page: Page, index: number, area: Area, whole: Size) {
    const bounds = page.recordedBBoxes;
    if (!bounds || this.noted.get(index) !== area.turn) return undefined;
    const left = area.x / whole.width;
    const right = (area.x + area.width) / whole.width;
    const top = area.y / whole.height;
    const bottom = (area.y + area.height) / whole.height;
    return (operation: number) =>
      !bounds.isEmpty(operation) &&
      bounds.minX(operation) <= right &&
      bounds.maxX(operation) >= left &&
      bounds.minY(operation) <= bottom &&
      bounds.maxY(operation) >= top;
  }
}

const isLarge = (page: Page) => {
  const { width, height } = sizeOf(page);
  return width * height > LARGE;
};

/** What words cover that begin at a place and run so long in its direction. */
function boundsOf([a = 1, b = 0, c = 0, d = 1, x = 0, y = 0]: number[], length: number) {
  const along = Math.hypot(a, b) || 1;
  const run = { x: (a / along) * length, y: (b / along) * length };
  const xs = [x, x + run.x, x + c, x + run.x + c];
  const ys = [y, y + run.y, y + d, y + run.y + d];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}
