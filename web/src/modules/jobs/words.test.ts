import { describe, expect, it } from "vitest";
import { isOpen, isStopping, payloadText } from "./words";

describe("jobs", () => {
  it("stop only while they run", () => {
    expect(isStopping({ state: "running", cancel_requested: true })).toBe(true);
    expect(isStopping({ state: "running", cancel_requested: false })).toBe(false);
    expect(isStopping({ state: "cancelled", cancel_requested: true })).toBe(false);
  });

  it("are open until they are done or given up", () => {
    const open = (["queued", "running", "failed", "dead", "dropped", "succeeded", "cancelled"] as const).filter((state) => isOpen({ state }));
    expect(open).toEqual(["queued", "running", "failed"]);
  });

  it("show what they were given, whatever it is", () => {
    expect(payloadText('{"a":{"b":1}}')).toBe('{\n  "a": {\n    "b": 1\n  }\n}');
    expect(payloadText("not json")).toBe("not json");
  });
});
