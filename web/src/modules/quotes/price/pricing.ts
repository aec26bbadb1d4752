// Prices, live: asked shortly after the last change, shown meanwhile by an estimate from the curve that is known already.
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, type Schema } from "@/api/client";
import { Problem } from "@/api/problem";
import { keys } from "@/api/query";
import type { Choice, Part } from "./basket";

export type Price = Schema<"CalculatedPrice">;
export type PriceBreak = Schema<"PriceBreak">;

const ASK_AFTER_MS = 160;
const MOST_WAITING_S = 20;

export function useDebounced<T>(value: T, ms = ASK_AFTER_MS): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

export interface PriceWish extends Choice {
  file_id: string;
  rush: string;
}

export const wishOf = (part: Part, rush: string): PriceWish | undefined =>
  part.file?.analysis ? { file_id: part.file.id, ...part.choice, rush } : undefined;

// A price holds for minutes: going back to what was asked before costs nothing. Too many questions are asked again when the
// server says so; the estimate stands meanwhile.
const priceQuery = (wish: PriceWish | undefined) => ({
  queryKey: keys.price(wish ?? {}),
  enabled: wish !== undefined,
  queryFn: ({ signal }: { signal: AbortSignal }) => api.post("/api/v1/calculate-price", { body: wish!, signal }),
  staleTime: 300_000,
  placeholderData: keepPreviousData,
  retry: (failures: number, error: unknown) => error instanceof Problem && (error.status === 429 || error.status === 0) && failures < 5,
  retryDelay: (_: number, error: unknown) =>
    Math.min(MOST_WAITING_S, (error instanceof Problem ? error.retryAfter : undefined) ?? 2) * 1000,
});

/** The price of one part; `estimated` while the server has not said its own for exactly this choice. */
export function usePrice(part: Part, rush: string) {
  const wish = wishOf(part, rush);
  const text = JSON.stringify(wish);
  const settled = useDebounced(text);
  const query = useQuery(priceQuery(settled ? (JSON.parse(settled) as PriceWish) : undefined));
  const pending = query.isPlaceholderData || settled !== text;
  const belongs = query.data && query.data.service === part.choice.service;
  return {
    price: query.data && belongs ? (pending ? estimated(query.data, part.choice.quantity) : query.data) : undefined,
    estimated: pending,
    error: pending ? null : query.error,
    refetch: query.refetch,
  };
}

/** The prices of all parts, for the sum of the request. */
export const usePrices = (parts: Part[], rush: string) => useWishPrices(parts.map((part) => wishOf(part, rush))).answers;

/** The prices of many wishes, each in its place; `isOld` while they answer what was wished a moment ago. */
export function useWishPrices(wishes: (PriceWish | undefined)[]) {
  const text = JSON.stringify(wishes.map((wish) => wish ?? null));
  const settled = useDebounced(text);
  const asked = JSON.parse(settled) as (PriceWish | null)[];
  return { answers: useQueries({ queries: asked.map((wish) => priceQuery(wish ?? undefined)) }), isOld: settled !== text };
}

/** The total at a quantity between two breaks lies on the line between their totals, near enough until the server answers. */
export function totalAt(breaks: PriceBreak[], quantity: number): number | undefined {
  const sorted = [...breaks].sort((a, b) => a.quantity - b.quantity);
  const above = sorted.find((one) => one.quantity >= quantity);
  const below = sorted.findLast((one) => one.quantity <= quantity);
  if (!above || !below) {
    const last = sorted.at(-1);
    return last ? Number(last.unit_price) * quantity : undefined;
  }
  if (above.quantity === below.quantity) return Number(above.total);
  const share = (quantity - below.quantity) / (above.quantity - below.quantity);
  return Number(below.total) + share * (Number(above.total) - Number(below.total));
}

export function estimated(price: Price, quantity: number): Price {
  if (price.quantity === quantity) return price;
  const subtotal = totalAt(price.price_breaks, quantity);
  if (subtotal === undefined || quantity < 1) return price;
  const rushShare = Number(price.subtotal) > 0 ? Number(price.rush_fee) / Number(price.subtotal) : 0;
  return {
    ...price,
    quantity,
    unit_price: (subtotal / quantity).toFixed(2),
    subtotal: subtotal.toFixed(2),
    rush_fee: (subtotal * rushShare).toFixed(2),
    total: (subtotal * (1 + rushShare)).toFixed(2),
  };
}

/** Sums decimal strings exactly, in the smallest unit that they are written in. */
export function sum(amounts: string[]): string {
  const digits = Math.max(0, ...amounts.map((one) => one.split(".")[1]?.length ?? 0));
  const whole = amounts.reduce((all, one) => {
    const [before = "0", after = ""] = one.replace("-", "").split(".");
    const minor = BigInt(before + after.padEnd(digits, "0"));
    return all + (one.startsWith("-") ? -minor : minor);
  }, 0n);
  const text = (whole < 0n ? -whole : whole).toString().padStart(digits + 1, "0");
  const sign = whole < 0n ? "-" : "";
  return digits ? `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}` : sign + text;
}
