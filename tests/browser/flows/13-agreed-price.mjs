import { equal, ok } from "node:assert/strict";
import { sendNow } from "../pages/office.mjs";
import { flow } from "../support/flow.mjs";
import { makeQuote, sendPart } from "../support/orders.mjs";
import { block } from "../support/parts.mjs";
import { until } from "../support/until.mjs";

flow("staff agree on a price for one line; the customer sees it with its reason and accepts exactly that", async ({ people }) => {
  const customer = await people.newCustomer("Agnes Agreed");
  const quote = await makeQuote(customer, { note: "Ten as usual?", quantity: 10 });
  const manager = await people.signedIn("manager");
  const { page } = manager;
  await manager.open(`/office/quotes/${quote.id}/revise`);
  await page.getByRole("button", { name: "Agree a price" }).click();
  await page.getByLabel(/^Agreed, each/).fill("7.77");
  ok(await page.getByRole("button", { name: "Offer for $87.02" }).isDisabled()); // with tax; it lacks a reason
  await page.getByLabel("Reason", { exact: true }).fill("Regular customer");
  await page.getByRole("button", { name: "Offer for $87.02" }).click();
  const offered = await until(async () => {
    const now = await manager.call("GET", `/quotes/${quote.id}`);
    return now.status === "approved" && now;
  });
  const [line] = offered.lines;
  equal(`${line.quantity} × ${line.unit_price} = ${line.total}, ${offered.adjustment}`, "10 × 7.77 = 77.70, 0.00");
  await page.getByText("Reason of the price").first().waitFor(); // among what the revision changed
  await manager.open(`/office/quotes/${quote.id}`);
  await page.getByText(/^agreed, calculated/).first().waitFor();

  await customer.open(`/quotes/${quote.id}`);
  await customer.page.getByText("Regular customer").first().waitFor();
  await customer.page.getByText(/^agreed, calculated/).waitFor();
  await customer.page.getByText("Why this price").first().click();
  await customer.page.getByText("Agreed price").waitFor();
  await customer.page.getByRole("button", { name: /^Accept/ }).first().click();
  await until(async () => (await customer.call("GET", `/quotes/${quote.id}`)).status === "accepted");
});

flow("in the review staff agree on the price of one line of two; the other stays as it was", async ({ people }) => {
  const customer = await people.newCustomer("Rosa Review");
  const names = ["first.stl", "second.stl"];
  const lines = [];
  for (const name of names) lines.push({ file_id: await sendPart(customer, block(name)), service: "fdm", material: "pla", quantity: 10 });
  const quote = await customer.call("POST", "/quotes", { lines, note: "A better price?" });
  const manager = await people.signedIn("manager");
  const { page } = manager;
  await manager.open(`/office/review?quote=${quote.id}`);
  await page.getByRole("button", { name: /^Change price/ }).click();
  const dialog = page.getByRole("dialog", { name: "Change price" });
  await dialog.getByRole("radio", { name: "Prices of lines" }).click();
  await dialog.getByRole("button", { name: "Agree a price: second.stl" }).click();
  await dialog.getByLabel(/^Agreed, each/).fill("7.77");
  const send = dialog.getByRole("button", { name: "Change price" });
  ok(await send.isDisabled()); // it lacks a reason
  await dialog.getByLabel("Reason", { exact: true }).fill("Regular customer");
  await send.click();
  await sendNow(page, "approved at the new price");
  const offered = await until(async () => {
    const now = await manager.call("GET", `/quotes/${quote.id}`);
    return now.status === "approved" && now;
  });
  const told = ({ unit_price, total, price_reason }) => `${unit_price} ${total} ${price_reason ?? "-"}`;
  const [first, second] = names.map((name) => offered.lines.find((line) => line.file_name === name));
  equal(told(first), told(quote.lines.find((line) => line.file_name === "first.stl")));
  equal(told(second), "7.77 77.70 Regular customer");
});
