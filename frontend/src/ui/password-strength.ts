/** The shortest password that the server takes. */
export const SHORTEST = 12;

export type Strength = 0 | 1 | 2 | 3 | 4;

const RUNS = /(.)\1{2,}|0123|1234|2345|3456|4567|5678|6789|abcd|qwer|asdf/gi;

/** A rough word on how hard a password is to guess; the server has the last say on common ones. */
export function strengthOf(password: string, avoid: string[] = []): Strength {
  if ([...password].length < SHORTEST) return 0;
  const lower = password.toLowerCase();
  const known = avoid
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 3);
  const own = known.reduce((text, word) => text.replaceAll(word, ""), lower).replace(RUNS, "");
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
    kind.test(password),
  ).length;
  const score = new Set(own).size + own.length / 2 + kinds * 2;
  if (score < 14) return 1;
  if (score < 20) return 2;
  if (score < 27) return 3;
  return 4;
}
