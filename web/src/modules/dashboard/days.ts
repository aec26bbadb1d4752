// Days of the company's calendar, as the API writes them: "2026-11-27".
const DAY_MS = 86_400_000;
const text = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export const nextDay = (day: string) => text(Date.parse(`${day}T00:00:00Z`) + DAY_MS);

/** All days from the first to the last, both included; days without figures too. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last && days.length < 400; day = nextDay(day)) days.push(day);
  return days;
}
