import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeListener, staleKeys, type LiveEvent } from "./live";

const event = (kind: string): LiveEvent => ({ id: "1", type: `${kind}.changed`, record: { kind, id: "7" }, at: "2026-11-27T00:00:00Z" });

describe("live updates", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("say what has to be asked again", () => {
    expect(staleKeys(event("quote"))).toContainEqual(["quotes"]);
    expect(staleKeys(event("sales_order"))).toContainEqual(["orders"]);
    expect(staleKeys(event("user"))).toEqual([["me"], ["users"], ["roles"], ["audit"], ["activity"]]);
    expect(staleKeys(event("api_key"))).toContainEqual(["api-keys"]);
    expect(staleKeys(event("catalogue"))).toContainEqual(["catalogue"]);
    expect(staleKeys(event("something else"))).toEqual([["audit"], ["activity"]]);
  });

  it("ask once for many events", () => {
    const client = new QueryClient();
    const asked = vi.spyOn(client, "invalidateQueries");
    const hear = makeListener(client, 100);
    for (let i = 0; i < 50; i++) hear({ kind: "event", event: event("quote") });
    hear({ kind: "event", event: event("sales_order") });
    expect(asked).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    const keys = asked.mock.calls.map(([filter]) => filter?.queryKey?.[0]);
    expect(keys.sort()).toEqual(["activity", "audit", "customers", "dashboard", "orders", "quotes"]);
  });

  it("ask for everything when too much was missed", () => {
    const client = new QueryClient();
    const asked = vi.spyOn(client, "invalidateQueries");
    makeListener(client, 100)({ kind: "resync" });
    vi.advanceTimersByTime(100);
    expect(asked.mock.calls.length).toBeGreaterThan(3);
  });
});
