const DAY = 86_400_000;

/** A day as a number: days can be counted and compared, whatever the clocks did. */
export const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;

/** The number of a day as that day. */
export const dayOf = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);

/** From Monday, 0, to Sunday, 6. */
export const weekdayOf = (number: number): number => (((number + 3) % 7) + 7) % 7;

/** The day that many days later. */
export const addDays = (day: string, days: number): string => dayOf(numberOf(day) + days);

/** How many days it is from one day to another. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from);

/** The Monday of the week of a day. */
export const mondayOf = (day: string): string => addDays(day, -weekdayOf(numberOf(day)));
