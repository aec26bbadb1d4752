import { equal, notEqual } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { toast } from "../pages/office.mjs";
import { flow } from "../support/flow.mjs";
import { block } from "../support/parts.mjs";
import { password } from "../support/people.mjs";
import { until } from "../support/until.mjs";

flow("a colleague gets an account, another role, and is out at once when switched off", async ({ people }) => {
  const owner = await people.signedIn("owner");
  const { page } = owner;
  const email = `${randomUUID()}@colleague.example`;
  await owner.open("/office/users");
  await page.getByRole("button", { name: "Invite a colleague" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Add with a password" }).click();
  const adding = page.getByRole("dialog", { name: "Add a colleague" });
  await adding.getByLabel("Full name").fill("Colin Colleague");
  await adding.getByLabel("E-mail").fill(email);
  await adding.getByLabel("Role").selectOption({ label: "Analyst" });
  await adding.getByLabel("First password").fill(password);
  await adding.getByRole("button", { name: "Add a colleague" }).click();
  await page.waitForURL(/\/office\/users\/[0-9a-f-]+$/);
  await page.locator("main h1").filter({ hasText: "Colin Colleague" }).waitFor();

  const colleague = await people.signedIn(email);
  await colleague.open("/office/quotes");
  await colleague.page.getByRole("grid").waitFor();
  equal(await colleague.page.getByRole("link", { name: "Users" }).count(), 0, "an analyst is not shown the users");

  await page.getByRole("button", { name: "Change", exact: true }).click();
  const changing = page.getByRole("dialog", { name: "Change" });
  await changing.getByLabel("Role").selectOption({ label: "Administrator" });
  await changing.getByRole("button", { name: "Save" }).click();
  await changing.waitFor({ state: "detached" });
  await colleague.open("/office/users");
  await colleague.page.getByRole("button", { name: "Invite a colleague" }).first().waitFor();

  await page.getByRole("button", { name: "Switch off" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Switch off" }).click();
  await toast(page, "Colin Colleague is switched off").waitFor();
  colleague.watch.expect(401, /./);
  await colleague.page.getByRole("link", { name: "Quotes" }).first().click();
  await colleague.page.getByRole("dialog").getByLabel("Password").waitFor(); // signed out where he stands
});

flow("the owner changes colour and terms: visitors see the colour, the trail says who did it", async ({ people }) => {
  const owner = await people.signedIn("owner");
  const visitor = await people.visitor();
  const accent = () => visitor.page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent").trim());
  await visitor.open("/");
  const before = await accent();
  const company = await owner.call("GET", "/company");

  const { page } = owner;
  await owner.open("/office/company");
  await page.getByLabel(/^Colour/).fill("#0b6e4f");
  await page.getByLabel("Quotes hold, days").fill("45");
  await page.getByText("2 changes are not saved").waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await toast(page, "Settings saved").waitFor();
  await visitor.open("/");
  await until(async () => (await accent()) !== before, { what: "visitors see the company's colour" });
  notEqual(await accent(), "");

  await owner.open("/office/audit");
  const row = page.getByRole("row").filter({ hasText: "Company changed" }).first();
  await row.filter({ hasText: "Olga Owner" }).waitFor();

  const now = await owner.call("GET", "/company");
  equal(now.quote_validity_days, 45);
  const { accent_color, quote_validity_days } = company;
  await owner.call("PATCH", "/company", { accent_color, quote_validity_days }, { "If-Match": `"${now.version}"` });
});

flow("a part that was measured is found among the jobs, with what it was given", async ({ people }) => {
  const owner = await people.signedIn("owner");
  const { page } = owner;
  const { name, bytes } = block("measured.stl");
  await owner.call("POST", "/files", { file_name: name, content_base64: bytes.toString("base64"), wait: 0 });
  await owner.open("/office/jobs?kind=files.analyze"); // among all jobs the many that send messages stand before it
  await page.getByRole("row").filter({ hasText: "Measure a file" }).first().getByRole("link").first().click();
  await page.waitForURL(/\/office\/jobs\/[0-9a-f-]+$/);
  await page.getByText("file_id").first().waitFor();
  await page.getByText("Done").first().waitFor();
});
