// The grammar of lists, as the API and the address have it: status=draft,pending means "or", several parameters mean "and",
// total__lt=500 carries an operator. Filters here are those parameters taken apart, so that chips can show them.
import { askedOf } from "../search-words";

export type FilterKind = "word" | "text" | "money" | "number" | "date" | "boolean";

export interface FilterField {
  /** The name in the API. */
  name: string;
  kind: FilterKind;
  /** The values of a word. */
  words?: readonly string[];
}

export type Operator = "is" | "ne" | "gte" | "lte" | "gt" | "lt" | "isnull";

export interface Filter {
  field: string;
  operator: Operator;
  values: string[];
}

export type Search = Record<string, string | undefined>;

/** Parameters of every list that are no filters. */
const ownNames = new Set(["search", "ordering", "view", "page"]);
const operators: readonly Operator[] = ["ne", "gte", "lte", "gt", "lt", "isnull"];

export const operatorsFor: Record<FilterKind, readonly Operator[]> = {
  word: ["is", "ne"],
  text: ["is", "ne"],
  boolean: ["is"],
  money: ["gte", "lte", "gt", "lt", "is"],
  number: ["gte", "lte", "gt", "lt", "is"],
  date: ["gte", "lt"],
};

function takeApart(name: string): { field: string; operator: Operator } | undefined {
  const [field = "", suffix, ...more] = name.split("__");
  if (more.length > 0) return undefined;
  if (suffix === undefined || suffix === "in") return { field, operator: "is" };
  const operator = operators.find((one) => one === suffix);
  return operator && { field, operator };
}

export function filtersOf(search: Search, fields: readonly FilterField[]): Filter[] {
  return Object.entries(search).flatMap(([name, value]) => {
    const parts = takeApart(name);
    if (!value || !parts || ownNames.has(name) || !fields.some((one) => one.name === parts.field)) return [];
    return [{ ...parts, values: parts.operator === "is" ? value.split(",") : [value] }];
  });
}

export const parameterOf = (filter: Pick<Filter, "field" | "operator">) =>
  filter.operator === "is" ? filter.field : `${filter.field}__${filter.operator}`;

/** The search parameters with this filter set; without values it is taken away. */
export function withFilter(search: Search, filter: Filter): Search {
  return { ...search, [parameterOf(filter)]: filter.values.length ? filter.values.join(",") : undefined };
}

export function withoutFilters(search: Search, fields: readonly FilterField[]): Search {
  const gone = filtersOf(search, fields).map((filter) => [parameterOf(filter), undefined] as const);
  return { ...search, ...Object.fromEntries(gone), search: undefined };
}

/** What the API is asked: filters, search and ordering, without what only the page knows. */
export function apiQuery(search: Search, fields: readonly FilterField[]): Record<string, string> {
  const asked: Record<string, string> = {};
  for (const filter of filtersOf(search, fields)) asked[parameterOf(filter)] = filter.values.join(",");
  const words = askedOf(search["search"] ?? "");
  if (words) asked["search"] = words;
  if (search["ordering"]) asked["ordering"] = search["ordering"];
  return asked;
}

/** The same as text in one order: for bulk actions, saved views and to tell two queries apart. */
export const queryText = (query: Record<string, string>) =>
  new URLSearchParams(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1))).toString();

export const queryFrom = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

export interface Sorting {
  field: string;
  descending: boolean;
}

export function sortingOf(ordering: string | undefined): Sorting | undefined {
  if (!ordering) return undefined;
  return ordering.startsWith("-") ? { field: ordering.slice(1), descending: true } : { field: ordering, descending: false };
}

/** The next ordering after a click on a heading: descending, ascending, and back to the list's own. */
export function nextOrdering(current: string | undefined, field: string): string | undefined {
  if (current === `-${field}`) return field;
  return current === field ? undefined : `-${field}`;
}

/** For a route's validateSearch: what the list knows is kept, anything else is dropped. */
export function validateListSearch(fields: readonly FilterField[], more: readonly string[] = []) {
  return (search: Record<string, unknown>): Search => {
    const kept = Object.entries(search).filter(([name, value]) => {
      const parts = takeApart(name);
      const isFilter = !!parts && fields.some((one) => one.name === parts.field);
      return typeof value === "string" && value !== "" && (ownNames.has(name) || more.includes(name) || isFilter);
    });
    return Object.fromEntries(kept) as Search;
  };
}

/** A command that asks the same; the session's cookie stands for the token that a script would have. */
export function curlOf(origin: string, path: string, query: Record<string, string>): string {
  const url = `${origin}${path}${Object.keys(query).length ? `?${queryText(query)}` : ""}`;
  return `curl -H "Authorization: Bearer $TOKEN" '${url.replaceAll("'", "'\\''")}'`;
}
