// The typed client. Paths, queries, bodies and answers come from the OpenAPI document (schema.d.ts, generated).
// The session travels as cookies; changes carry its CSRF token; an access token that has run out is renewed once, by one
// request of one tab, and the call is made again.
import { noConnection, problemFrom, type Problem } from "./problem";
import type { components, paths } from "./schema";

export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

type Method = "get" | "post" | "patch" | "put" | "delete";
type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends { [K in M]: infer O } ? ([O] extends [undefined] ? never : P) : never;
}[keyof paths];
type Operation<P extends keyof paths, M extends Method> = paths[P] extends { [K in M]: infer O } ? NonNullable<O> : never;
type Parameters<O, Place extends string> = O extends { parameters: infer A }
  ? A extends { [K in Place]?: infer V }
    ? NonNullable<V>
    : never
  : never;
type JsonBody<O> = O extends { requestBody?: infer B }
  ? NonNullable<B> extends { content: { "application/json": infer J } }
    ? J
    : never
  : never;
type Success = 200 | 201 | 202 | 204;
export type Answer<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { responses: infer R }
    ? {
        [S in keyof R]: S extends Success
          ? R[S] extends { content: { "application/json": infer J } }
            ? J
            : undefined
          : never;
      }[keyof R]
    : never;

/** Beside the named query parameters, lists take filters such as total__lt: the grammar is the server's to check. */
type Query<O> = (Parameters<O, "query"> extends never ? object : Partial<Parameters<O, "query">>) &
  Record<string, string | number | boolean | undefined>;

export interface CallOptions<O = unknown> {
  path?: [Parameters<O, "path">] extends [never] ? undefined : Parameters<O, "path">;
  query?: Query<O>;
  body?: [JsonBody<O>] extends [never] ? unknown : JsonBody<O>;
  signal?: AbortSignal;
  /** The version that was read, for If-Match; an ETag or a version number. */
  ifMatch?: string | number;
  /** Given by callers that try again by themselves; otherwise each POST has its own. */
  idempotencyKey?: string;
}

export interface Tagged<T> {
  data: T;
  etag: string | null;
}

/** Random, also where the page is not a secure context and crypto.randomUUID is missing. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function cookie(name: string): string | undefined {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found?.slice(name.length + 1) || undefined;
}

export const hasSession = () => cookie("guildhall_csrf") !== undefined;

export function urlOf(path: string, values?: Record<string, unknown>, query?: Record<string, unknown>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values?.[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, String(value));
  return search.size ? `${filled}?${search}` : filled;
}

export function changeHeaders(method: string, options: Pick<CallOptions, "ifMatch" | "idempotencyKey">): Headers {
  const headers = new Headers({ Accept: "application/json" });
  const csrf = cookie("guildhall_csrf");
  if (method !== "GET" && csrf) headers.set("X-CSRF-Token", csrf);
  if (method === "POST") headers.set("Idempotency-Key", options.idempotencyKey ?? randomKey());
  if (options.ifMatch !== undefined) {
    const tag = String(options.ifMatch).replace(/^W\//, "");
    headers.set("If-Match", tag.startsWith('"') ? tag : `"${tag}"`);
  }
  return headers;
}

async function send(method: string, url: string, headers: Headers, body: BodyInit | undefined, signal?: AbortSignal) {
  try {
    // A small change is sent also when its page is just being closed.
    const keepalive = method !== "GET" && typeof body === "string" && body.length < 30_000;
    // Never from the browser's own store: a record's tag is its version, and not all that it says has one (rights, last use).
    return await fetch(url, { method, headers, body, signal, keepalive, credentials: "same-origin", cache: "no-store" });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw noConnection();
  }
}

// ---- the session -------------------------------------------------------------------------------------------------

type Ask = () => boolean | Promise<boolean>;
const listeners = new Set<Ask>();

/** Asked when the session is over although nobody signed out; the answer says whether it goes on after all. */
export function onSessionEnd(listener: Ask): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const RENEWED = "guildhall.renewed_at";
let renewal: Promise<boolean> | undefined;

// A refresh token is good for one use. All tabs share it, so only one may use it; the others wait and see that it is done.
async function renewNow(since: number): Promise<boolean> {
  const renewedAt = Number(localStorage.getItem(RENEWED) ?? 0);
  if (renewedAt > since) return true;
  const headers = new Headers({ "Content-Type": "application/json", "X-CSRF-Token": cookie("guildhall_csrf") ?? "" });
  const response = await send("POST", "/api/v1/auth/refresh", headers, "{}");
  if (response.ok) localStorage.setItem(RENEWED, String(Date.now()));
  return response.ok;
}

export function renewSession(since: number): Promise<boolean> {
  if (renewal) return renewal;
  const locked = async (): Promise<boolean> =>
    navigator.locks ? await navigator.locks.request("guildhall.renew", () => renewNow(since)) : renewNow(since);
  renewal = locked().finally(() => (renewal = undefined));
  return renewal;
}

/** Calls and, when the access token has run out, renews it and calls again; so also once somebody has signed in anew. */
export async function withSession(attempt: () => Promise<Response>): Promise<Response> {
  const since = Date.now();
  const had = hasSession();
  const response = await attempt();
  if (response.status !== 401 || !had) return response;
  if (await renewSession(since)) return attempt();
  const answers = await Promise.all([...listeners].map((ask) => ask()));
  return answers.includes(true) ? attempt() : response;
}

// ---- calls -------------------------------------------------------------------------------------------------------

const beginsSession = new Set(["/api/v1/auth/login", "/api/v1/auth/one-time-code/login", "/api/v1/auth/register", "/api/v1/auth/invitation/accept"]);

async function call(method: Method, path: string, options: CallOptions): Promise<Response> {
  const upper = method.toUpperCase();
  const url = urlOf(path, options.path as Record<string, unknown> | undefined, options.query);
  const key = options.idempotencyKey ?? randomKey();
  const body = options.body === undefined ? undefined : options.body instanceof FormData ? options.body : JSON.stringify(options.body);
  const attempt = () => {
    const headers = changeHeaders(upper, { ...options, idempotencyKey: key });
    if (typeof body === "string") headers.set("Content-Type", "application/json");
    return send(upper, url, headers, body, options.signal);
  };
  const response = await (beginsSession.has(path) ? attempt() : withSession(attempt));
  if (!response.ok) throw await problemFrom(response);
  return response;
}

async function read<T>(response: Response): Promise<T> {
  return (response.status === 204 ? undefined : await response.json()) as T;
}

function caller<M extends Method>(method: M) {
  return async <P extends PathsWith<M>>(path: P, options: CallOptions<Operation<P, M>> = {}): Promise<Answer<P, M>> =>
    read(await call(method, path as string, options as CallOptions));
}

export const api = {
  /** @throws {Problem} as all of these. */
  get: caller("get"),
  post: caller("post"),
  patch: caller("patch"),
  delete: caller("delete"),
  /** A record with its ETag, to send back as `ifMatch`. */
  async getTagged<P extends PathsWith<"get">>(
    path: P,
    options: CallOptions<Operation<P, "get">> = {},
  ): Promise<Tagged<Answer<P, "get">>> {
    const response = await call("get", path as string, options as CallOptions);
    return { data: await read<Answer<P, "get">>(response), etag: response.headers.get("ETag") };
  },
};

export type { Problem };
