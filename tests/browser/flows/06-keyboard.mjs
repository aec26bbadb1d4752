import { deepEqual, equal } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { say } from "../pages/portal.mjs";
import { Pricing } from "../pages/pricing.mjs";
import { lookAtAll, screens } from "../screens.mjs";
import { flow } from "../support/flow.mjs";
import { tabTo, walkThrough } from "../support/keyboard.mjs";
import { makeOrder, makeQuote } from "../support/orders.mjs";
import { block } from "../support/parts.mjs";
import { password } from "../support/people.mjs";
import { until } from "../support/until.mjs";

async function type(page, label, text) {
  await tabTo(page, page.getByRole("dialog").getByLabel(label));
  await page.keyboard.type(text);
}

/** Chooses what the palette finds for these words. */
async function palette({ page }, words, found) {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(words);
  await page.getByRole("option", { name: found }).first().waitFor();
  await until(() => page.getByRole("option", { selected: true, name: found }).isVisible(), { what: `${found} comes first` });
  await page.keyboard.press("Enter");
  await page.getByRole("listbox").waitFor({ state: "detached" });
}

flow("without a mouse: a part is chosen, priced, and kept as a quote of somebody new", async ({ people }) => {
  const visitor = await people.visitor();
  const { page } = visitor;
  await visitor.open("/");
  const pricing = new Pricing(visitor);
  await tabTo(page, page.locator("input[type=file]"));
  const part = block("typed.stl");
  await pricing.choose(() => page.keyboard.press("Enter"), part);
  await pricing.priceOf(part.name);
  await tabTo(page, pricing.save);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await type(page, "Full name", "Kim Keys");
  await type(page, "E-mail", `${randomUUID()}@keys.example`);
  await type(page, "Password", password);
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/quotes\/[0-9a-f-]+$/);
  await say(page, "Accepted");
});

flow("without a mouse: staff approve a quote and confirm an order", async ({ people }) => {
  const customer = await people.newCustomer("Kay Keys");
  const quote = await makeQuote(customer, { note: "By keys, please." });
  const order = await makeOrder(customer);
  const manager = await people.signedIn("manager");
  const { page } = manager;
  await manager.open("/office");

  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await palette(manager, quote.number, new RegExp(quote.number));
  await page.waitForURL(new RegExp(`/office/quotes/${quote.id}`));
  await page.locator("main h1").filter({ hasText: quote.number }).waitFor();
  await palette(manager, "Approve", /^Approve/);
  await until(async () => (await manager.call("GET", `/quotes/${quote.id}`)).status === "approved", { what: "the quote is approved" });

  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await page.waitForURL(/\/office\/orders/);
  await page.getByRole("row").filter({ hasText: order.number }).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/office/orders/${order.id}`)); // the newest stands first
  await tabTo(page, page.getByRole("button", { name: "Confirm", exact: true }));
  await page.keyboard.press("Enter");
  await until(async () => (await manager.call("GET", `/sales-orders/${order.id}`)).status === "confirmed", { what: "the order is confirmed" });
  await page.goBack();
  await page.waitForURL(/\/office\/orders$/);
});

flow("without a mouse: keys typed right behind Ctrl-K are words of the search, not shortcuts", async ({ people }) => {
  const manager = await people.signedIn("manager");
  const { page } = manager;
  await manager.open("/office");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("gorders?");
  await until(async () => (await page.getByRole("combobox").inputValue()) === "gorders?", { what: "the palette has all that was typed" });
  equal(new URL(page.url()).pathname, "/office");
});

flow("without a mouse: Tab leads through every screen and out of it, and one sees where one is", async ({ people }) => {
  // A dialog keeps the focus until it is closed.
  const wanted = screens.filter(({ act, live, dialog }) => !act && !live && !dialog);
  deepEqual(await lookAtAll({ people, wanted, look: walkThrough }), []);
});
