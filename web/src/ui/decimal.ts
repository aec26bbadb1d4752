// Decimal strings, as money travels, reckoned exactly.
interface Scaled {
  value: bigint;
  digits: number;
}

function scaled(text: string): Scaled {
  const [whole = "0", part = ""] = text.split(".");
  return { value: BigInt(whole + part), digits: part.length };
}

const raised = (one: Scaled, digits: number) => one.value * 10n ** BigInt(digits - one.digits);

/** a − b, with as many decimal places as the longer of the two. */
export function minus(a: string, b: string): string {
  const [left, right] = [scaled(a), scaled(b)];
  const digits = Math.max(left.digits, right.digits);
  const value = raised(left, digits) - raised(right, digits);
  const text = String(value < 0n ? -value : value).padStart(digits + 1, "0");
  const sign = value < 0n ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

export const isZero = (text: string) => scaled(text).value === 0n;
export const isPositive = (text: string) => scaled(text).value > 0n;
/** "1 234,5" as people write it; undefined when it is no amount. */
export function amountOf(text: string): string | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  return /^\d+(\.\d+)?$/.test(plain) ? plain : undefined;
}
