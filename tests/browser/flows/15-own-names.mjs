import { equal } from "node:assert/strict";
import { flow } from "../support/flow.mjs";
import { makeOrder, sendPart } from "../support/orders.mjs";
import { block } from "../support/parts.mjs";

flow("what a company calls its material is what customers read, in every language; the rest is translated", async ({ people }) => {
  const manager = await people.signedIn("manager");
  const path = "/catalogue/materials/pla";
  const { name } = await manager.call("GET", path);
  await manager.call("PATCH", path, { name: "PLA out of corn" });
  try {
    const visitor = await people.visitor({ language: "ru" });
    await visitor.open("/");
    await visitor.page.locator("main ul button").first().click();
    await visitor.page.locator("option", { hasText: "PLA out of corn" }).waitFor({ state: "attached" });
    await visitor.page.locator("option", { hasText: "Без обработки" }).waitFor({ state: "attached" });

    const customer = await people.newCustomer("Nora Names", { language: "kk" });
    const order = await makeOrder(customer);
    for (const page of [`/quotes/${order.quote_id}`, `/orders/${order.id}`]) {
      await customer.open(page);
      await customer.page.getByText("PLA out of corn").first().waitFor();
    }
    await manager.open(`/office/orders/${order.id}`);
    await manager.page.getByText("PLA out of corn").first().waitFor();
  } finally {
    await manager.call("PATCH", path, { name });
  }
});

flow("why a quote waits for a person is said in the reader's language: in the queue, at the quote, in its story, to the customer", async ({ people }) => {
  const customer = await people.newCustomer("Rita Reason", { language: "ru" });
  const lines = [{ file_id: await sendPart(customer, block("plate.stl")), service: "fdm", material: "pla", quantity: 1, note: "Flat side up." }];
  const quote = await customer.call("POST", "/quotes", { lines, note: "By Friday?" });
  const reason = "plate.stl: клиент оставил примечание. Клиент оставил примечание.";
  await customer.open(`/quotes/${quote.id}`);
  await customer.page.getByText(reason).waitFor();
  const manager = await people.signedIn("manager", { language: "ru" });
  await manager.call("PATCH", `/quotes/${quote.id}/review`, { decision: "ask", message: "Which side?" });
  await customer.call("POST", `/quotes/${quote.id}/submit`);
  await manager.open(`/office/review?quote=${quote.id}`);
  await manager.page.getByRole("button", { name: reason }).waitFor(); // in the queue
  await manager.page.getByRole("article").getByText(reason).first().waitFor();
  await customer.call("POST", `/quotes/${quote.id}/revise`, { lines: [{ ...lines[0], note: undefined }], note: "By Friday?" });
  await manager.open(`/office/quotes/${quote.id}?tab=story`);
  await manager.page.getByRole("listitem").filter({ hasText: "Причина проверки" }).getByText("Клиент оставил примечание.", { exact: true }).waitFor();
  equal(await manager.page.getByText("left a note").count(), 0);
});
