import { ok } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { approveInQueue, recordPayment, ship, step } from "../pages/office.mjs";
import { acceptAndOrder, say } from "../pages/portal.mjs";
import { Pricing } from "../pages/pricing.mjs";
import { flow } from "../support/flow.mjs";
import { block, corpus } from "../support/parts.mjs";
import { address, password } from "../support/people.mjs";

const files = () => [block("bracket.stl"), corpus("made/plate_8_holes.step"), corpus("3mf/core_box.3mf")];

/** Counts what a person clicks. */
async function countClicks(page) {
  let clicks = 0;
  await page.exposeFunction("clicked", () => void clicks++);
  await page.addInitScript(() => addEventListener("click", (event) => event.isTrusted && globalThis.clicked(), true));
  return () => clicks;
}

flow("one click on a demo part: priced, and it turns", async ({ people, note }) => {
  const visitor = await people.visitor();
  const clicks = await countClicks(visitor.page);
  await visitor.open("/");
  const pricing = new Pricing(visitor);
  const began = Date.now();
  await visitor.page.getByRole("button", { name: /^Price / }).last().click();
  await pricing.unitPrice.waitFor();
  const priced = Date.now() - began;
  await pricing.live();
  note(`click to price ${priced} ms, to the live part ${Date.now() - began} ms, ${clicks()} click`);
  ok(clicks() <= 3, "within three clicks");
  await pricing.turn();
});

flow("three kinds of file, priced, quoted, reviewed, ordered, made, shipped, delivered", async ({ people, note }) => {
  const visitor = await people.visitor();
  const { page } = visitor;
  await visitor.open("/");
  const pricing = new Pricing(visitor);

  const dropped = files();
  const began = Date.now();
  await pricing.drop(...dropped);
  await pricing.unitPrice.waitFor();
  const first = Date.now() - began;
  const prices = [];
  for (const { name } of dropped) prices.push(await pricing.priceOf(name));
  note(`drop to the first price ${first} ms, to the price of all three ${Date.now() - began} ms: ${prices.join(", ")}`);
  for (const { name } of dropped) {
    await pricing.show(name);
    await page.getByRole("region", { name }).waitFor();
    await pricing.live();
  }
  await pricing.note.fill("Please look at the bores.");
  const total = await pricing.total.innerText();

  await pricing.save.click();
  await pricing.register({ name: "Vera Visitor", email: `${randomUUID()}@visitor.example`, password });
  await page.waitForURL(/\/quotes\/[0-9a-f-]+$/);
  await say(page, "In review");
  for (const { name } of dropped) await page.getByRole("heading", { name }).waitFor();
  await page.getByText("Please look at the bores.").waitFor();
  const quote = new URL(page.url()).pathname;
  const number = (await page.locator("main h1").innerText()).split(/\s/)[0];
  await page.getByText(total, { exact: true }).first().waitFor();

  const manager = await people.signedIn("manager");
  await approveInQueue(manager, number);
  await manager.open("/office");
  await say(page, "Offered"); // on the customer's open page, without a reload

  const order = await acceptAndOrder(page, address);
  await say(page, "Waiting");
  ok(await page.evaluate(() => performance.getEntriesByType("navigation").length === 1 && document.referrer === ""));
  await page.evaluate(() => (globalThis.isTheSamePage = true));

  await manager.open(`/office${order}`);
  const { page: desk } = manager;
  await step(desk, "Confirm", "Confirmed");
  await say(page, "Confirmed");
  await recordPayment(desk);
  await step(desk, "Start production", "In production");
  await say(page, "In production");
  await step(desk, "To quality check", "Quality check");
  await ship(desk, "DHL", "JD014600001");
  await step(desk, "Mark as shipped", "Shipped");
  await say(page, "Shipped");
  await page.getByText("JD014600001").waitFor();
  await step(desk, "Mark as delivered", "Delivered");
  await say(page, "Delivered");
  ok(await page.evaluate(() => globalThis.isTheSamePage), "the customer's page was never loaded again");
  await visitor.open(quote);
  await say(page, "Ordered");
});
