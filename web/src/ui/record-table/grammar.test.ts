import { describe, expect, it } from "vitest";
import { apiQuery, curlOf, filtersOf, nextOrdering, queryText, validateListSearch, withFilter, withoutFilters, type FilterField } from "./grammar";

const fields: FilterField[] = [
  { name: "status", kind: "word", words: ["draft", "pending"] },
  { name: "total", kind: "money" },
  { name: "created_at", kind: "date" },
];

describe("the grammar of lists", () => {
  it("takes parameters apart into filters: commas are or, parameters are and", () => {
    expect(filtersOf({ status: "draft,pending", total__lt: "500", search: "ada", ordering: "-total" }, fields)).toEqual([
      { field: "status", operator: "is", values: ["draft", "pending"] },
      { field: "total", operator: "lt", values: ["500"] },
    ]);
  });

  it("reads __in as is, and knows no other operators or fields than the API", () => {
    expect(filtersOf({ status__in: "draft" }, fields)[0]?.operator).toBe("is");
    expect(filtersOf({ status__like: "x", secret: "y", total__lt__gt: "1" }, fields)).toEqual([]);
  });

  it("puts a filter back as the parameter that it was", () => {
    const search = withFilter({ search: "ada" }, { field: "total", operator: "gte", values: ["20"] });
    expect(search).toEqual({ search: "ada", total__gte: "20" });
    expect(withFilter(search, { field: "total", operator: "gte", values: [] })["total__gte"]).toBeUndefined();
    expect(apiQuery(withoutFilters({ ...search, ordering: "total" }, fields), fields)).toEqual({ ordering: "total" });
  });

  it("asks the API nothing that only the page knows", () => {
    expect(apiQuery({ status: "draft", view: "1", ordering: "-total", tab: "x" }, fields)).toEqual({ status: "draft", ordering: "-total" });
    expect(queryText({ b: "2", a: "1,2" })).toBe("a=1%2C2&b=2");
  });

  it("keeps in the address what the list knows", () => {
    expect(validateListSearch(fields)({ status: "draft", other: "x", total__gt: "1", view: "v", page: "" })).toEqual({
      status: "draft",
      total__gt: "1",
      view: "v",
    });
  });

  it("turns the order over and then back to the list's own", () => {
    expect(nextOrdering(undefined, "total")).toBe("-total");
    expect(nextOrdering("-total", "total")).toBe("total");
    expect(nextOrdering("total", "total")).toBeUndefined();
    expect(nextOrdering("-number", "total")).toBe("-total");
  });

  it("writes a command that a shell reads as one word", () => {
    expect(curlOf("http://h", "/api/v1/quotes", { search: "o'neil" })).toBe(
      `curl -H "Authorization: Bearer $TOKEN" 'http://h/api/v1/quotes?search=o%27neil'`,
    );
  });
});
