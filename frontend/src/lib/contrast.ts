type Rgb = [number, number, number];

function parse(hex: string): Rgb | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  return match ? ([1, 2, 3].map((part) => Number.parseInt(match[part] ?? "", 16)) as Rgb) : null;
}

const toHex = (rgb: Rgb) =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** The contrast ratio of WCAG, 1 to 21, of two colours written "#rrggbb"; null when one is not. */
export function contrast(one: string, other: string): number | null {
  const [first, second] = [parse(one), parse(other)];
  return first && second ? ratio(first, second) : null;
}

/** Black or white, whichever reads better on `background`. */
export function textOn(background: string): "#000000" | "#ffffff" {
  const white = contrast(background, "#ffffff") ?? 0;
  const black = contrast(background, "#000000") ?? 0;
  return white >= black ? "#ffffff" : "#000000";
}

/** `colour`, moved towards black or white just as far as it takes to reach `least` on `background`. */
export function readable(colour: string, background: string, least = 4.5): string {
  const [from, ground] = [parse(colour), parse(background)];
  if (!from || !ground) return colour;
  const end: Rgb = luminance(ground) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let step = 0; step <= 20; step += 1) {
    const mixed = from.map((part, i) =>
      Math.round(part + ((end[i] ?? 0) - part) * (step / 20)),
    ) as Rgb;
    if (ratio(mixed, ground) >= least) return toHex(mixed);
  }
  return toHex(end);
}
