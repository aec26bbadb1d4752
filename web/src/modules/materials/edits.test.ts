import { QueryClient } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem } from "@/api/problem";
import { draftNow, drafted, entryAt, keepDraftOf, trialOf, useDraft, type DraftEntry } from "./draft";
import { add, discardAll, inOrder, refuseAt, remove, resend, saveAll, useFault, useStale, wordsFor, write } from "./edits";
import type { Row } from "./kinds";
import { offerOf } from "./offer";
import { catalogueKey, rowsNow } from "./rows";

// A server with one row, that counts its versions and refuses old ones as the real one does.
let stored: Row | undefined;
let sent: { method: string; path: string; ifMatch: string | null; body: Record<string, unknown> | undefined }[];
const problem = (status: number, code: string, more: object = {}) => new Response(JSON.stringify({ status, code, ...more }), { status, headers: { "Content-Type": "application/problem+json" } });
const zeroDensity = 'materials "pla": density_g_per_cm3 must be more than 0.';

function answer(url: string, init: RequestInit | undefined): Response {
  const method = init?.method ?? "GET";
  if (method === "GET") return new Response(JSON.stringify(stored));
  const body = init?.body ? (JSON.parse(init.body as string) as Record<string, unknown>) : undefined;
  const ifMatch = new Headers(init?.headers).get("If-Match");
  sent.push({ method, path: url.split("/api/v1")[1]!, ifMatch, body });
  if (url.endsWith("/calculate-price")) {
    const [first] = (body!["catalogue"] as Record<string, Record<string, unknown>[]>)["materials"] ?? [];
    if (first?.["name"] === "PLA") return problem(422, "code_taken", { errors: [{ pointer: "/catalogue/materials/0/code", code: "code_taken", message: "" }] });
    return new Response("{}");
  }
  if (method === "POST") return new Response(JSON.stringify({ id: "2", version: 1, updated_at: "", active: true, position: 20, ...body }), { status: 201 });
  if (ifMatch !== `"${stored!.version}"`) return problem(412, "version_has_changed");
  if (method === "DELETE") return new Response(null, { status: 204 });
  if (body!["density_g_per_cm3"] === 0)
    return problem(422, "invalid_catalogue", { detail: zeroDensity, request_id: "r1", errors: [{ pointer: "/density_g_per_cm3", code: "invalid_catalogue", message: zeroDensity }] });
  stored = { ...stored!, ...body, version: stored!.version + 1 };
  return new Response(JSON.stringify(stored));
}

let client: QueryClient;
const saved = () => rowsNow(client, "materials");
const row = () => saved()[0]!;
const shown = () => drafted("materials", saved(), draftNow());
const changes = () => sent.filter((one) => !one.path.endsWith("/calculate-price"));

beforeEach(() => {
  stored = { id: "1", version: 1, updated_at: "2026-11-27T00:00:00Z", active: true, position: 10, code: "pla", name: "PLA", price_per_kg: 26.7, density_g_per_cm3: 1.24 };
  sent = [];
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) => Promise.resolve(answer(url, init)));
  client = new QueryClient();
  client.setQueryData(catalogueKey("materials"), { items: [stored] });
});
afterEach(() => {
  vi.unstubAllGlobals();
  act(() => discardAll());
});

describe("writing", () => {
  it("shows in the table and in the trial, and sends nothing", () => {
    write({ kind: "materials", row: row(), body: { price_per_kg: 30 } });
    write({ kind: "materials", row: shown()[0]!, body: { name: "PLA+" } });
    expect(shown()[0]).toMatchObject({ price_per_kg: 30, name: "PLA+", version: 1 });
    expect(trialOf(draftNow())).toEqual({ materials: [{ key: "1", price_per_kg: 30, name: "PLA+" }] });
    expect(sent).toEqual([]);
  });

  it("what was there before is no change", () => {
    write({ kind: "materials", row: row(), body: { price_per_kg: 30 } });
    write({ kind: "materials", row: shown()[0]!, body: { price_per_kg: 26.7 } });
    expect(draftNow()).toEqual([]);
    expect(trialOf(draftNow())).toBeUndefined();
  });

  it("is gone when it is discarded, and for whoever signs in next", () => {
    keepDraftOf("ada");
    write({ kind: "materials", row: row(), body: { price_per_kg: 30 } });
    keepDraftOf("ada");
    expect(shown()[0]!["price_per_kg"]).toBe(30);
    keepDraftOf("eve");
    expect(shown()[0]!["price_per_kg"]).toBe(26.7);
    write({ kind: "materials", row: row(), body: { price_per_kg: 30 } });
    discardAll();
    expect(shown()).toEqual(saved());
    expect(sent).toEqual([]);
  });

  it("takes new rows and deleted ones, in the tables and in the trial", async () => {
    expect(await add("materials", { code: "wood", name: "Wood" })).toBeUndefined();
    remove("materials", row());
    expect(shown().map((one) => one.name)).toEqual(["Wood"]);
    expect(shown()[0]).toMatchObject({ services: [], colors: [], active: true });
    expect(trialOf(draftNow())).toEqual({ materials: [{ key: shown()[0]!.id, code: "wood", name: "Wood" }, { key: "1", removed: true }] });
    expect(shown()[0]!.id).toMatch(/^new-\d+$/);
    remove("materials", shown()[0]!);
    expect(trialOf(draftNow())).toEqual({ materials: [{ key: "1", removed: true }] });
    expect(changes()).toEqual([]);
  });

  it("says why a new row would not be taken, and leaves it out", async () => {
    const refusal = await add("materials", { code: "pla", name: "PLA" });
    expect(refusal?.code).toBe("code_taken");
    expect(draftNow()).toEqual([]);
  });

  it("is told value by value", () => {
    write({ kind: "materials", row: row(), body: { price_per_kg: 30 } });
    expect(wordsFor(draftNow()[0]!)).toEqual({ title: "PLA", detail: "Price: 26.7 → 30" });
  });
});

describe("what the calculator refuses", () => {
  const refusal = new Problem({ status: 422, code: "invalid_catalogue", detail: zeroDensity, request_id: "r2", errors: [{ pointer: "/catalogue/materials/0/density_g_per_cm3", code: "invalid_catalogue", message: zeroDensity }] });

  it("goes back, and what was written stays at its cell with the reason", () => {
    const fault = renderHook(() => useFault("1", "density_g_per_cm3"));
    write({ kind: "materials", row: row(), body: { density_g_per_cm3: 0, price_per_kg: 30 }, texts: { density_g_per_cm3: "0" } });
    act(() => void expect(refuseAt(draftNow(), refusal)).toBe(true));
    expect(shown()[0]).toMatchObject({ density_g_per_cm3: 1.24, price_per_kg: 30 });
    expect(fault.result.current).toEqual({ text: "0", message: "Must be more than 0.", requestId: "r2" });
  });

  it("is nothing of an entry that has gone meanwhile", () => {
    write({ kind: "materials", row: row(), body: { density_g_per_cm3: 0 }, texts: { density_g_per_cm3: "0" } });
    const then = draftNow();
    discardAll();
    expect(refuseAt(then, refusal)).toBe(false);
    expect(entryAt(then, "/quantity")).toBeUndefined();
    expect(entryAt(then, "/catalogue")).toBeUndefined();
  });
});

describe("saving", () => {
  it("sends each row with the version that was read, and holds what the server answered", async () => {
    write({ kind: "materials", row: row(), body: { price_per_kg: 30 } });
    await add("materials", { code: "wood", name: "Wood" });
    await act(() => saveAll(client));
    expect(changes().map(({ method, path, ifMatch }) => [method, path, ifMatch])).toEqual([
      ["PATCH", "/catalogue/materials/1", '"1"'],
      ["POST", "/catalogue/materials", null],
    ]);
    expect(draftNow()).toEqual([]);
    expect(saved().map((one) => [one.name, one.version])).toEqual([["PLA", 2], ["Wood", 1]]);
  });

  it("keeps what is refused at its cell, and saves the rest", async () => {
    const fault = renderHook(() => useFault("1", "density_g_per_cm3"));
    write({ kind: "materials", row: row(), body: { density_g_per_cm3: 0 }, texts: { density_g_per_cm3: "0" } });
    await add("materials", { code: "wood", name: "Wood" });
    expect(await act(() => saveAll(client))).toBe(false);
    expect(fault.result.current).toEqual({ text: "0", message: "Must be more than 0.", requestId: "r1" });
    expect(saved().map((one) => one.name)).toEqual(["PLA", "Wood"]);
  });

  it("lays both values side by side when a colleague was faster, and sends what is chosen", async () => {
    write({ kind: "materials", row: row(), body: { price_per_kg: 30 } });
    stored = { ...stored!, price_per_kg: 28, version: 7 };
    const stale = renderHook(() => useStale());
    await act(() => saveAll(client));
    expect(stale.result.current).toMatchObject({ entry: { base: { price_per_kg: 26.7 }, body: { price_per_kg: 30 } }, now: { price_per_kg: 28 } });
    await act(async () => {
      resend(client, stale.result.current!, ["price_per_kg"]);
      await vi.waitFor(() => expect(stored!["price_per_kg"]).toBe(30));
    });
    expect(stale.result.current).toBeUndefined();
    expect(renderHook(() => useDraft()).result.current).toEqual([]);
  });

  it("deletes rows with the version that was read", async () => {
    remove("materials", row());
    await act(() => saveAll(client));
    expect(changes()).toEqual([{ method: "DELETE", path: "/catalogue/materials/1", ifMatch: '"1"', body: undefined }]);
    expect(saved()).toEqual([]);
  });

  it("goes from what others need to what needs them, and deletes last", () => {
    const entry = (kind: DraftEntry["kind"], isRemoved = false): DraftEntry => ({ kind, id: kind + String(isRemoved), body: {}, texts: {}, isRemoved });
    const order = inOrder([entry("materials", true), entry("machines", true), entry("machines"), entry("services"), entry("fdm_profiles")]);
    expect(order.map((one) => one.id)).toEqual(["fdm_profilesfalse", "servicesfalse", "machinesfalse", "machinestrue", "materialstrue"]);
  });
});

it("an empty list of codes offers all that is active", () => {
  const offer = offerOf({
    services: [{ ...stored!, code: "fdm" }, { ...stored!, code: "cnc", active: false }],
    materials: [{ ...stored!, services: [] }, { ...stored!, code: "al", services: ["cnc"] }],
    finishes: [{ ...stored!, code: "plain", services: ["fdm"], materials: [] }],
    color_names: [],
    tolerances: [],
  });
  expect(offer.materials.map((one) => one.services)).toEqual([["fdm"], []]);
  expect(offer.finishes[0]).toMatchObject({ services: ["fdm"], materials: ["pla", "al"] });
});
