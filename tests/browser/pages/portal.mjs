// What a customer does with his quotes and orders.

/** The state that stands beside the title of a quote or an order. */
export const state = (page) => page.locator("main h1");

export const say = (page, text) => page.locator("main h1").filter({ hasText: text }).waitFor();

/** Fills the address form of a dialog. */
export async function fillAddress(dialog, address) {
  await dialog.getByLabel("Street and number").fill(address.line1);
  await dialog.getByLabel("Postal code").fill(address.postal_code);
  await dialog.getByLabel("City").fill(address.city);
  await dialog.getByLabel("Country").selectOption(address.country);
}

/** Accepts an offered quote and orders it; answers with the address of the order's page. */
export async function acceptAndOrder(page, address) {
  await page.getByRole("button", { name: /^Accept for/ }).click();
  await say(page, "Accepted");
  await page.getByRole("button", { name: "Order it" }).click();
  const dialog = page.getByRole("dialog", { name: "Where shall it go?" });
  await fillAddress(dialog, address);
  await dialog.getByRole("button", { name: "Place the order" }).click();
  await page.waitForURL(/\/orders\/[0-9a-f-]+$/);
  return new URL(page.url()).pathname;
}
