// What a customer does with his quotes and orders.

/** Waits until the title of a quote or an order says this state. */
export const say = (page, text) => page.locator("main h1").filter({ hasText: text }).waitFor();

/** Fills the address form of a dialog. */
export async function fillAddress(dialog, address) {
  await dialog.getByLabel("Street and number").fill(address.line1);
  await dialog.getByLabel("Postal code").fill(address.postal_code);
  await dialog.getByLabel("City").fill(address.city);
  await dialog.getByLabel("Country").selectOption(address.country);
}

export async function accept(page) {
  await page.getByRole("button", { name: /^Accept for/ }).click();
  await say(page, "Accepted");
}

/** Orders an accepted quote; answers with the address of the order's page. */
export async function order(page, address) {
  await page.getByRole("button", { name: "Order it" }).click();
  const dialog = page.getByRole("dialog", { name: "Where shall it go?" });
  await fillAddress(dialog, address);
  await dialog.getByRole("button", { name: "Place the order" }).click();
  await page.waitForURL(/\/orders\/[0-9a-f-]+$/);
  return new URL(page.url()).pathname;
}
