import { deepEqual, equal } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Pricing } from "../pages/pricing.mjs";
import { settle } from "../screens.mjs";
import { flow } from "../support/flow.mjs";
import { makeOrder, makeQuote } from "../support/orders.mjs";
import { block } from "../support/parts.mjs";
import { password } from "../support/people.mjs";

// Each would run, or change the page, in some place that takes text for more than text. `hit` must never be set.
const short = `<img src=x onerror=hit=1>"'><svg onload=hit=1>{{7*7}}$t(app:signOut)`;
const long = [
  short,
  "<script>hit=1</script></script>",
  "</textarea></title><iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
  "<style>*{display:none}</style><base href=//evil.example>",
  "<a href='javascript:hit=1'>javascript:hit=1</a>",
  "'-(hit=1)-'${hit=1}<%=7*7%>{%raw%}&lt;b&gt;&#x3c;i&#x3e;",
].join(" ");
const fileName = `${short.replace(/["/]/g, "")}.stl`; // neither can stand in a name that is sent

/** What a page would have of it: elements, a set variable. */
const traces = (page) =>
  page.evaluate(() => [
    ...[...document.querySelectorAll("img[src='x'], svg[onload], iframe, script:not([src]), style, base, a[href^='javascript:']")].map((one) => one.outerHTML),
    ...("hit" in globalThis ? ["it has run"] : []),
  ]);

/** Opens a page and waits until it shows each of these, as they were written. */
async function shows(person, path, texts, act) {
  const { page } = person;
  await person.open(path);
  await settle(page);
  await act?.(page);
  for (const text of texts) await page.getByText(text).first().waitFor();
  deepEqual(await traces(page), [], path);
}

async function findInPalette(page, words, text) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Commands" }).fill(words);
  await page.getByRole("option").filter({ hasText: text }).first().waitFor();
}

const place = (what) => ({ recipient: `to ${short}`, line1: `${what} ${short}`, line2: short, city: `city ${short}`, region: short, postal_code: "050000", country: "KZ" });

async function writeEverywhere(customer, manager) {
  const me = await customer.call("GET", "/auth/me");
  await customer.call("PATCH", "/auth/me", { shipping_address: place("goods"), billing_address: place("bill") }, { "If-Match": `"${me.version}"` });
  const part = { ...block(), name: fileName };
  const asked = await makeQuote(customer, { note: `note ${long}`, part });
  await customer.call("POST", `/quotes/${asked.id}/notes`, { text: `said ${long}` });
  await manager.call("POST", `/quotes/${asked.id}/notes`, { text: `kept ${long}`, is_internal: true });
  const waiting = await makeQuote(customer, { note: `wish ${long}`, part });
  await manager.call("PATCH", `/quotes/${asked.id}/review`, { decision: "ask", message: `message ${long}` });
  const dropped = await makeQuote(customer, { part });
  await customer.call("POST", `/quotes/${dropped.id}/cancel`, { reason: `dropped ${long}` });
  const order = await makeOrder(customer, { part });
  const path = `/sales-orders/${order.id}`;
  await manager.call("PATCH", `${path}/shipping`, { carrier: short, tracking_number: `track ${short}`, address: place("house") });
  await manager.call("PATCH", `${path}/payment`, { payment_status: "paid", payment_method: "card", payment_transaction_id: `pay ${short}` });
  await manager.call("PATCH", `${path}/status`, { status: "on_hold", note: `hold ${long}` });
  const ended = await makeOrder(customer, { part });
  await manager.call("PATCH", `/sales-orders/${ended.id}/cancel`, { reason: `ended ${long}` });
  return { asked, waiting, dropped, order, ended };
}

flow("what people write stays text wherever it is shown", async ({ people }) => {
  const name = `Xena ${short}`;
  const customer = await people.newCustomer(name);
  const manager = await people.signedIn("manager");
  const { asked, waiting, dropped, order, ended } = await writeEverywhere(customer, manager);

  await shows(customer, "/profile", [`goods ${short}`, `bill ${short}`, `city ${short}`]);
  await shows(customer, `/quotes/${asked.id}`, [`note ${long}`, `message ${long}`, fileName]);
  await shows(customer, `/quotes/${dropped.id}`, [fileName]);
  await shows(customer, `/orders/${order.id}`, [`house ${short}`, `track ${short}`, `hold ${long}`, fileName]);
  await shows(customer, `/orders/${ended.id}`, [`ended ${long}`]);
  await shows(customer, "/files", [fileName]);
  await shows(customer, "/files", [], (page) => findInPalette(page, "img onerror", fileName));
  await customer.open("/");
  const pricing = new Pricing(customer);
  await pricing.drop({ ...block(), name: fileName });
  await pricing.priceOf(fileName);
  await customer.page.getByRole("button", { name: `Remove ${fileName}` }).click();
  await customer.page.getByText(`${fileName} removed`).first().waitFor(); // in a toast
  deepEqual(await traces(customer.page), []);

  await shows(manager, "/office", [name]);
  await shows(manager, `/office/review?quote=${waiting.id}`, [`wish ${long}`, name, fileName]);
  await shows(manager, `/office/quotes?customer_id=${asked.customer_id}`, [name]);
  await shows(manager, "/office/quotes/board", [name]);
  await shows(manager, `/office/quotes/${asked.id}`, [`note ${long}`, name, fileName]);
  await shows(manager, `/office/quotes/${asked.id}?tab=story`, [`said ${long}`, `kept ${long}`, `message ${long}`]);
  await shows(manager, `/office/quotes/${dropped.id}?tab=story`, [`dropped ${long}`]);
  await shows(manager, `/office/orders?customer_id=${asked.customer_id}`, [name, short, `track ${short}`]);
  await shows(manager, "/office/orders/board", [name]);
  await shows(manager, `/office/orders/${order.id}`, [`house ${short}`, `track ${short}`, fileName]);
  await shows(manager, `/office/orders/${order.id}?tab=story`, [`pay ${short}`]);
  await shows(manager, `/office/orders/${ended.id}`, [`ended ${long}`]);
  await shows(manager, "/office/customers?search=Xena", [name]);
  await shows(manager, `/office/customers/${asked.customer_id}`, [name, `goods ${short}`, `bill ${short}`]);
  await shows(manager, "/office", [], (page) => findInPalette(page, "Xena", name));
  await shows(manager, `/office/quotes?search=${encodeURIComponent(`nobody ${short}`)}`, ["Nothing matches"]);

  const view = await manager.call("POST", "/saved-views", { list: "sales-orders", name: short.slice(0, 80), query: "status=shipped" }, { "Idempotency-Key": randomUUID() });
  await shows(manager, "/office/orders", [view.name]);
  await manager.call("DELETE", `/saved-views/${view.id}`);
});

flow("an address to go to after signing in leads nowhere but into the app", async ({ people }) => {
  for (const next of ["javascript:hit=1", "//evil.example/", "/\\evil.example", "https://evil.example/"]) {
    const customer = await people.visitor();
    const { page } = customer;
    await customer.open(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel("E-mail").fill("customer@demo.guildhall");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("button", { name: "Account of Clara Customer" }).waitFor();
    equal(page.url(), `${customer.origin}/`, next);
    deepEqual(await traces(page), []);
    await customer.context.close();
  }
});
