// What staff do with quotes and orders.

export const toast = (page, text) => page.getByRole("status").or(page.locator("[data-radix-collection-item]")).filter({ hasText: text }).first();

/** Approves a quote in the queue. The chance to take it back ends when another page is opened. */
export async function approveInQueue(person, number) {
  const { page } = person;
  await person.open("/office/review");
  await page.getByRole("button", { name: new RegExp(number) }).click();
  await page.getByRole("article").getByRole("link", { name: number }).waitFor();
  await page.getByRole("article").getByRole("button", { name: /^Approve/ }).click();
  await page.getByText(`${number} approved`).first().waitFor();
}

export async function step(page, name, then) {
  await page.getByRole("button", { name, exact: true }).click();
  await page.locator("main h1 ~ *").filter({ hasText: then }).first().waitFor();
}

export async function recordPayment(page) {
  await page.getByRole("button", { name: "Record payment" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Record payment" });
  await dialog.getByRole("button", { name: "Record payment" }).click();
  await dialog.waitFor({ state: "detached" });
}

export async function ship(page, carrier, tracking) {
  await page.getByRole("button", { name: "Shipping", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Shipping" });
  await dialog.getByLabel("Carrier").fill(carrier);
  await dialog.getByLabel("Tracking number").fill(tracking);
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
}
