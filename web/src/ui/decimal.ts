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

function written({ value, digits }: Scaled): string {
  const text = String(value < 0n ? -value : value).padStart(digits + 1, "0");
  const sign = value < 0n ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function together(a: string, b: string, join: (left: bigint, right: bigint) => bigint): string {
  const [left, right] = [scaled(a), scaled(b)];
  const digits = Math.max(left.digits, right.digits);
  return written({ value: join(raised(left, digits), raised(right, digits)), digits });
}

/** a − b, with as many decimal places as the longer of the two. */
export const minus = (a: string, b: string) => together(a, b, (left, right) => left - right);
export const plus = (a: string, b: string) => together(a, b, (left, right) => left + right);
export const times = (a: string, count: number) => written({ ...scaled(a), value: scaled(a).value * BigInt(count) });
export const digitsOf = (text: string) => scaled(text).digits;

/** So many millionths of an amount, rounded to its last place as the server rounds taxes: halves to the even neighbour. */
export function millionthsOf(amount: string, millionths: number): string {
  const { value, digits } = scaled(amount);
  const product = value * BigInt(millionths);
  const size = product < 0n ? -product : product;
  const [whole, twice] = [size / 1_000_000n, (size % 1_000_000n) * 2n];
  const rounded = twice > 1_000_000n || (twice === 1_000_000n && whole % 2n === 1n) ? whole + 1n : whole;
  return written({ value: product < 0n ? -rounded : rounded, digits });
}

export const isZero = (text: string) => scaled(text).value === 0n;
export const isPositive = (text: string) => scaled(text).value > 0n;
/** "1 234,5" as people write it; undefined when it is no amount. */
export function amountOf(text: string): string | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  return /^\d+(\.\d+)?$/.test(plain) ? plain : undefined;
}

/** Moves the decimal point to the right, or to the left when `by` is negative. */
export function shifted(text: string, by: number): string {
  const isNegative = text.startsWith("-");
  const [whole = "", part = ""] = text.replace("-", "").split(".");
  let digits = whole + part;
  let point = whole.length + by;
  if (point <= 0) {
    digits = "0".repeat(1 - point) + digits;
    point = 1;
  }
  digits = digits.padEnd(point, "0");
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const right = digits.slice(point).replace(/0+$/, "");
  return `${isNegative ? "-" : ""}${left}${right ? `.${right}` : ""}`;
}
