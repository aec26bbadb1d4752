// Values of the catalogue as text and back, without losing a digit: what is shown is what is kept, and a share of 0.145 is
// written 14.5 % by moving the point, not by reckoning.
import { amountOf, shifted } from "@/ui/decimal";
import type { Field } from "./kinds";

/** A number of the API written out, never with an exponent. */
export function decimalText(value: number): string {
  const text = String(value);
  const [mantissa = "", exponent] = text.split("e");
  return exponent ? shifted(mantissa, Number(exponent)) : text;
}

/** The number that stands in the text; undefined when no number or when it has more digits than a number keeps. */
export function numberOf(decimal: string): number | undefined {
  const value = Number(decimal);
  return Number.isFinite(value) && shifted(decimalText(value), 0) === shifted(decimal, 0) ? value : undefined;
}

/** Decimal places that an amount is shown with at least; more are shown when there are more. */
function padded(text: string, places: number): string {
  const [whole = "", part = ""] = text.split(".");
  return places === 0 && !part ? whole : `${whole}.${part.padEnd(places, "0")}`;
}

/** As it is written into a field, with the language's decimal comma; `places` for amounts of money. */
export function textOf(field: Field, value: unknown, { comma = ".", places = 2 } = {}): string {
  if (value === null || value === undefined) return "";
  switch (field.type) {
    case "number":
    case "whole":
      return decimalText(value as number).replace(".", comma);
    case "money":
      return padded(decimalText(value as number), places).replace(".", comma);
    case "share":
      return shifted(decimalText(value as number), 2).replace(".", comma);
    case "many":
    case "words":
      return (value as string[]).join(", ");
    default:
      return String(value);
  }
}

export type Fault = "needed" | "number" | "whole" | "digits";
export type Parsed = { value: unknown } | { fault: Fault };

/** What somebody wrote, as it goes to the API, or why not. */
export function valueOf(field: Field, text: string): Parsed {
  const written = text.trim();
  if (field.type === "many" || field.type === "words") return { value: wordsOf(written) };
  if (field.type === "flag") return { value: written === "true" };
  const isText = field.type === "text";
  if (!written) return field.isOptional ? { value: isText ? "" : null } : { fault: "needed" };
  if (field.type !== "number" && field.type !== "whole" && field.type !== "share" && field.type !== "money") return { value: written };
  const amount = amountOf(written.replace(/%$/, ""));
  if (amount === undefined) return { fault: field.type === "whole" ? "whole" : "number" };
  const value = numberOf(field.type === "share" ? shifted(amount, -2) : amount);
  if (value === undefined) return { fault: "digits" };
  if (field.type === "whole" && !Number.isSafeInteger(value)) return { fault: "whole" };
  return { value };
}

/** "Black, dark grey" → ["black", "dark grey"], each once. */
function wordsOf(text: string): string[] {
  return [...new Set(text.split(/[,;]/).map((word) => word.trim().toLowerCase()).filter(Boolean))];
}

/** A code for a new row from its name: "PETG black" → "petg_black"; nothing for names in other letters. */
export const codeFrom = (name: string): string =>
  name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 60);

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** "53.57142857142857" → "≈ 53.5714": what has too many digits for a column. Writing in the cell shows them all. */
export function shortened(text: string, places = 4): string {
  const match = /^(-?\d+)([.,])(\d+)$/.exec(text);
  if (!match || match[3]!.length <= places) return text;
  return `≈ ${Number(`${match[1]}.${match[3]}`).toFixed(places).replace(/0+$/, "").replace(/\.$/, "").replace(".", match[2]!)}`;
}
