import { describe, expect, it } from "vitest";
import { stepsOf } from "./time-line";

const at = "2026-11-27T08:00:00Z";
const step = (status: string) => ({ status, at, by: "Marat", note: null }) as never;

describe("the time line of an order", () => {
  it("shows what is ahead", () => {
    const steps = stepsOf({ status: "confirmed", created_at: at, history: [step("pending"), step("confirmed")] });
    expect(steps.map((one) => [one.status, one.state])).toEqual([
      ["pending", "done"],
      ["confirmed", "now"],
      ["in_production", "ahead"],
      ["quality_check", "ahead"],
      ["shipped", "ahead"],
      ["delivered", "ahead"],
      ["completed", "ahead"],
    ]);
  });

  it("ends with a cancellation", () => {
    const steps = stepsOf({ status: "cancelled", created_at: at, history: [step("pending"), step("cancelled")] });
    expect(steps.map((one) => one.state)).toEqual(["done", "ended"]);
  });

  it("keeps what was skipped out of the past and out of the future", () => {
    const steps = stepsOf({ status: "shipped", created_at: at, history: [step("pending"), step("confirmed"), step("shipped")] });
    expect(steps.map((one) => one.status)).toEqual(["pending", "confirmed", "shipped", "delivered", "completed"]);
  });

  it("begins when the order was placed, also without a history", () => {
    expect(stepsOf({ status: "pending", created_at: at, history: [] })[0]).toMatchObject({ status: "pending", state: "now", at });
  });
});
