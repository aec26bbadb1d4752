// What an entry changed: the record before and after, taken apart into single values and compared.
export interface Difference {
  /** Where the value stands: names of members, and what tells rows of a list apart. */
  path: string[];
  before: unknown;
  after: unknown;
}

export type Json = Record<string, unknown>;

// What changes with everything, follows from the rest, or says by a number what stands beside it by name.
const neverShown = new Set(
  "version updated_at allowed_actions allowed_transitions user_count is_cancellable can_start_production is_paid is_own can_change preview_url history quote_id customer_id sales_order_id company_id by_id file_id".split(" "),
);

export function jsonOf(text: string | null | undefined): Json | undefined {
  if (!text) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === "object" && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Json => !!value && typeof value === "object" && !Array.isArray(value);
const isEmpty = (value: unknown) => value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** Rows of a list are the same row when they have the same id or code, otherwise when they stand at the same place. */
const nameOfRow = (row: Json, place: number) => String(row["code"] ?? row["number"] ?? row["file_name"] ?? row["name"] ?? `#${place + 1}`);
function rowsOf(list: Json[]): Map<string, { name: string; row: Json }> {
  return new Map(list.map((row, place) => [String(row["id"] ?? row["code"] ?? place), { name: nameOfRow(row, place), row }]));
}

function compare(before: unknown, after: unknown, path: string[], found: Difference[]): void {
  if (isEmpty(before) && isEmpty(after)) return;
  if ((isObject(before) || isObject(after)) && (isObject(before) || isEmpty(before)) && (isObject(after) || isEmpty(after))) {
    const [was, is] = [(before ?? {}) as Json, (after ?? {}) as Json];
    for (const name of new Set([...Object.keys(is), ...Object.keys(was)])) {
      if (neverShown.has(name) || (name === "id" && path.length > 0)) continue;
      compare(was[name], is[name], [...path, name], found);
    }
    return;
  }
  const lists = [before, after].map((list) => (isEmpty(list) ? [] : list));
  if (lists.every((list) => Array.isArray(list) && list.every(isObject))) {
    const [was, is] = lists.map((list) => rowsOf(list as Json[])) as [ReturnType<typeof rowsOf>, ReturnType<typeof rowsOf>];
    for (const key of new Set([...is.keys(), ...was.keys()])) {
      const name = (is.get(key) ?? was.get(key))!.name;
      compare(was.get(key)?.row, is.get(key)?.row, [...path, name], found);
    }
    return;
  }
  if (JSON.stringify(before) !== JSON.stringify(after)) found.push({ path, before, after });
}

/** Value by value what is different; of something new or gone, what it was made of. */
export function differencesOf(before: string | null | undefined, after: string | null | undefined, kind?: string): Difference[] {
  const found: Difference[] = [];
  compare(jsonOf(before), jsonOf(after), [], found);
  // A user's rights follow from the role; with roles and keys they are the very thing.
  return found.filter(({ path: [first] }) => first !== "id" && !(first === "rights" && kind === "user"));
}

/** What the record is called by people, from what the entry kept of it. */
export function nameFrom(before: string | null | undefined, after: string | null | undefined): string | undefined {
  const kept = { ...jsonOf(before), ...jsonOf(after) };
  for (const member of ["number", "full_name", "name", "file_name", "email", "code", "line1"]) {
    const value = kept[member];
    if (typeof value === "string" && value) return value;
  }
  return undefined;
}
