import { equal } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { toast } from "../pages/office.mjs";
import { flow } from "../support/flow.mjs";
import { password } from "../support/people.mjs";
import { until } from "../support/until.mjs";

flow("many users at once: tried, left where they refuse, done, and taken back where nobody has gone on", async ({ people }) => {
  const owner = await people.signedIn("owner");
  const { page } = owner;
  const mark = randomUUID().slice(0, 8);
  const ids = [];
  for (const name of ["Ann", "Bob", "Cid"]) {
    const user = await owner.call("POST", "/users", { email: `${name}-${mark}@many.example`, password, full_name: name, role: "analyst" });
    ids.push(user.id);
  }
  await owner.open("/office/users?role=analyst,owner&ordering=-created_at");
  const grid = page.getByRole("grid");
  for (const name of ["Ann", "Bob", "Cid", "Olga Owner"]) await grid.getByRole("checkbox", { name: new RegExp(name) }).first().check();
  await page.getByRole("toolbar").getByRole("button", { name: "Give a role" }).click();
  const dialog = page.getByRole("dialog", { name: "Give a role" });
  await dialog.getByLabel("Role").selectOption({ label: "Dispatcher" });
  await dialog.getByText("3 records will change.").waitFor();
  await dialog.getByText("1 stays as it is:").waitFor(); // nobody changes his own role
  await dialog.getByRole("button", { name: "Give a role (3)" }).click();
  await dialog.getByText("4 of 4 looked at · 3 records changed · 1 stays as it is").waitFor();
  equal((await owner.call("GET", `/users/${ids[0]}`)).role, "dispatcher");

  // One has gone on since; the others are as they were.
  await owner.call("PATCH", `/users/${ids[1]}`, { role: "support" });
  await dialog.getByRole("button", { name: "Undo" }).click();
  await toast(page, "2 records are as they were").waitFor();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  equal((await owner.call("GET", `/users/${ids[0]}`)).role, "analyst");
  equal((await owner.call("GET", `/users/${ids[1]}`)).role, "support");

  // Both stand in the list of what was done to many.
  await owner.open("/office/bulk");
  await page.getByRole("grid").getByText("Undoing of Users: change").first().waitFor();
  await page.getByRole("grid").getByText("Users: change", { exact: true }).first().click();
  await page.locator("main h1").filter({ hasText: "Users: change" }).waitFor();
  await page.getByRole("list", { name: "Records" }).first().waitFor();
});

flow("many rows of the catalogue at once, while what was written in another row waits in its draft", async ({ people }) => {
  const manager = await people.signedIn("manager");
  const { page } = manager;
  const code = `many_${randomUUID().slice(0, 8)}`;
  const colors = ["one", "two", "three"];
  for (const color of colors) await manager.call("POST", "/catalogue/color-names", { code: `${code}_${color}`, name: `Many ${code} ${color}` });
  const isActive = async (color) => (await manager.call("GET", `/catalogue/color-names/${code}_${color}`)).active;
  await manager.open("/office/catalogue/materials");
  const grid = page.getByRole("grid", { name: "Names of colours" });
  const box = (color) => grid.getByRole("checkbox", { name: `Choose Many ${code} ${color}` });
  for (const color of colors) await box(color).check();

  // A row that somebody writes in is left to its draft.
  await grid.getByRole("button", { name: new RegExp(`^Edit Name: Many ${code} three,`) }).click();
  const input = page.getByRole("textbox", { name: /^Edit Name/ });
  await input.fill(`Written ${code}`);
  await input.press("Enter");
  await page.getByText("1 row not saved").waitFor();
  const bar = page.getByRole("toolbar", { name: "With the chosen ones" });
  await bar.getByText("2 chosen").waitFor();
  equal(await grid.getByRole("checkbox", { name: `Choose Written ${code}` }).isDisabled(), true);

  await bar.getByRole("button", { name: "Switch off" }).click();
  const dialog = page.getByRole("dialog", { name: "Switch off" });
  await dialog.getByText("2 records will change.").waitFor();
  await dialog.getByRole("button", { name: "Switch off (2)" }).click();
  await toast(page, "2 records changed").waitFor();
  equal(await isActive("one"), false);
  equal(await isActive("three"), true);
  await page.getByText("1 row not saved").waitFor();
  await toast(page, "2 records changed").getByRole("button", { name: "Undo" }).click();
  await toast(page, "2 records are as they were").waitFor();
  equal(await isActive("one"), true);

  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Catalogue saved").first().waitFor();
  equal((await manager.call("GET", `/catalogue/color-names/${code}_three`)).name, `Written ${code}`);
  // In one table at a time.
  await grid.getByRole("checkbox", { name: `Choose Many ${code} one` }).check();
  await page.getByRole("grid", { name: "Materials" }).getByRole("checkbox", { name: "Choose PEEK" }).check();
  await bar.getByText("1 chosen").waitFor();
  equal(await bar.count(), 1);
  equal(await grid.getByRole("checkbox", { name: `Choose Many ${code} one` }).isChecked(), false);
  for (const name of [`Many ${code} one`, `Many ${code} two`, `Written ${code}`]) await grid.getByRole("checkbox", { name: `Choose ${name}` }).check();
  await bar.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete" }).getByRole("button", { name: "Delete (3)" }).click();
  await toast(page, "3 records changed").waitFor();
});

flow("many texts of messages go back to the built-in ones, and to one's own again", async ({ people }) => {
  const owner = await people.signedIn("owner");
  const { page } = owner;
  const paths = ["/message-templates/sales_order.on_hold/email/kk", "/message-templates/sales_order.delivered/sms/kk"];
  for (const path of paths) await owner.call("PATCH", path, { subject: "Біздің {{number}}", body: "Біздің мәтін: {{number}}." });
  const areOwn = async () => (await Promise.all(paths.map((path) => owner.call("GET", path)))).map((text) => text.is_own).join();
  await owner.open("/office/messages/texts?locale=kk");
  await page.getByRole("checkbox", { name: "Choose all texts that were changed" }).check();
  const bar = page.getByRole("toolbar", { name: "With the chosen ones" });
  await bar.getByText(/^[2-9] chosen$/).waitFor();
  await bar.getByRole("button", { name: "Use the built-in text" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Use the built-in text \(\d\)$/ }).click();
  await toast(page, /records? changed/).waitFor();
  equal(await areOwn(), "false,false");
  await page.getByRole("checkbox", { name: "Choose Order delivered" }).check();
  await bar.getByRole("button", { name: "Use our own text" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Use our own text (1)" }).click();
  await until(async () => (await areOwn()) === "false,true");
  for (const path of paths.slice(1)) await owner.call("DELETE", path);
});
