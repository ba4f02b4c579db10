/** A small PDF with a line of text, as a file to upload. */
export const pdf = (name, line) =>
  pdfOf(name, [{ width: 595, height: 842, content: `BT /F1 18 Tf 60 760 Td (${line}) Tj ET` }]);

const A1 = { width: 2384, height: 1684 };

/** A floor plan on A1 with rooms, each a box with its name: `[name, x, y, width, height]` in points. */
export function plan(name, title, rooms) {
  const boxes = rooms.map(
    ([room, x, y, width, height]) =>
      `24 w ${x} ${y} ${width} ${height} re S BT /F1 36 Tf ${x + 30} ${y + 30} Td (${room}) Tj ET`,
  );
  const frame = "4 w 40 40 2304 1604 re S 1800 40 544 160 re S";
  const words = `BT /F1 48 Tf 1830 100 Td (${title}) Tj ET`;
  return pdfOf(name, [{ ...A1, content: [frame, words, ...boxes].join("\n") }]);
}

/** A PDF of pages that are drawn with the operators in their `content`; `F1` is Helvetica. */
export function pdfOf(name, pages) {
  const first = 4;
  const kids = pages.map((_, index) => `${first + 2 * index} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...pages.flatMap(({ width, height, content }, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${first + 2 * index + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const start = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return { name, mimeType: "application/pdf", buffer: Buffer.from(body, "latin1") };
}
