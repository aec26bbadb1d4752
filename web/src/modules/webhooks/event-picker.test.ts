import { describe, expect, it } from "vitest";
import { groupsOf, holds, toggled } from "./event-picker";

const event = (name: string) => ({ name, record_kind: name.split(".")[0]!, description: "" });

describe("the events of a webhook", () => {
  it("stand by kinds of records, in the server's order", () => {
    const groups = groupsOf([event("quote.created"), event("file.added"), event("quote.accepted")]);
    expect(groups.map(({ kind, events }) => [kind, events.map((one) => one.name)])).toEqual([
      ["quote", ["quote.created", "quote.accepted"]],
      ["file", ["file.added"]],
    ]);
  });

  it("are chosen one by one, by kind, or all", () => {
    expect(toggled([], "quote.created")).toEqual(["quote.created"]);
    expect(toggled(["quote.created", "file.added"], "quote.*")).toEqual(["file.added", "quote.*"]);
    expect(toggled(["quote.*", "file.added"], "*")).toEqual(["*"]);
    expect(toggled(["quote.*", "file.added"], "quote.*")).toEqual(["file.added"]);
  });

  it("are held by wider choices", () => {
    expect([holds(["*"], "quote.created"), holds(["quote.*"], "quote.created"), holds(["quote.*"], "quote.*"), holds(["quote.*"], "file.added")]).toEqual([true, true, true, false]);
    expect(holds([], "quote.created")).toBe(false);
  });
});
