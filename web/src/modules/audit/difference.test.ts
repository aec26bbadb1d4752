import { describe, expect, it } from "vitest";
import { differencesOf, nameFrom } from "./difference";

const between = (before: object | null, after: object | null, kind?: string) => differencesOf(before && JSON.stringify(before), after && JSON.stringify(after), kind);

describe("what an entry changed", () => {
  it("is each value that differs, with its place", () => {
    expect(between({ status: "pending", total: "10.00", note: null }, { status: "confirmed", total: "10.00", note: "" })).toEqual([
      { path: ["status"], before: "pending", after: "confirmed" },
    ]);
    expect(between({ shipping_address: { city: "Almaty", line1: "A 1" } }, { shipping_address: { city: "Astana", line1: "A 1" } })).toEqual([
      { path: ["shipping_address", "city"], before: "Almaty", after: "Astana" },
    ]);
  });

  it("leaves out what follows from the rest", () => {
    expect(between({ id: "1", version: 1, updated_at: "a", rights: ["x"] }, { id: "1", version: 2, updated_at: "b", rights: [] }, "user")).toEqual([]);
  });

  it("shows the rights of roles and keys, which follow from nothing", () => {
    expect(between({ rights: ["orders.read"] }, { rights: [] }, "role")).toEqual([{ path: ["rights"], before: ["orders.read"], after: [] }]);
  });

  it("finds rows of a list again by their id, wherever they stand", () => {
    const [a, b] = [
      { id: "a", file_name: "a.stl", quantity: 1 },
      { id: "b", file_name: "b.stl", quantity: 2 },
    ];
    expect(between({ lines: [a, b] }, { lines: [b, { ...a, quantity: 5 }] })).toEqual([{ path: ["lines", "a.stl", "quantity"], before: 1, after: 5 }]);
    expect(between({ lines: [a, b] }, { lines: [a] }).map((one) => [one.path.join("/"), one.before, one.after])).toEqual([
      ["lines/b.stl/file_name", "b.stl", undefined],
      ["lines/b.stl/quantity", 2, undefined],
    ]);
  });

  it("takes lists of words as one value", () => {
    expect(between({ columns: ["number"] }, { columns: ["number", "total"] })).toEqual([{ path: ["columns"], before: ["number"], after: ["number", "total"] }]);
  });

  it("tells what something new was made of, and what has gone", () => {
    expect(between(null, { email: "a@b.c", role: "operator", phone: null })).toEqual([
      { path: ["email"], before: undefined, after: "a@b.c" },
      { path: ["role"], before: undefined, after: "operator" },
    ]);
    expect(between({ file_name: "a.stl" }, null)).toEqual([{ path: ["file_name"], before: "a.stl", after: undefined }]);
    expect(differencesOf(null, null)).toEqual([]);
    expect(differencesOf("no json", "[1]")).toEqual([]);
  });

  it("knows what the record is called", () => {
    expect(nameFrom(null, '{"number":"Q-1","name":"x"}')).toBe("Q-1");
    expect(nameFrom('{"file_name":"a.stl"}', null)).toBe("a.stl");
    expect(nameFrom(null, null)).toBeUndefined();
  });
});
