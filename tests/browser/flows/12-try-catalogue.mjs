import { equal, notEqual, ok } from "node:assert/strict";
import { flow } from "../support/flow.mjs";
import { phone } from "../support/people.mjs";

const cell = (page, field, row) => page.getByRole("button", { name: new RegExp(`^Edit ${field}: ${row},`) });

/** Writes into a cell of the table. */
async function write(page, field, row, text) {
  await cell(page, field, row).click();
  const input = page.getByRole("textbox", { name: new RegExp(`^Edit ${field}`) });
  await input.fill(text);
  await input.press("Enter");
}

const priceNow = (page) => page.getByTestId("try-now").textContent();
const material = (person, code) => person.call("GET", `/catalogue/materials/${code}`);

flow("a price of the catalogue is tried with a part before it is saved, then discarded, then saved", async ({ people }) => {
  const manager = await people.signedIn("manager");
  const { page } = manager;
  const { price_per_kg: saved, version } = await material(manager, "petg");
  await manager.open("/office/catalogue/materials");
  await cell(page, "Price", "PETG").waitFor();
  await page.getByTestId("try-now").waitFor();

  await write(page, "Price", "PETG", "400");
  const before = await page.getByTestId("try-before").textContent();
  const now = await priceNow(page);
  notEqual(before, now);
  ok((await page.getByTestId("try-difference").textContent()).startsWith("+"));
  await page.getByRole("table", { name: "What changes" }).getByRole("row", { name: /^Material/ }).waitFor();
  equal((await material(manager, "petg")).version, version); // nothing is saved yet

  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await page.getByTestId("try-before").waitFor({ state: "detached" });
  await cell(page, "Price", "PETG").and(page.getByRole("button", { name: new RegExp(String(saved)) })).waitFor();

  // Two rows of two tables at once; what is written waits while one looks at the other table.
  await write(page, "Price", "PETG", "400");
  await page.getByRole("link", { name: "Processes" }).click();
  await write(page, "Margin", "FDM[^,]*", "50");
  await page.getByText("2 rows not saved").waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Catalogue saved").first().waitFor();
  equal((await material(manager, "petg")).price_per_kg, 400);
  await page.getByTestId("try-before").waitFor({ state: "detached" });

  // As it was.
  await manager.call("PATCH", "/catalogue/materials/petg", { price_per_kg: saved });
  await manager.call("PATCH", "/catalogue/services/fdm", { margin: 0.4 });
});

flow("what the calculator refuses stays at its cell, and a new row is tried before anybody can order it", async ({ people }) => {
  const manager = await people.signedIn("manager");
  const { page, watch } = manager;
  await manager.open("/office/catalogue/materials");
  await cell(page, "Density", "PETG").waitFor();
  await page.getByTestId("try-now").waitFor();
  watch.expect(422, /\/calculate-price$/);
  await write(page, "Density", "PETG", "0");
  await page.getByRole("alert").filter({ hasText: "Must be more than 0." }).waitFor();
  await page.getByRole("alert").getByRole("button", { name: "Close" }).click();

  // A code that is taken is said in the form; another one goes into the draft.
  await page.getByRole("button", { name: "Add", exact: true }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name").fill("Hemp fill");
  await form.getByLabel("Code").fill("pla");
  await form.getByLabel(/^Price/).fill("80");
  await form.getByLabel(/^Density/).fill("1,1");
  await form.getByRole("checkbox", { name: /FDM/ }).check();
  watch.expect(422, /\/calculate-price$/);
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await form.getByText("There is a row with this code already.").waitFor();
  await form.getByLabel("Code").fill("hemp");
  watch.expect(422, /\/calculate-price$/); // the saved catalogue has no such material
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await form.waitFor({ state: "detached" });
  await page.getByText("The saved catalogue has no price for this.").waitFor();
  await page.getByText("1 row not saved").waitFor();
  equal((await manager.call("GET", "/materials?service=fdm")).items.some((one) => one.code === "hemp"), false);
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await page.getByText("Hemp fill").waitFor({ state: "detached" });
});

flow("on a phone the price before and now stands at the foot, with the buttons to save and discard", async ({ people }) => {
  const manager = await people.signedIn("manager", { viewport: phone });
  const { page } = manager;
  await manager.open("/office/catalogue/materials");
  await page.getByText("PETG", { exact: true }).first().click();
  await write(page, "Price", "PETG", "400");
  await page.getByRole("button", { name: /^Try it.*\+/ }).waitFor();
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await page.getByRole("button", { name: "Discard", exact: true }).waitFor({ state: "detached" });
});
