// Colleagues talk about a record: a mention is offered, told, and leads back to the record.
import { equal } from "node:assert/strict";
import { flow } from "../support/flow.mjs";
import { makeQuote } from "../support/orders.mjs";

flow("a colleague is mentioned in a note: offered behind an @, told by the bell, led to the quote", async ({ people }) => {
  const customer = await people.newCustomer("Nora Note");
  const quote = await makeQuote(customer, { note: "As soon as it can be." });
  const manager = await people.signedIn("manager");
  const { page } = manager;
  await manager.open(`/office/quotes/${quote.id}?tab=story`);
  const note = page.getByRole("combobox", { name: /^Write a note/ });
  await note.fill("May we do it by Friday, ");
  await note.pressSequentially("@ol");
  await page.getByRole("option", { name: "Olga Owner" }).waitFor();
  await note.press("Enter");
  equal(await note.inputValue(), "May we do it by Friday, @Olga Owner ");
  equal(await page.getByRole("checkbox", { name: "Only for colleagues" }).isChecked(), true);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText("@Olga Owner", { exact: true }).waitFor();

  const owner = await people.signedIn("owner");
  await owner.open("/office/notifications");
  await owner.page.getByRole("link", { name: new RegExp(`mentions you at ${quote.number}`) }).first().click();
  await owner.page.waitForURL(`**/office/quotes/${quote.id}?tab=story`);
  await owner.page.getByText("May we do it by Friday,").waitFor();

  await owner.open("/office/activity?kind=quote");
  await owner.page.getByText("May we do it by Friday, @Olga Owner").waitFor();
  await owner.page.getByRole("link", { name: quote.number }).first().click();
  await owner.page.waitForURL(`**/office/quotes/${quote.id}`);

  // The customer hears nothing of that; what is written to him he reads and answers on his own page.
  await manager.open(`/office/quotes/${quote.id}?tab=story`);
  await page.getByRole("combobox", { name: /^Write a note/ }).fill("Which face is visible?");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await customer.open(`/quotes/${quote.id}`);
  await customer.page.getByText("Which face is visible?").waitFor();
  equal(await customer.page.getByText("by Friday").count(), 0);
  await customer.page.getByRole("textbox", { name: /^Write a note/ }).fill("The round one.");
  await customer.page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText("The round one.").waitFor();
});
