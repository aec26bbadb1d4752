// The people of a flow: each has a browser of his own, without a past, that is watched.
import { randomUUID } from "node:crypto";
import { Watch } from "./watch.mjs";

export const password = "guildhall-demo-1";
export const address = { line1: "Abay Ave 10", city: "Almaty", postal_code: "050000", country: "KZ" };
const desk = { width: 1440, height: 900 };
export const phone = { width: 360, height: 760 };
const WAIT_MS = 90_000;

function withoutWebGL() {
  const whole = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return /webgl/.test(kind) ? null : whole.call(this, kind, ...rest);
  };
  if (globalThis.OffscreenCanvas) OffscreenCanvas.prototype.getContext = () => null;
}

export class Person {
  constructor(context, page, watch, origin) {
    Object.assign(this, { context, page, watch, origin });
  }

  /** Opens a page of the app by its address. */
  async open(path) {
    await this.page.goto(this.origin + path, { waitUntil: "domcontentloaded" });
    await this.page.locator("h1").or(this.page.getByRole("heading")).first().waitFor({ state: "attached" });
  }

  /** Calls the API as this person's browser would. */
  async call(method, path, body, headers = {}) {
    const csrf = (await this.context.cookies()).find((cookie) => cookie.name === "guildhall_csrf")?.value;
    const answer = await this.context.request.fetch(`${this.origin}/api/v1${path}`, {
      method,
      ...(body?.multipart ? body : body === undefined ? {} : { data: body }),
      headers: { ...(csrf ? { "X-CSRF-Token": csrf } : {}), ...headers },
    });
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`);
    return answer.status() === 204 ? undefined : answer.json();
  }
}

export class People {
  #all = [];

  constructor(browser, origin, alsoAt = []) {
    Object.assign(this, { browser, origin, alsoAt });
  }

  /**
   * Somebody whom the server does not know. Parts are `live` where a flow is about them; elsewhere the browser has no WebGL, which
   * without a graphics card takes most of the time, and their pictures stay.
   */
  async visitor({ viewport = desk, language = "en", theme = "light", live = false, ...more } = {}) {
    const context = await this.browser.newContext({
      viewport,
      locale: language,
      colorScheme: theme,
      timezoneId: "Asia/Almaty",
      reducedMotion: "reduce",
      hasTouch: viewport.width < 600,
      ...more,
    });
    context.setDefaultTimeout(WAIT_MS);
    if (!live) await context.addInitScript(withoutWebGL);
    const watch = new Watch(context, this.origin, this.alsoAt);
    const person = new Person(context, await context.newPage(), watch, this.origin);
    this.#all.push(person);
    return person;
  }

  /** Somebody of the demo company: "manager", "customer", or a whole address. */
  async signedIn(who, options) {
    const person = await this.visitor(options);
    const email = who.includes("@") ? who : `${who}@demo.guildhall`;
    await person.call("POST", "/auth/login", { email, password, use_cookies: true });
    return person;
  }

  /** A customer of whom nothing is known yet. */
  async newCustomer(name = "Nina New", options = {}) {
    const person = await this.visitor(options);
    const email = `${randomUUID()}@customer.example`;
    await person.call("POST", "/auth/register", { email, password, full_name: name, use_cookies: true });
    return Object.assign(person, { email });
  }

  complaints() {
    return this.#all.flatMap((person) => person.watch.complaints());
  }

  async picture(place) {
    for (const [index, { page }] of this.#all.entries())
      if (!page.isClosed()) await page.screenshot({ path: `${place}-${index + 1}.png`, timeout: 10_000 }).catch(() => undefined);
  }

  async leave() {
    for (const person of this.#all) await person.context.close();
    this.#all = [];
  }
}
