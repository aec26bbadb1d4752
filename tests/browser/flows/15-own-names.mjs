import { flow } from "../support/flow.mjs";
import { makeOrder } from "../support/orders.mjs";

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
