import { equal } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { toast } from "../pages/office.mjs";
import { flow } from "../support/flow.mjs";
import { password } from "../support/people.mjs";

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
