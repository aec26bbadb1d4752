import { describe, expect, it } from "vitest";
import { expiryOf } from "./key-dialogs";
import { standingOf } from "./standing";
import { tryIt } from "./try-it";

const noon = Date.parse("2026-06-10T12:00:00Z");

describe("an API key", () => {
  it("works until it is over or revoked", () => {
    expect(standingOf({}, noon)).toBe("works");
    expect(standingOf({ expires_at: "2026-06-10T12:00:01Z" }, noon)).toBe("works");
    expect(standingOf({ expires_at: "2026-06-10T12:00:00Z" }, noon)).toBe("over");
    expect(standingOf({ expires_at: "2026-06-01T00:00:00Z", revoked_at: "2026-05-01T00:00:00Z" }, noon)).toBe("revoked");
  });

  it("is good until the end of the day that was chosen", () => {
    expect(expiryOf("")).toBeUndefined();
    expect(expiryOf("2026-06-10")).toBe(new Date(2026, 5, 10, 23, 59, 59).toISOString());
  });

  it("is tried with a list that it opens, otherwise with who it is", () => {
    expect(tryIt("https://shop.example", "gh_x", ["catalogue.read", "orders.read"])).toBe('curl -H "Authorization: Bearer gh_x" https://shop.example/api/v1/sales-orders');
    expect(tryIt("https://shop.example", "gh_x", ["catalogue.read"])).toMatch(/\/api\/v1\/auth\/me$/);
  });
});
