// Dates in Kazakh, which the browser's own tables lack (Chromium writes "2026 M11 27").
const months = ["қаң.", "ақп.", "нау.", "сәу.", "мам.", "мау.", "шіл.", "там.", "қыр.", "қаз.", "қар.", "жел."];
const weekdays = ["жс", "дс", "сс", "ср", "бс", "жм", "сб"];

/** `format` is Russian with a short month; its words become Kazakh, its order stays. */
export function kazakhDate(format: Intl.DateTimeFormat, at: Date): string {
  const zone = format.resolvedOptions().timeZone;
  const local = new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric" }).formatToParts(at);
  const part = (type: string) => Number(local.find((one) => one.type === type)?.value);
  const weekday = new Date(Date.UTC(part("year"), part("month") - 1, part("day"))).getUTCDay();
  return format
    .formatToParts(at)
    .map(({ type, value }) => {
      if (type === "month") return months[part("month") - 1];
      if (type === "weekday") return weekdays[weekday];
      return type === "literal" ? value.replace(/\s*г\./, "") : value;
    })
    .join("");
}

// How long, and the same word with "after".
const units: [number, string, string][] = [
  [31_536_000, "жыл", "жылдан"],
  [2_592_000, "ай", "айдан"],
  [604_800, "апта", "аптадан"],
  [86_400, "күн", "күннен"],
  [3_600, "сағат", "сағаттан"],
  [60, "минут", "минуттан"],
];

/** "5 минут бұрын", "3 күннен кейін". */
export function kazakhRelative(seconds: number): string {
  for (const [length, ago, after] of units) {
    const count = Math.trunc(Math.abs(seconds) / length);
    if (count === 0) continue;
    if (ago === "күн" && count === 1) return seconds < 0 ? "кеше" : "ертең";
    return seconds < 0 ? `${count} ${ago} бұрын` : `${count} ${after} кейін`;
  }
  return "қазір";
}
