import { describe, expect, it } from "vitest";
import type { Order } from "./office-list";
import { hindrance, isReversible, nextStep } from "./steps";

const order = (status: Order["status"], allowed: Order["allowed_transitions"], more: Partial<Order> = {}) =>
  ({ status, allowed_transitions: allowed, is_cancellable: allowed.includes("cancelled"), can_start_production: false, ...more }) as Order;

describe("steps of an order", () => {
  it("name the one that leads on", () => {
    expect(nextStep(order("pending", ["confirmed", "on_hold", "cancelled"]))).toBe("confirmed");
    expect(nextStep(order("quality_check", ["in_production", "shipped", "on_hold"]))).toBe("shipped");
    expect(nextStep(order("on_hold", ["quality_check", "cancelled"]))).toBe("quality_check");
    expect(nextStep(order("completed", []))).toBeUndefined();
  });

  it("say why another is not possible, as the server would", () => {
    const confirmed = order("confirmed", ["in_production", "on_hold", "cancelled"]);
    expect(hindrance(confirmed, "in_production", true)).toBe("payment_required");
    expect(hindrance({ ...confirmed, can_start_production: true }, "in_production", true)).toBeUndefined();
    expect(hindrance(confirmed, "shipped", true)).toBe("illegal_transition");
    expect(hindrance(order("shipped", ["delivered"]), "cancelled", true)).toBe("not_cancellable");
    expect(hindrance(confirmed, "on_hold", false)).toBe("not_allowed");
  });

  it("can be taken back only where the life of an order has a way back", () => {
    expect(isReversible(order("in_production", ["quality_check", "on_hold"]), "confirmed")).toBe(false);
    expect(isReversible(order("in_production", ["quality_check", "on_hold"]), "quality_check")).toBe(true);
    expect(isReversible(order("on_hold", ["confirmed", "cancelled"]), "confirmed")).toBe(true);
  });
});
