// What is said of a plan and its usage, as data: pages and the banner put it into words.
import type { Schema } from "@/api/client";
import { fileSize, number } from "@/ui/format";

export type Subscription = Schema<"SubscriptionView">;
export type Usage = Schema<"Usage">;
export type Plan = Schema<"Plan">;

export const amount = (meter: Usage["meter"], value: number): string => (meter === "storage_bytes" ? fileSize(value) : number(value));

const DAY_MS = 86_400_000;
export const WARNING_DAYS = 7;

export type Alert =
  | { kind: "suspended" }
  | { kind: "grace"; until: string }
  | { kind: "ending"; at: string; isTrial: boolean }
  | { kind: "full" | "near"; usage: Usage };

/** What the office says on top of its pages: the most pressing thing alone, nothing while all is well. */
export function alertOf(subscription: Subscription, now = Date.now()): Alert | undefined {
  const { state, ends_at: end, read_only_from: stop } = subscription;
  if (state === "suspended") return { kind: "suspended" };
  if (state === "grace" && stop) return { kind: "grace", until: stop };
  const full = subscription.usage.find((one) => one.level === "full");
  if (full) return { kind: "full", usage: full };
  if (end && Date.parse(end) - now <= WARNING_DAYS * DAY_MS) return { kind: "ending", at: end, isTrial: subscription.is_trial };
  const near = subscription.usage.find((one) => one.level === "near");
  return near && { kind: "near", usage: near };
}
