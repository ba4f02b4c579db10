export type FileKind = "picture" | "pdf" | "sheet" | "text" | "archive" | "other";

const EXTENSIONS: Record<string, [FileKind, string]> = {
  pdf: ["pdf", "PDF"],
  doc: ["text", "Word"],
  docx: ["text", "Word"],
  odt: ["text", "Text"],
  txt: ["text", "Text"],
  rtf: ["text", "Text"],
  xls: ["sheet", "Excel"],
  xlsx: ["sheet", "Excel"],
  ods: ["sheet", "Spreadsheet"],
  csv: ["sheet", "CSV"],
  zip: ["archive", "ZIP"],
  dwg: ["other", "DWG drawing"],
  dxf: ["other", "DXF drawing"],
};

/** What the browser shows by itself; anything else is only there to be downloaded. */
const SHOWN = new Set(["application/pdf", "image/jpeg", "image/png", "image/webp", "image/gif"]);

interface Described {
  kind: FileKind;
  /** In a word, for people. */
  label: string;
  /** Opens in the browser. */
  opens: boolean;
}

export function describeFile(fileName: string | null, mediaType: string | null): Described {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName ?? "")?.[1]?.toLowerCase() ?? "";
  const opens = SHOWN.has(mediaType ?? "");
  if (mediaType?.startsWith("image/")) return { kind: "picture", label: "Picture", opens };
  if (mediaType === "application/pdf") return { kind: "pdf", label: "PDF", opens };
  const [kind, label] = EXTENSIONS[extension] ?? ["other", extension.toUpperCase() || "File"];
  return { kind, label, opens };
}
