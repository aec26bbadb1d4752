// Currencies and time zones as the browser knows them, and what somebody's zone suggests.
const supported = (kind: "currency" | "timeZone", least: string[]): string[] => {
  try {
    return [...new Set([...Intl.supportedValuesOf(kind), ...least])].sort();
  } catch {
    return least;
  }
};

export const currencies = () => supported("currency", ["EUR", "KZT", "RUB", "USD"]);
export const zones = () => supported("timeZone", ["UTC", "Asia/Almaty", "Europe/Moscow", "Europe/Berlin", "America/New_York"]);
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

const byZone: [RegExp, string][] = [
  [/^Asia\/(Almaty|Qyzylorda|Qostanay|Aqtobe|Aqtau|Atyrau|Oral)$/, "KZT"],
  [/^(Europe\/(Moscow|Samara|Kaliningrad|Volgograd|Saratov|Kirov|Ulyanovsk|Astrakhan)|Asia\/(Yekaterinburg|Omsk|Novosibirsk|Krasnoyarsk|Irkutsk|Yakutsk|Vladivostok|Magadan|Kamchatka|Tomsk|Barnaul|Novokuznetsk|Chita|Khandyga|Sakhalin|Srednekolymsk|Ust-Nera|Anadyr))$/, "RUB"],
  [/^Asia\/(Tashkent|Samarkand)$/, "UZS"],
  [/^Asia\/Bishkek$/, "KGS"],
  [/^Asia\/Tbilisi$/, "GEL"],
  [/^Asia\/Yerevan$/, "AMD"],
  [/^Asia\/Baku$/, "AZN"],
  [/^Europe\/Minsk$/, "BYN"],
  [/^Europe\/(Kyiv|Kiev)$/, "UAH"],
  [/^Europe\/(London|Belfast)$/, "GBP"],
  [/^Europe\/(Zurich|Vaduz)$/, "CHF"],
  [/^Europe\/Warsaw$/, "PLN"],
  [/^Europe\/Prague$/, "CZK"],
  [/^Europe\/Budapest$/, "HUF"],
  [/^Europe\/Bucharest$/, "RON"],
  [/^Europe\/Stockholm$/, "SEK"],
  [/^Europe\/Oslo$/, "NOK"],
  [/^Europe\/Copenhagen$/, "DKK"],
  [/^Europe\/Istanbul$/, "TRY"],
  [/^Europe\//, "EUR"],
  [/^Asia\/Tokyo$/, "JPY"],
  [/^Asia\/(Shanghai|Urumqi)$/, "CNY"],
  [/^Asia\/(Kolkata|Calcutta)$/, "INR"],
  [/^Asia\/Dubai$/, "AED"],
];

/** A guess to begin with; people choose. */
export const currencyOfZone = (zone: string): string => byZone.find(([pattern]) => pattern.test(zone))?.[1] ?? "USD";

/** "KZT – Kazakhstani tenge", in the language of the page. */
export function currencyLabel(code: string, locale: string): string {
  const name = new Intl.DisplayNames([locale], { type: "currency" }).of(code);
  return name && name !== code ? `${code} – ${name}` : code;
}

/** What the clock shows there. */
export function timeIn(zone: string, locale: string, at = new Date()): string {
  try {
    return new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: "short", hour: "2-digit", minute: "2-digit" }).format(at);
  } catch {
    return "";
  }
}
