import { describe, expect, it } from "vitest";
import { compareLines, compareTerms, differs } from "./revisions";

type Line = Parameters<typeof compareLines>[0][number];
const line = (file_id: string, position: number, more: Partial<Line> = {}) =>
  ({ id: `${file_id}${position}`, file_id, file_name: `${file_id}.stl`, position, quantity: 1, material: "pla", total: "10.00", ...more }) as Line;

describe("revisions", () => {
  it("say which lines came, went and changed", () => {
    const before = [line("a", 0), line("b", 1), line("c", 2)];
    const after = [line("c", 0), line("a", 1, { quantity: 5, total: "50.00" }), line("d", 2), line("e", 3)];
    expect(compareLines(before, after).map((one) => [one.name, one.kind])).toEqual([
      ["c.stl", "same"],
      ["a.stl", "changed"],
      ["d.stl", "added"],
      ["e.stl", "added"],
      ["b.stl", "removed"],
    ]);
  });

  it("lay a replaced file beside the one in its place", () => {
    const [change] = compareLines([line("a", 0)], [line("b", 0)]);
    expect(change).toMatchObject({ kind: "changed", name: "b.stl" });
    expect(differs(change!.before!, change!.after!)).toEqual(["file_name"]);
  });

  it("see a changed price although nothing else did", () => {
    expect(compareLines([line("a", 0)], [line("a", 0, { total: "12.00" })])[0]!.kind).toBe("changed");
    expect(differs(line("a", 0, { finish: null }), line("a", 0))).toEqual([]);
  });

  it("say which terms changed, and nothing of amounts of nothing", () => {
    const quote = (more: object) => ({ rush: "standard", lead_time_days: 4, adjustment: "0.00", note: null, ...more }) as never;
    expect(compareTerms(quote({}), quote({ adjustment: "0", note: "" }))).toEqual([]);
    expect(compareTerms(quote({}), quote({ rush: "rush", adjustment: "-6.00" }))).toEqual([
      { field: "rush", before: "standard", after: "rush" },
      { field: "adjustment", before: "", after: "-6.00" },
    ]);
  });
});
