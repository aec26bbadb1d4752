import { describe, expect, it } from "vitest";
import { LEAST_PASSWORD, proposePassword } from "./propose-password";

describe("a proposed password", () => {
  it("is long enough, readable, and never the same", () => {
    const some = Array.from({ length: 200 }, proposePassword);
    for (const one of some) expect(one).toMatch(/^[abcdefghkmnp-z2-9]{3}(-[abcdefghkmnp-z2-9]{3}){3}$/);
    expect(some[0]!.length).toBeGreaterThanOrEqual(LEAST_PASSWORD);
    expect(new Set(some).size).toBe(some.length);
  });
});
