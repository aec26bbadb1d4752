// Numbers, money and time as people of the chosen language write them; time in the company's zone.
import i18next from "i18next";
import { kazakhDate, kazakhRelative } from "./kazakh";

// Browsers know Kazakh numbers and money poorly or not at all; written are they as the Russians write theirs.
const locales: Record<string, string> = { en: "en-GB", ru: "ru-RU", kk: "ru-KZ" };
export const localeNow = () => locales[i18next.language] ?? "en-GB";

let companyZone: string | undefined;
/** Set once the company is known; until then, and for visitors, the browser's own zone. */
export function setCompanyZone(zone: string | undefined): void {
  companyZone = zone;
}

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();
function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(key: string, make: () => T): T {
  const id = `${localeNow()} ${companyZone} ${key}`;
  let format = made.get(id) as T | undefined;
  if (!format) made.set(id, (format = make()));
  return format;
}

/** Money arrives as a decimal string; the currency stands beside it. */
export function money(amount: string, currency: string, short = false): string {
  const whole = short && /\.?0*$/.test(amount) && Number(amount) === Math.trunc(Number(amount));
  const format = kept(`money ${currency} ${whole}`, () =>
    new Intl.NumberFormat(localeNow(), {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      ...(whole ? { maximumFractionDigits: 0, minimumFractionDigits: 0 } : {}),
    }),
  );
  return format.format(Number(amount));
}

export const number = (value: number, digits = 1) =>
  kept(`number ${digits}`, () => new Intl.NumberFormat(localeNow(), { maximumFractionDigits: digits })).format(value);

export const percent = (share: number, digits = 0) =>
  kept(`percent ${digits}`, () => new Intl.NumberFormat(localeNow(), { style: "percent", maximumFractionDigits: digits })).format(share);

const inKazakh = () => i18next.language === "kk";

const dated = (key: string, options: Intl.DateTimeFormatOptions) => (time: string | Date) => {
  const format = kept(key, () => new Intl.DateTimeFormat(localeNow(), { timeZone: companyZone, ...options }));
  const at = typeof time === "string" ? new Date(time) : time;
  return inKazakh() ? kazakhDate(format, at) : format.format(at);
};

export const date = dated("date", { day: "numeric", month: "short", year: "numeric" });
export const weekday = dated("weekday", { weekday: "short", day: "numeric", month: "short" });
export const dateTime = dated("dateTime", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** "2026-12-24", a day without a zone. */
export function day(text: string): string {
  const format = kept("day", () => new Intl.DateTimeFormat(localeNow(), { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" }));
  const at = new Date(`${text}T00:00:00Z`);
  return inKazakh() ? kazakhDate(format, at) : format.format(at);
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "5 minutes ago", "in 3 days". */
export function relative(time: string, now = Date.now()): string {
  const seconds = Math.round((new Date(time).getTime() - now) / 1000);
  if (inKazakh()) return kazakhRelative(seconds);
  const format = kept("relative", () => new Intl.RelativeTimeFormat(localeNow(), { numeric: "auto" }));
  for (const [unit, length] of steps)
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  return format.format(0, "second");
}

/** The day that many working days (Monday to Friday) after `from`. */
export function addWorkingDays(from: Date, days: number): Date {
  const result = new Date(from);
  for (let left = days; left > 0; ) {
    result.setDate(result.getDate() + 1);
    if (result.getDay() !== 0 && result.getDay() !== 6) left--;
  }
  return result;
}

export function fileSize(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const step = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const unit = units[step];
  return kept(`size ${unit}`, () =>
    new Intl.NumberFormat(localeNow(), { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: step ? 1 : 0 }),
  ).format(bytes / 1000 ** step);
}

const mm = (value: number) => number(value, value < 10 ? 2 : 1);
export const boxSize = (box: { x: number; y: number; z: number }) => `${mm(box.x)} × ${mm(box.y)} × ${mm(box.z)} mm`;

/** The name of a country, by its ISO 3166 code; what is no code stays as it is. */
export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames([localeNow()], { type: "region" }).of(code.toUpperCase()) ?? code;
  } catch {
    return code;
  }
}
