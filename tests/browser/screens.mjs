// Every screen of the app. A new page is one line here: it is then looked at in both themes, three languages, on a desk and on a
// phone, and stands among the screenshots.
//   who   of the demo company, or "visitor"
//   path  an address; what records it names is in `samples`
//   act   what is done before one looks, e.g. opening a dialog
//   dialog  it is one, by its address

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { block } from "./support/parts.mjs";
import { top } from "./support/policy.mjs";
import { until } from "./support/until.mjs";

const press = (...keys) => async (page) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Writes another price for the first material, in a table or on a card, and leaves it unsaved. */
const writePrice = async (page) => {
  const table = page.locator("[data-catalogue]").first();
  await table.waitFor();
  const card = table.locator("summary").first();
  if (await card.isVisible()) await card.click();
  await table.locator('[data-cell="open"] button').nth(2).click();
  await page.keyboard.type("40");
  await page.keyboard.press("Enter");
  await table.locator("[data-drafted]").first().waitFor();
};

/** Begins to agree on the price of the first line of the quote under review. */
const agreeLine = async (page) => {
  await page.keyboard.press("p");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio").nth(1).click();
  await dialog.locator("li button").first().click();
};

/** The button for the next thing to do on a page: something new. */
const pressPrimary = (page) => page.locator("main button.bg-accent").first().click();

const pressWith = (icon) => (page) => page.locator(`main button:has(svg.lucide-${icon})`).first().click();

/** Opens the dialog in which the newest file of one's own is shared: third from the end of what can be done with it. */
const shareFirst = async (page) => {
  await page.locator("main li button[aria-haspopup=menu]").first().click();
  await page.getByRole("menuitem").nth(-3).click();
  await page.getByRole("dialog").waitFor();
};

/** Sees the app as an operator does. */
const tryRole = async (page) => {
  await page.evaluate(async () => {
    const csrf = /guildhall_csrf=([^;]+)/.exec(document.cookie)[1];
    const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf };
    await fetch("/api/v1/auth/tested-role", { method: "POST", headers, body: JSON.stringify({ role: "operator" }) });
  });
  await page.reload();
};

export const screens = [
  { name: "price", who: "visitor", path: () => "/" },
  { name: "price-part", who: "visitor", path: () => "/", act: (page) => page.locator("main ul button").first().click(), live: true },
  { name: "sign-in", who: "visitor", path: () => "/sign-in" },
  { name: "sign-in-code", who: "visitor", path: () => "/sign-in", act: (page) => page.locator("main form button[type=button]").click() },
  { name: "register", who: "visitor", path: () => "/register" },
  { name: "forgot-password", who: "visitor", path: () => "/forgot-password" },
  { name: "reset-password", who: "visitor", path: () => "/reset-password?token=of-a-mail" },
  { name: "verify-email", who: "visitor", path: () => "/verify-email" },
  { name: "accept-invitation", who: "visitor", path: () => "/accept-invitation" },
  { name: "part", who: "visitor", path: ({ part }) => `/parts/${part}`, live: true },
  { name: "unsubscribe", who: "visitor", path: ({ unsubscribe }) => `/unsubscribe/${unsubscribe}` },
  { name: "setup-done", who: "visitor", path: () => "/setup" },
  { name: "not-found", who: "visitor", path: () => "/nowhere" },

  { name: "my-quotes", who: "customer", path: () => "/quotes" },
  { name: "my-quote-offered", who: "customer", path: ({ quotes }) => `/quotes/${quotes.approved}` },
  { name: "my-quote-asked", who: "customer", path: ({ quotes }) => `/quotes/${quotes.draft}` },
  { name: "my-quote-in-review", who: "customer", path: ({ quotes }) => `/quotes/${quotes.pending}` },
  { name: "my-orders", who: "customer2", path: () => "/orders" },
  { name: "my-order", who: "customer2", path: ({ orders }) => `/orders/${orders.shipped}` },
  { name: "my-order-cancelled", who: "customer2", path: ({ orders }) => `/orders/${orders.cancelled}` },
  { name: "my-files", who: "customer", path: () => "/files" },
  { name: "my-files-shared", who: "customer", path: () => "/files?show=shared" },
  { name: "share-file", who: "customer", path: () => "/files", act: shareFirst },
  { name: "profile", who: "customer", path: () => "/profile" },
  { name: "profile-factor", who: "customer", path: () => "/profile", act: (page) => page.locator("main section").nth(3).getByRole("button").first().click() },
  { name: "my-notifications", who: "customer", path: () => "/notifications" },
  { name: "bell", who: "customer", path: () => "/quotes", act: (page) => page.locator("header button[aria-haspopup=dialog]").click() },

  { name: "today", who: "owner", path: () => "/office" },
  { name: "review", who: "manager", path: () => "/office/review", live: true },
  { name: "review-price", who: "manager", path: () => "/office/review", act: press("p"), live: true },
  { name: "review-lines", who: "manager", path: () => "/office/review", act: agreeLine, desk: true },
  { name: "quotes", who: "manager", path: () => "/office/quotes" },
  { name: "quotes-board", who: "manager", path: () => "/office/quotes/board" },
  { name: "quote", who: "manager", path: ({ quotes }) => `/office/quotes/${quotes.approved}` },
  { name: "quote-story", who: "manager", path: ({ quotes }) => `/office/quotes/${quotes.draft}?tab=story` },
  { name: "quote-revise", who: "manager", path: ({ quotes }) => `/office/quotes/${quotes.approved}/revise` },
  { name: "orders", who: "manager", path: () => "/office/orders" },
  { name: "orders-chosen", who: "manager", path: () => "/office/orders", act: press("j", "x"), desk: true },
  { name: "orders-board", who: "manager", path: () => "/office/orders/board" },
  { name: "order", who: "manager", path: ({ orders }) => `/office/orders/${orders.in_production}` },
  { name: "order-story", who: "manager", path: ({ orders }) => `/office/orders/${orders.shipped}?tab=story` },
  { name: "order-held", who: "manager", path: ({ orders }) => `/office/orders/${orders.on_hold}?tab=story` },
  { name: "customers", who: "manager", path: () => "/office/customers" },
  { name: "customer", who: "manager", path: ({ customer }) => `/office/customers/${customer}` },
  { name: "catalogue-first", who: "owner", path: () => "/office/catalogue" },
  { name: "catalogue", who: "owner", path: () => "/office/catalogue/materials" },
  { name: "catalogue-draft", who: "manager", path: () => "/office/catalogue/materials", act: writePrice },
  { name: "catalogue-add", who: "manager", path: () => "/office/catalogue/materials", act: press("n"), desk: true },
  { name: "catalogue-parameters", who: "owner", path: () => "/office/catalogue/fdm" },
  { name: "company", who: "owner", path: () => "/office/company" },
  { name: "company-read", who: "operator", path: () => "/office/company" },
  { name: "company-data", who: "owner", path: () => "/office/company/data" },
  { name: "company-plan", who: "owner", path: () => "/office/company/plan" },
  { name: "platform-companies", who: "platform", path: () => "/office/platform" },
  { name: "users", who: "owner", path: () => "/office/users" },
  { name: "users-invite", who: "owner", path: () => "/office/users", act: pressPrimary },
  { name: "user-invited", who: "owner", path: ({ invited }) => `/office/users/${invited}` },
  { name: "roles", who: "owner", path: () => "/office/roles" },
  { name: "roles-new", who: "owner", path: () => "/office/roles", act: pressPrimary },
  { name: "roles-tried", who: "owner@demo.guildhall", path: () => "/office", act: tryRole },
  { name: "api-keys", who: "owner", path: () => "/office/api-keys" },
  { name: "api-keys-new", who: "owner", path: () => "/office/api-keys", act: pressPrimary },
  { name: "api-key", who: "owner", path: ({ apiKey }) => `/office/api-keys/${apiKey}` },
  { name: "user", who: "owner", path: ({ user }) => `/office/users/${user}` },
  { name: "activity", who: "manager", path: () => "/office/activity" },
  { name: "audit", who: "owner", path: () => "/office/audit" },
  { name: "audit-chain", who: "owner", path: () => "/office/audit", act: pressWith("link-2") },
  { name: "audit-record", who: "owner", path: ({ quotes }) => `/office/audit/quote/${quotes.approved}` },
  { name: "audit-entry", who: "owner", path: ({ quotes, entry }) => `/office/audit/quote/${quotes.approved}/${entry}` },
  { name: "notifications", who: "manager", path: () => "/office/notifications" },
  { name: "messages", who: "owner", path: () => "/office/messages" },
  { name: "message", who: "owner", path: ({ message }) => `/office/messages/${message}` },
  { name: "message-texts", who: "owner", path: () => "/office/messages/texts" },
  { name: "message-defaults", who: "owner", path: () => "/office/messages/texts?tab=defaults" },
  { name: "message-text", who: "owner", path: () => "/office/messages/texts/quote.approved" },
  { name: "bulk", who: "owner", path: () => "/office/bulk" },
  { name: "bulk-operation", who: "owner", path: ({ bulk }) => `/office/bulk/${bulk}` },
  { name: "jobs", who: "owner", path: () => "/office/jobs" },
  { name: "jobs-schedules", who: "owner", path: () => "/office/jobs", act: (page) => page.locator("main button:has(svg.lucide-calendar-clock)").first().click() },
  { name: "job", who: "owner", path: ({ job }) => `/office/jobs/${job}` },
  { name: "connectors", who: "owner", path: () => "/office/connectors" },
  { name: "connectors-change", who: "owner", path: () => "/office/connectors", act: (page) => page.locator("main button:has(svg.lucide-pencil)").nth(1).click() },
  { name: "webhooks", who: "owner", path: () => "/office/webhooks" },
  { name: "webhooks-add", who: "owner", path: () => "/office/webhooks", act: (page) => page.locator("main button:has(svg.lucide-plus)").first().click() },
  { name: "webhook", who: "owner", path: ({ webhook }) => `/office/webhooks/${webhook}` },
  { name: "webhook-delivery", who: "owner", path: ({ webhook, delivery }) => `/office/webhooks/${webhook}?delivery=${delivery}`, dialog: true },
  { name: "inbound", who: "owner", path: () => "/office/inbound-webhooks" },
  { name: "inbound-add", who: "owner", path: () => "/office/inbound-webhooks", act: (page) => page.locator("main button:has(svg.lucide-plus)").first().click() },
  { name: "inbound-endpoint", who: "owner", path: ({ inbound }) => `/office/inbound-webhooks/${inbound.endpoint_id}` },
  { name: "inbound-event", who: "owner", path: ({ inbound }) => `/office/inbound-webhooks/${inbound.endpoint_id}?event=${inbound.id}`, dialog: true },
  { name: "palette", who: "manager", path: () => "/office", act: press("Control+k") },
  { name: "keys", who: "manager", path: () => "/office", act: press("?") },
];

/** Somebody of the demo who has not come in yet, and its API key. */
async function findAccess(owner) {
  const first = async (path) => (await owner.call("GET", path)).items[0].id;
  return { invited: await first("/users?email=ivan@demo.guildhall"), apiKey: await first("/api-keys") };
}

/** A mail of the demo that its reader may have no more of. */
const sentTo = (owner) =>
  until(async () => (await owner.call("GET", "/messages?page_size=1&channel=email&event=sales_order.shipped&state=kept")).items[0]?.id, { what: "a mail of the demo" });

/** Records of the demo company that pages are about: one quote and one order of each state. */
export async function findSamples(people) {
  const manager = await people.signedIn("manager");
  const owner = await people.signedIn("owner");
  const one = async (path, states) => {
    const found = {};
    for (const status of states) {
      const { items } = await manager.call("GET", `${path}?status=${status}&ordering=created_at&page_size=1`);
      found[status] = items[0].id;
    }
    return found;
  };
  // Measured by a job: a company that has just begun may have had none.
  const { name, bytes } = block("sample.stl");
  await owner.call("POST", "/files", { file_name: name, content_base64: bytes.toString("base64"), wait: 0 });
  const demo = await manager.call("GET", "/files/demo");
  const customers = await manager.call("GET", "/customers?search=Carl");
  const quotes = await one("/quotes", ["draft", "pending", "approved"]);
  const webhooks = (await owner.call("GET", "/webhooks")).items;
  return {
    ...(await findAccess(owner)),
    quotes,
    entry: (await owner.call("GET", `/audit?subject_id=${quotes.approved}&page_size=1`)).items[0].id,
    bulk: (await owner.call("GET", "/bulk-operations?resource=sales-orders")).items[0].id, // refused by all
    job: (await owner.call("GET", "/jobs?page_size=1")).items[0].id,
    webhook: webhooks.find((one) => one.is_active).id,
    inbound: (await owner.call("GET", "/inbound-events?page_size=1")).items[0],
    delivery: (await owner.call("GET", "/webhook-deliveries?page_size=1&ordering=created_at")).items[0].id,
    message: await sentTo(owner),
    unsubscribe: (await owner.call("GET", `/messages/${await sentTo(owner)}`)).text.match(/\/unsubscribe\/([\w-]+)/)[1],
    orders: await one("/sales-orders", ["in_production", "shipped", "on_hold", "cancelled"]),
    part: demo.items.find((file) => file.analysis).id,
    customer: customers.items[0].id,
    user: (await owner.call("GET", "/users?role=manager")).items[0].id,
  };
}

/** Pages that the app has and no screen shows, by their patterns: "/office/quotes/$quoteId". */
export function unseenPages() {
  const folder = join(top, "web/src/modules");
  const files = readdirSync(folder).flatMap((name) => ["routes.ts", "office-routes.ts"].map((file) => join(folder, name, file)));
  const patterns = files.filter(existsSync).flatMap((file) => {
    const routes = readFileSync(file, "utf8").matchAll(/getParentRoute: \(\) => (\w+),\s+path: "([^"]+)"/g);
    return [...routes].map(([, parent, path]) => (parent === "officeRoute" ? `/office${path === "/" ? "" : path}` : path));
  });
  const anything = new Proxy({}, { get: (_, name) => (name === Symbol.toPrimitive ? () => "1" : anything) });
  const shown = screens.map(({ path }) => path(anything).split("?")[0]);
  const isShown = (pattern) => shown.some((path) => new RegExp(`^${pattern.replace(/\$\w+/g, "[^/]+")}$`).test(path));
  return patterns.filter((pattern) => !isShown(pattern));
}

// A lazy picture below the fold may never come; one that is seen has to.
const isSettled = () =>
  document.querySelector("h1, [role=heading]") !== null &&
  document.querySelector(".skeleton, [aria-busy=true]") === null &&
  [...document.images].every((image) => {
    const { top, bottom, left, right } = image.getBoundingClientRect();
    return image.complete || (image.loading === "lazy" && (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth));
  }) &&
  document.getAnimations().every((animation) => animation.playState !== "running" || animation.effect.getTiming().iterations === Infinity);

/** Until everything that was asked for is there and nothing moves. */
export async function settle(page) {
  await until(() => page.evaluate(isSettled).catch(() => false), { what: `${page.url()} has settled` });
}

/**
 * Shows screen after screen to `look`, and answers with what it says about them. Where a screen fails, `onFault` gets it with what
 * shows it again; without `onFault` that is the end.
 */
export async function lookAtAll({ people, wanted = screens, options = {}, samples, look, onFault }) {
  const known = samples ?? (await findSamples(people));
  const visitors = new Map();
  const said = [];
  let before;
  const show = async (screen, person) => {
    await person.open(screen.path(known));
    await settle(person.page);
    await screen.act?.(person.page);
    await settle(person.page);
    said.push(...(await look(person.page, screen)).map((text) => `${screen.name}: ${text}`));
  };
  for (const screen of wanted) {
    if (!visitors.has(screen.who))
      visitors.set(screen.who, await (screen.who === "visitor" ? people.visitor(options) : people.signedIn(screen.who, options)));
    const person = visitors.get(screen.who);
    if (before && before !== person) await before.page.goto("about:blank"); // a live part that nobody looks at costs time
    before = person;
    try {
      await show(screen, person);
    } catch (fault) {
      if (!onFault) throw fault;
      await onFault(screen, fault, async () => {
        await person.page.goto("about:blank");
        await show(screen, person);
      });
    }
  }
  return said;
}
