import { describe, expect, it } from "vitest";
import { alertOf, type Subscription, type Usage } from "./usage";

const now = Date.parse("2026-11-28T12:00:00Z");
const days = (count: number) => new Date(now + count * 86_400_000).toISOString();
const usage = (level: Usage["level"]): Usage => ({ meter: "users", used: 3, limit: 3, percent: 100, level, resets_at: null });
const subscription = (changes: Partial<Subscription>): Subscription => ({
  plan: "pro",
  plan_name: "Pro",
  state: "active",
  is_trial: false,
  started_at: days(-10),
  ends_at: null,
  read_only_from: null,
  usage: [usage("ok")],
  ...changes,
});

describe("the banner of the plan", () => {
  it("is silent while all is well", () => {
    expect(alertOf(subscription({}), now)).toBeUndefined();
    expect(alertOf(subscription({ state: "trial", is_trial: true, ends_at: days(8) }), now)).toBeUndefined();
  });
  it("says the most pressing thing alone", () => {
    const full = [usage("near"), usage("full")];
    expect(alertOf(subscription({ usage: full, state: "suspended" }), now)).toEqual({ kind: "suspended" });
    expect(alertOf(subscription({ usage: full, state: "grace", ends_at: days(-1), read_only_from: days(6) }), now)).toEqual({ kind: "grace", until: days(6) });
    expect(alertOf(subscription({ usage: full, ends_at: days(3) }), now)).toMatchObject({ kind: "full" });
    expect(alertOf(subscription({ usage: [usage("near")], ends_at: days(3), is_trial: true, state: "trial" }), now)).toEqual({ kind: "ending", at: days(3), isTrial: true });
    expect(alertOf(subscription({ usage: [usage("near")] }), now)).toMatchObject({ kind: "near" });
  });
});
