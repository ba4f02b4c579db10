const A = "A".charCodeAt(0);
const LETTERS = 26;

/** The revision that comes after one: A → B, Z → AA, 2 → 3, 09 → 10, P1 → P2. The first is A. */
export function nextRevision(revision: string | null | undefined): string {
  const label = revision?.trim() ?? "";
  const [, before = "", number] = /^(.*?)(\d+)$/.exec(label) ?? [];
  if (number) return before + String(Number(number) + 1).padStart(number.length, "0");
  if (/^[a-z]+$/i.test(label)) return nextLetters(label);
  return label ? "" : "A";
}

function nextLetters(label: string): string {
  const upper = label.toUpperCase();
  let value = 0;
  for (const letter of upper) value = value * LETTERS + (letter.charCodeAt(0) - A + 1);
  let next = "";
  for (let left = value + 1; left > 0; left = Math.floor((left - 1) / LETTERS))
    next = String.fromCharCode(A + ((left - 1) % LETTERS)) + next;
  return label === upper ? next : next.toLowerCase();
}
