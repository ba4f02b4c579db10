import renderer from "pdfjs-dist/legacy/build/pdf.renderer.min.mjs?url";
import worker from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

type Library = typeof import("pdfjs-dist/legacy/build/pdf.mjs");
export type Loading = ReturnType<Library["getDocument"]>;
export type Document = Awaited<Loading["promise"]>;
export type Page = Awaited<ReturnType<Document["getPage"]>>;

let library: Promise<Library> | undefined;

/** pdf.js, in the build that phones of some years ago understand too. */
export function pdfLibrary(): Promise<Library> {
  library ??= load().catch((error) => {
    library = undefined;
    throw error;
  });
  return library;
}

async function load(): Promise<Library> {
  // pdf.js does not try a worker again that could not be loaded once: so it is there before pdf.js asks for it.
  const [loaded] = await Promise.all([
    import("pdfjs-dist/legacy/build/pdf.mjs"),
    fetch(worker).then((answer) => answer.arrayBuffer()),
  ]);
  loaded.GlobalWorkerOptions.workerSrc = worker;
  // Draws beside the page, which stays quick meanwhile; where a browser cannot, pdf.js draws in the page.
  loaded.GlobalWorkerOptions.rendererSrc = renderer;
  return loaded;
}

/** Begins to read a PDF: only as much of the file as the pages that are looked at need. */
export async function readPdf(url: string, password: string | undefined): Promise<Loading> {
  const { getDocument, VerbosityLevel, version } = await pdfLibrary();
  const files = `/assets/pdfjs-${version}`;
  return getDocument({
    url,
    password,
    disableAutoFetch: true,
    disableStream: true,
    rangeChunkSize: 128 * 1024,
    cMapUrl: `${files}/cmaps/`,
    standardFontDataUrl: `${files}/standard_fonts/`,
    wasmUrl: `${files}/wasm/`,
    // The policy of the pages allows no WebAssembly.
    useWasm: false,
    verbosity: VerbosityLevel.ERRORS,
  });
}
