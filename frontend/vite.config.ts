import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const server = process.env.LINTEL_DEV_SERVER ?? "http://127.0.0.1:8080";

/** Which of the three pages answers a path; the server makes the same choice. */
export function pageFor(path: string): string {
  if (path.startsWith("/portal")) return "/portal.html";
  if (/^\/(invite|p|unsubscribe)(\/|$)/.test(path) || /^\/reset\/./.test(path))
    return "/public.html";
  return "/index.html";
}

function threePages(): Plugin {
  return {
    name: "three-pages",
    configureServer(dev) {
      dev.middlewares.use((request, _response, next) => {
        const path = (request.url ?? "/").split("?")[0] ?? "/";
        const wantsPage = request.headers.accept?.includes("text/html");
        if (
          request.method === "GET" &&
          wantsPage &&
          !/^\/(api|dev|healthz|readyz|@|src)/.test(path)
        )
          request.url = pageFor(path);
        next();
      });
    },
  };
}

/**
 * Each page that letters lead to gets a copy of the generated calls of its own: in the shared one every call
 * of the other two apps would come along, and these pages are opened once, on a phone.
 */
function ownCallsForPublic(): Plugin {
  return {
    name: "own-calls-for-public",
    enforce: "pre",
    apply: "build",
    async resolveId(source, importer, options) {
      const page = importer?.match(/\/src\/public\/(\w+)\//)?.[1];
      if (!page || !source.endsWith("/api/gen/sdk.gen")) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found && { ...found, id: `${found.id}?${page}` };
    },
  };
}

/**
 * What pdf.js asks for while it reads a PDF: tables of characters, fonts that are not in the file, decoders of
 * scanned pages. Under a name with its version, so that browsers may keep them for ever.
 */
function pdfFiles(): Plugin {
  const require = createRequire(import.meta.url);
  const home = dirname(require.resolve("pdfjs-dist/package.json"));
  const { version } = require("pdfjs-dist/package.json");
  const base = `assets/pdfjs-${version}/`;
  // The decoders without WebAssembly, which the pages' policy does not allow.
  const wanted =
    /^(cmaps|standard_fonts)\/|^wasm\/(\w+_nowasm_fallback\.js|LICENSE_.*(JBIG2|OPENJPEG))$/;
  return {
    name: "pdf-files",
    configureServer(dev) {
      dev.middlewares.use(`/${base}`, async (request, response, next) => {
        const path = (request.url ?? "").replace(/^\//, "");
        const file = wanted.test(path) && !path.includes("..") ? join(home, path) : null;
        if (!file) return next();
        response.setHeader("Content-Type", path.endsWith(".js") ? "text/javascript" : "");
        response.end(await readFile(file).catch(() => undefined));
      });
    },
    async generateBundle() {
      const files = (await readdir(home, { recursive: true })).filter((path) => wanted.test(path));
      for (const path of files)
        this.emitFile({
          type: "asset",
          fileName: base + path,
          source: await readFile(join(home, path)),
        });
    },
  };
}

export default defineConfig({
  plugins: [react(), threePages(), ownCallsForPublic(), pdfFiles()],
  appType: "mpa",
  build: {
    manifest: true,
    target: "es2023",
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        builder: page("index.html"),
        client: page("portal.html"),
        public: page("public.html"),
      },
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": server, "/dev/mail": server, "/healthz": server },
  },
});
