import { equal } from "node:assert/strict";
import { recordPayment, toast } from "../pages/office.mjs";
import { flow } from "../support/flow.mjs";
import { makeOrder } from "../support/orders.mjs";
import { until } from "../support/until.mjs";

const column = (page, name) => page.getByRole("region", { name, exact: true });
const card = (page, place, number) => column(page, place).getByRole("listitem").filter({ hasText: number });

async function drag(page, number, from, to) {
  await card(page, from, number).hover(); // which waits out what comes in between and draws the list anew
  await card(page, from, number).dragTo(column(page, to).getByRole("list"));
}

/** Holds the next request back until it is told to let it through, or to break it. */
async function holdBack(page, path) {
  let decide;
  const decided = new Promise((resolve) => (decide = resolve));
  const handle = async (route) => ((await decided) === "through" ? route.continue() : route.abort("internetdisconnected"));
  await page.route(path, handle, { times: 1 });
  return decide;
}

flow("a card is moved by hand: shown at once, refused with a reason, taken back when the server is not reached, undone", async ({ people }) => {
  const customer = await people.newCustomer("Bruno Board");
  const { id, number } = await makeOrder(customer);
  const manager = await people.signedIn("manager", { viewport: { width: 2300, height: 900 } });
  const { page, watch } = manager;
  const statusOf = async () => (await manager.call("GET", `/sales-orders/${id}`)).status;
  await manager.open("/office/orders/board");

  // The server is not reached: the card goes back, in words.
  watch.offline(true);
  let go = await holdBack(page, "**/status");
  await drag(page, number, "Waiting", "Confirmed");
  await card(page, "Confirmed", number).waitFor(); // before any answer
  go("broken");
  await card(page, "Waiting", number).waitFor();
  await toast(page, "The server cannot be reached").waitFor();
  watch.offline(false);
  equal(await statusOf(), "pending");

  // Shown before the server has said yes, and taken back by Undo.
  go = await holdBack(page, "**/status");
  await drag(page, number, "Waiting", "Confirmed");
  await card(page, "Confirmed", number).waitFor();
  equal(await statusOf(), "pending");
  go("through");
  await until(async () => (await statusOf()) === "confirmed");

  // Not paid: production has to wait, and the board says so without asking.
  await drag(page, number, "Confirmed", "In production");
  await toast(page, "Production starts once the order is paid").waitFor();
  await card(page, "Confirmed", number).waitFor();
  await manager.open(`/office/orders/${id}`);
  await recordPayment(page);
  await page.getByText("Paid", { exact: true }).first().waitFor();
  await manager.open("/office/orders/board");
  await drag(page, number, "Confirmed", "In production");
  await until(async () => (await statusOf()) === "in_production");
  await card(page, "In production", number).waitFor();

  // On hold and back: a step with a way back can be undone.
  await drag(page, number, "In production", "On hold");
  await page.getByRole("dialog", { name: "Put on hold" }).getByRole("button", { name: "Put on hold" }).click();
  await toast(page, `${number}: On hold`).getByRole("button", { name: "Undo" }).click();
  await until(async () => (await statusOf()) === "in_production");
  await card(page, "In production", number).waitFor();

  // Held for a reason: it stands with the step, for the staff and for the customer.
  await drag(page, number, "In production", "On hold");
  const dialog = page.getByRole("dialog", { name: "Put on hold" });
  await dialog.getByLabel("Reason").fill("The material comes on Monday.");
  await dialog.getByRole("button", { name: "Put on hold" }).click();
  await until(async () => (await statusOf()) === "on_hold");
  await manager.open(`/office/orders/${id}?tab=story`);
  await page.getByRole("listitem").filter({ hasText: "On hold" }).getByText("The material comes on Monday.").waitFor();
  await customer.open(`/orders/${id}`);
  await customer.page.getByText("The material comes on Monday.").waitFor();
});
