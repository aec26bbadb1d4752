// The worker that shows messages, run as browsers run it: what it tells the server when a push service renews a subscription, and what it keeps.
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it, vi } from "vitest";

const code = readFileSync("public/push-worker.js", "utf8");
const KEPT = { token: "a-token", endpoint: "https://push.example.net/1", key: "BCVx" };

class Subscription {
  unsubscribe = vi.fn(() => Promise.resolve(true));
  constructor(private readonly endpoint: string) {}
  toJSON = () => ({ endpoint: this.endpoint, keys: { p256dh: "p-key", auth: "a-key" } });
}

type Heard = (event: object) => void;

/** The worker in a scope of its own. */
function start({ kept = KEPT, now, answer = 200 }: { kept?: object | null; now?: Subscription; answer?: number } = {}) {
  const heard = new Map<string, Heard>();
  const kept_by_name = new Map<string, Response>(kept ? [["/push-subscription", new Response(JSON.stringify(kept))]] : []);
  const shelf = {
    match: (name: string) => Promise.resolve(kept_by_name.get(name)?.clone()),
    put: (name: string, response: Response) => Promise.resolve(void kept_by_name.set(name, response)),
    delete: (name: string) => Promise.resolve(kept_by_name.delete(name)),
  };
  const fetch = vi.fn((_path: string, _how: { body: string; credentials: string; method: string }) => Promise.resolve(new Response(null, { status: answer })));
  const pushManager = { getSubscription: vi.fn(() => Promise.resolve(now ?? null)), subscribe: vi.fn((_how: object) => Promise.resolve(new Subscription("https://push.example.net/made"))) };
  const self = {
    addEventListener: (name: string, hear: Heard) => heard.set(name, hear),
    caches: { open: () => Promise.resolve(shelf) },
    fetch,
    registration: { pushManager },
  };
  new Function("self", code)(self);
  const say = async (name: string, event: object) => {
    let work: Promise<unknown> = Promise.resolve();
    heard.get(name)!({ ...event, waitUntil: (promise: Promise<unknown>) => (work = promise) });
    await work;
  };
  const told = () => fetch.mock.calls.map(([path, { body, credentials, method }]) => ({ path, method, credentials, ...(JSON.parse(body) as object) }));
  const keptNow = async () => (await kept_by_name.get("/push-subscription")?.clone().json()) as typeof KEPT | undefined;
  return { say, told, keptNow, pushManager };
}

describe("the push worker", () => {
  let fresh: Subscription;
  beforeEach(() => {
    fresh = new Subscription("https://push.example.net/2");
  });

  it("tells the server of the subscription that the push service made, without cookies, and keeps its address", async () => {
    const worker = start();
    await worker.say("pushsubscriptionchange", { oldSubscription: new Subscription(KEPT.endpoint), newSubscription: fresh });
    expect(worker.told()).toEqual([
      { path: "/api/v1/push-devices/renew", method: "POST", credentials: "omit", renewal_token: "a-token", endpoint: "https://push.example.net/2", p256dh: "p-key", auth: "a-key" },
    ]);
    expect(await worker.keptNow()).toEqual({ ...KEPT, endpoint: "https://push.example.net/2" });
    expect(worker.pushManager.subscribe).not.toHaveBeenCalled();
  });

  it("subscribes again with the company's key where the browser does not say what is new", async () => {
    const worker = start();
    await worker.say("pushsubscriptionchange", {});
    expect(worker.pushManager.subscribe).toHaveBeenCalledWith({ userVisibleOnly: true, applicationServerKey: "BCVx" });
    expect(worker.told()).toMatchObject([{ endpoint: "https://push.example.net/made" }]);
  });

  it("says nothing while the subscription is the one that the server knows, and nothing where nobody subscribed", async () => {
    const same = start({ now: new Subscription(KEPT.endpoint) });
    await same.say("message", { data: "renew" });
    expect(same.told()).toEqual([]);
    const nobody = start({ kept: null });
    await nobody.say("pushsubscriptionchange", { newSubscription: fresh });
    expect(nobody.told()).toEqual([]);
    expect(nobody.pushManager.subscribe).not.toHaveBeenCalled();
  });

  it("tries again when a page asks, after an answer that was none", async () => {
    const away = start({ answer: 503 });
    await expect(away.say("pushsubscriptionchange", { newSubscription: fresh })).rejects.toThrow("503");
    expect(await away.keptNow()).toEqual(KEPT);
    const back = start({ now: fresh });
    await back.say("message", { data: "something else" });
    expect(back.told()).toEqual([]);
    await back.say("message", { data: "renew" });
    expect(back.told()).toMatchObject([{ endpoint: "https://push.example.net/2" }]);
  });

  it("ends the subscription when the server knows the browser no more", async () => {
    const worker = start({ answer: 404 });
    await worker.say("pushsubscriptionchange", { newSubscription: fresh });
    expect(fresh.unsubscribe).toHaveBeenCalledOnce();
    expect(await worker.keptNow()).toBeUndefined();
  });
});
