import { equal } from "node:assert/strict";
import { sendNow } from "../pages/office.mjs";
import { flow } from "../support/flow.mjs";
import { makeOrder, makeQuote, revise } from "../support/orders.mjs";
import { until } from "../support/until.mjs";

const stale = (page) => page.getByRole("dialog", { name: "Changed in the meantime" });

async function openShipping({ page }, fields) {
  await page.getByRole("button", { name: "Shipping", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Shipping" });
  for (const [label, text] of Object.entries(fields)) await dialog.getByLabel(label).fill(text);
  return () => dialog.getByRole("button", { name: "Save" }).click();
}

async function changePrice({ page }, total) {
  const dialog = page.getByRole("dialog", { name: "Change price" });
  if (!(await dialog.isVisible())) await page.getByRole("button", { name: /^Change price/ }).click();
  await dialog.getByLabel(/^New total/).fill(total);
  return async () => {
    await dialog.getByRole("button", { name: "Change price" }).click();
    await sendNow(page, "approved at the new price");
  };
}

flow("a quote changes while a colleague prices it: both prices are shown, one says which holds", async ({ people }) => {
  const customer = await people.newCustomer("Quentin Quote");
  const quote = await makeQuote(customer, { note: "Which price is it?" });
  const manager = await people.signedIn("manager");
  await manager.open(`/office/review?quote=${quote.id}`);
  const send = await changePrice(manager, "77.00");
  await revise(customer, quote, 5);
  manager.watch.expect(412, /\/review$/);
  await send();
  await stale(manager.page).getByText("$77.00").waitFor();
  await stale(manager.page).getByText("by Quentin Quote").waitFor();
  await stale(manager.page).getByRole("button", { name: "Overwrite" }).click();
  await sendNow(manager.page, "approved at the new price");
  const after = await until(async () => {
    const now = await manager.call("GET", `/quotes/${quote.id}`);
    return now.status === "approved" && now;
  });
  equal(`${after.total} for ${after.lines[0].quantity}`, "77.00 for 5");
});

flow("two of the staff decide about one quote: the slower hears that there is nothing to decide any more", async ({ people }) => {
  const customer = await people.newCustomer("Queenie Quote");
  const quote = await makeQuote(customer, { note: "Who decides?" });
  const [slow, fast] = [await people.signedIn("manager"), await people.signedIn("owner")];
  await slow.open(`/office/review?quote=${quote.id}`);
  await fast.open(`/office/review?quote=${quote.id}`);
  const sendSlowly = await changePrice(slow, "66.00");
  await (await changePrice(fast, "55.00"))();
  await until(async () => (await fast.call("GET", `/quotes/${quote.id}`)).status === "approved");
  slow.watch.expect(412, /\/review$/);
  await sendSlowly();
  await stale(slow.page).getByText("by Olga Owner").waitFor();
  await stale(slow.page).getByText("It does not wait for review any more: Offered.").waitFor();
  await stale(slow.page).getByText("$55.00").waitFor();
  await stale(slow.page).getByRole("button", { name: "Discard mine" }).click();
  equal((await fast.call("GET", `/quotes/${quote.id}`)).total, "55.00");
});

flow("two of the staff change the shipping of one order: merged, and overwritten when one says so", async ({ people }) => {
  const customer = await people.newCustomer("Oscar Order");
  const order = await makeOrder(customer);
  const [one, other] = [await people.signedIn("manager"), await people.signedIn("admin")];
  const path = `/sales-orders/${order.id}`;
  for (const person of [one, other]) await person.open(`/office/orders/${order.id}`);

  const save = await openShipping(one, { Carrier: "DHL" });
  const saveOther = await openShipping(other, { "Tracking number": "CDEK-1" });
  await saveOther();
  await other.page.getByText("CDEK-1").first().waitFor();
  one.watch.expect(412, /\/shipping$/);
  await save();
  await stale(one.page).getByText("by Adil Admin").waitFor();
  await stale(one.page).getByText("CDEK-1").waitFor();
  await stale(one.page).getByRole("button", { name: "Overwrite" }).click();
  await stale(one.page).waitFor({ state: "detached" });
  const merged = await one.call("GET", path);
  equal(`${merged.carrier} ${merged.tracking_number}`, "DHL CDEK-1");

  const again = await openShipping(one, { Carrier: "UPS" });
  const againOther = await openShipping(other, { Carrier: "FedEx" });
  await againOther();
  await other.page.getByText("FedEx").first().waitFor();
  one.watch.expect(412, /\/shipping$/);
  await again();
  await stale(one.page).getByLabel("Yours").waitFor();
  await stale(one.page).getByLabel("As it is now").check();
  await stale(one.page).getByRole("button", { name: "Discard mine" }).click();
  equal((await one.call("GET", path)).carrier, "FedEx");
});
