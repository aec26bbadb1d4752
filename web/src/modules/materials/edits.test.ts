import { QueryClient } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetStale, resend, save, undoChange, useFault, useStale } from "./edits";
import type { Row } from "./kinds";
import { catalogueKey, rowNow } from "./rows";
import { useTrial } from "./try-price";

// A server with one row, that counts its versions and refuses old ones as the real one does.
let stored: Row;
let patches: { ifMatch: string | null; body: Record<string, unknown> }[];
const problem = (status: number, code: string, more: object = {}) => new Response(JSON.stringify({ status, code, ...more }), { status, headers: { "Content-Type": "application/problem+json" } });

function answer(init: RequestInit | undefined): Response {
  if (init?.method !== "PATCH") return new Response(JSON.stringify(stored));
  const body = JSON.parse(init.body as string) as Record<string, unknown>;
  const ifMatch = new Headers(init.headers).get("If-Match");
  patches.push({ ifMatch, body });
  if (ifMatch !== `"${stored.version}"`) return problem(412, "version_has_changed");
  if (body["density_g_per_cm3"] === 0) {
    const detail = 'materials "pla": density_g_per_cm3 must be more than 0.';
    return problem(422, "invalid_catalogue", { detail, request_id: "r1", errors: [{ pointer: "/density_g_per_cm3", code: "invalid_catalogue", message: detail }] });
  }
  stored = { ...stored, ...body, version: stored.version + 1 };
  return new Response(JSON.stringify(stored));
}

let firstVersion = 0;
let client: QueryClient;
const shown = () => rowNow(client, "materials", "1")!;

describe("changing a row", () => {
  beforeEach(() => {
    stored = { id: "1", version: 1, updated_at: "2026-11-27T00:00:00Z", active: true, position: 10, code: "pla", name: "PLA", price_per_kg: 26.7, density_g_per_cm3: 1.24 };
    stored.version = firstVersion += 100; // what a version has become is known for the life of the page
    patches = [];
    vi.stubGlobal("fetch", (_: string, init?: RequestInit) => Promise.resolve(answer(init)));
    client = new QueryClient();
    client.setQueryData(catalogueKey("materials"), { items: [stored] });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    act(() => forgetStale());
  });

  it("shows at once, then holds what the server answered", async () => {
    const before = shown();
    const sent = save(client, { kind: "materials", base: before, body: { price_per_kg: 30 } });
    expect(shown()["price_per_kg"]).toBe(30);
    await act(() => sent);
    expect(shown().version).toBe(before.version + 1);
  });

  it("sends the next cell with the version that its own change has made", async () => {
    const base = shown();
    await act(() => Promise.all([save(client, { kind: "materials", base, body: { price_per_kg: 30 } }), save(client, { kind: "materials", base, body: { name: "PLA+" } })]));
    expect(patches.map((one) => one.ifMatch)).toEqual([`"${base.version}"`, `"${base.version + 1}"`]);
    expect(stored).toMatchObject({ price_per_kg: 30, name: "PLA+" });
  });

  it("lays both values side by side when a colleague was faster, and sends what is chosen", async () => {
    const base = shown();
    stored = { ...stored, price_per_kg: 28, version: base.version + 7 };
    const stale = renderHook(() => useStale());
    await act(() => save(client, { kind: "materials", base, body: { price_per_kg: 30 } }));
    expect(stale.result.current).toMatchObject({ base: { price_per_kg: 26.7 }, now: { price_per_kg: 28 }, body: { price_per_kg: 30 } });
    expect(shown()["price_per_kg"]).toBe(28);
    await act(async () => {
      resend(client, stale.result.current!, ["price_per_kg"]);
      await vi.waitFor(() => expect(stored["price_per_kg"]).toBe(30));
    });
    expect(stale.result.current).toBeUndefined();
  });

  it("puts back what is refused, and keeps what was written with the reason at its cell", async () => {
    const fault = renderHook(() => useFault("1", "density_g_per_cm3"));
    await act(() => save(client, { kind: "materials", base: shown(), body: { density_g_per_cm3: 0 }, texts: { density_g_per_cm3: "0" } }));
    expect(shown()["density_g_per_cm3"]).toBe(1.24);
    expect(fault.result.current).toEqual({ text: "0", message: "Must be more than 0.", requestId: "r1" });
  });

  it("is taken back by one step", async () => {
    const trial = renderHook(() => useTrial());
    await act(() => save(client, { kind: "materials", base: shown(), body: { price_per_kg: 30 } }));
    const last = trial.result.current.changes.at(-1)!;
    expect(last.detail).toBe("Price: 26.7 → 30");
    await act(() => undoChange(last.key, last.undo));
    expect(stored["price_per_kg"]).toBe(26.7);
    expect(trial.result.current.changes.some((one) => one.key === last.key)).toBe(false);
  });

  it("sends nothing when nothing has changed", async () => {
    await act(() => save(client, { kind: "materials", base: shown(), body: { price_per_kg: 26.7 } }));
    expect(patches).toEqual([]);
  });
});
