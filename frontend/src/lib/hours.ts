/** "7.5 h", "45 min", "8 h". */
export function hoursInWords(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round((minutes / 60) * 100) / 100;
  return `${hours} h`;
}

/** Hours as people type them, with a dot or a comma, in minutes; null for what is no number. */
export function minutesOf(hours: string): number | null {
  const number = Number(hours.replace(",", "."));
  return hours.trim() && Number.isFinite(number) && number >= 0 ? Math.round(number * 60) : null;
}

/** Minutes as they are typed: 450 is "7.5", nothing is "". */
export const hoursTyped = (minutes: number | null): string =>
  minutes ? String(Math.round((minutes / 60) * 100) / 100) : "";
