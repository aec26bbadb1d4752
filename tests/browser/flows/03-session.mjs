import { equal, ok } from "node:assert/strict";
import { Pricing } from "../pages/pricing.mjs";
import { flow } from "../support/flow.mjs";
import { block } from "../support/parts.mjs";
import { password } from "../support/people.mjs";

const newName = "Nina Newly Named";

/** After its thirty minutes the browser throws the cookie of the access token away. */
const letAccessRunOut = ({ context }) => context.clearCookies({ name: "guildhall_access" });

async function signInAgain(page) {
  const dialog = page.getByRole("dialog", { name: "Sign in to go on" });
  await dialog.getByLabel("Password").fill(password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await dialog.waitFor({ state: "detached" });
}

flow("an access token that has run out is renewed while one works, and nobody notices", async ({ people }) => {
  const customer = await people.newCustomer();
  const { page, context, watch } = customer;
  await customer.open("/profile");
  await page.getByLabel("Full name").fill(newName);
  const old = (await context.cookies()).find(({ name }) => name === "guildhall_refresh").value;
  await letAccessRunOut(customer);
  watch.expect(401, /\/auth\/me$/);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved", { exact: true }).first().waitFor();
  const now = (await context.cookies()).find(({ name }) => name === "guildhall_refresh").value;
  ok(now && now !== old, "the refresh token has been rotated");
  equal((await customer.call("GET", "/auth/me")).full_name, newName);

  await letAccessRunOut(customer);
  await customer.open("/quotes"); // a page that needs an account, read anew
  await page.getByRole("heading", { name: "Quotes", exact: true }).waitFor();
});

flow("signed out from another device: one signs in where one was, and what was being sent goes on", async ({ people }) => {
  const customer = await people.newCustomer("Olga Elsewhere");
  const { page, watch } = customer;
  await customer.open("/");
  const pricing = new Pricing(customer);
  await pricing.drop(block("kept.stl"));
  const price = await pricing.priceOf("kept.stl");
  await pricing.note.fill("Typed before the session ended.");

  const elsewhere = await people.visitor();
  await elsewhere.call("POST", "/auth/login", { email: customer.email, password, use_cookies: true });
  await elsewhere.call("DELETE", "/auth/sessions");
  watch.expect(401, /\/api\/v1\//);
  watch.expect(401, /\/auth\/refresh$/);
  await pricing.save.click();
  await signInAgain(page);
  await page.waitForURL(/\/quotes\/[0-9a-f-]+$/); // the quote that was being saved
  await page.getByText("Typed before the session ended.").waitFor();
  await page.getByText(price.split("\n")[0]).first().waitFor();
});

flow("without a session a page leads to signing in, and from there back to itself", async ({ people }) => {
  const staff = await people.visitor();
  await staff.open("/office/orders?status=confirmed");
  await staff.page.waitForURL(/\/sign-in\?next=/);
  await staff.page.getByLabel("E-mail").fill("manager@demo.guildhall");
  await staff.page.getByLabel("Password").fill("not the password");
  staff.watch.expect(401, /\/auth\/login$/);
  await staff.page.getByRole("button", { name: "Sign in" }).click();
  await staff.page.getByText("E-mail or password is wrong.").waitFor();
  await staff.page.getByLabel("Password").fill(password);
  await staff.page.getByRole("button", { name: "Sign in" }).click();
  await staff.page.waitForURL(/\/office\/orders\?status=confirmed$/);
  await staff.page.getByRole("grid", { name: "Orders" }).waitFor();
});
