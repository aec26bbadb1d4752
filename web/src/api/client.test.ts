import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, changeHeaders, onSessionEnd, urlOf } from "./client";
import { Problem } from "./problem";

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });

const asked: Request[] = [];
let answers: (() => Response | Promise<Response>)[] = [];

beforeEach(() => {
  asked.length = 0;
  localStorage.clear();
  document.cookie = "guildhall_csrf=; Max-Age=0";
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    asked.push(new Request(new URL(url, "http://localhost"), { ...init, signal: undefined }));
    return answers.shift()!();
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("the client", () => {
  it("fills paths and leaves out absent query values", () => {
    expect(urlOf("/api/v1/quotes/{quote_id}", { quote_id: "a b" }, { page: 2, status: undefined })).toBe("/api/v1/quotes/a%20b?page=2");
  });

  it("sends the CSRF token with changes only, and a key with each POST", () => {
    document.cookie = "guildhall_csrf=abc";
    expect(changeHeaders("GET", {}).has("X-CSRF-Token")).toBe(false);
    expect(changeHeaders("PATCH", {}).get("X-CSRF-Token")).toBe("abc");
    expect(changeHeaders("POST", {}).get("Idempotency-Key")).toMatch(/^[0-9a-f]{32}$/);
    expect(changeHeaders("PATCH", {}).has("Idempotency-Key")).toBe(false);
  });

  it("sends back strong versions, whatever compression made of the tag", () => {
    expect(changeHeaders("PATCH", { ifMatch: 'W/"3"' }).get("If-Match")).toBe('"3"');
    expect(changeHeaders("PATCH", { ifMatch: 3 }).get("If-Match")).toBe('"3"');
  });

  it("turns refusals into problems with code, fields and request id", async () => {
    answers = [() => json(422, { code: "malformed_input", request_id: "r1", errors: [{ pointer: "/quantity", code: "too_small", message: "…" }] })];
    const problem = await api.get("/api/v1/services").catch((error: unknown) => error as Problem);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ status: 422, code: "malformed_input", requestId: "r1" });
    expect((problem as Problem).at("/quantity")?.code).toBe("too_small");
  });

  it("says so when the server cannot be reached", async () => {
    answers = [() => Promise.reject(new TypeError("Failed to fetch"))];
    await expect(api.get("/api/v1/services")).rejects.toMatchObject({ code: "no_connection", isOffline: true });
  });

  it("renews the session once for all calls that find it run out, and repeats them with the same key", async () => {
    document.cookie = "guildhall_csrf=abc";
    answers = [
      () => json(401, { code: "token_expired" }),
      () => json(401, { code: "token_expired" }),
      () => json(200, {}), // refresh
      () => json(201, { id: "1" }),
      () => json(200, { items: [] }),
    ];
    await Promise.all([api.post("/api/v1/quotes", { body: {} }), api.get("/api/v1/quotes")]);
    const urls = asked.map((request) => new URL(request.url).pathname);
    expect(urls.filter((path) => path === "/api/v1/auth/refresh")).toHaveLength(1);
    expect(asked.find((request) => request.url.endsWith("/refresh"))?.headers.get("X-CSRF-Token")).toBe("abc");
    const posts = asked.filter((request) => request.method === "POST" && request.url.endsWith("/quotes"));
    expect(new Set(posts.map((request) => request.headers.get("Idempotency-Key"))).size).toBe(1);
  });

  it("tells when the session is over", async () => {
    document.cookie = "guildhall_csrf=abc";
    const ended = vi.fn(() => false);
    const stop = onSessionEnd(ended);
    answers = [() => json(401, { code: "token_expired" }), () => json(401, { code: "invalid_token" })];
    await expect(api.get("/api/v1/quotes")).rejects.toMatchObject({ status: 401 });
    expect(ended).toHaveBeenCalledOnce();
    stop();
  });

  it("goes on with what was being sent once somebody has signed in again", async () => {
    document.cookie = "guildhall_csrf=abc";
    const stop = onSessionEnd(async () => {
      document.cookie = "guildhall_csrf=new";
      return true;
    });
    answers = [() => json(401, { code: "token_expired" }), () => json(401, { code: "invalid_token" }), () => json(201, { id: "1" })];
    await expect(api.post("/api/v1/quotes", { body: {} })).resolves.toEqual({ id: "1" });
    expect(asked.at(-1)?.headers.get("X-CSRF-Token")).toBe("new");
    stop();
  });

  it("takes a wrong password for nothing else", async () => {
    document.cookie = "guildhall_csrf=abc";
    answers = [() => json(401, { code: "wrong_credentials" })];
    await expect(api.post("/api/v1/auth/login", { body: { email: "a@b.c", password: "no" } })).rejects.toMatchObject({ code: "wrong_credentials" });
    expect(asked).toHaveLength(1);
  });
});
