import { equal, match } from "node:assert/strict";
import { toast } from "../pages/office.mjs";
import { flow } from "../support/flow.mjs";
import { until } from "../support/until.mjs";

flow("an API key: shown once, used by a program, its rights narrowed, and refused once it is revoked", async ({ people, server }) => {
  const owner = await people.signedIn("owner");
  const { page } = owner;
  await owner.open("/office/api-keys");
  await page.getByRole("button", { name: "Make a key" }).first().click();
  const making = page.getByRole("dialog", { name: "Make a key" });
  await making.getByLabel("Name").fill("Shop floor display");
  await making.getByRole("button", { name: "Make a key" }).click();
  await making.getByText("Tick at least one right.").waitFor();
  await making.getByLabel("See all orders").check();
  await making.getByLabel("See customers").check();
  await making.getByRole("button", { name: "Make a key" }).click();
  const shown = page.getByRole("dialog", { name: "Shop floor display" });
  const key = await shown.locator("[data-secret]").innerText();
  match(key, /^gh_[\w-]+$/);
  match(await shown.locator("pre").innerText(), /^curl -H "Authorization: Bearer gh_.*\/api\/v1\/sales-orders$/);
  await shown.getByRole("button", { name: "I have copied it" }).click();

  const ask = async (path) => (await fetch(`${server.origin}/api/v1${path}`, { headers: { Authorization: `Bearer ${key}` } })).status;
  equal(await ask("/sales-orders"), 200);
  equal(await ask("/customers"), 200);
  equal(await ask("/users"), 403);

  await page.getByRole("row").filter({ hasText: key.slice(-4) }).getByRole("link").first().click();
  await page.getByRole("heading", { name: "Shop floor display" }).waitFor();
  equal(await page.getByText(key).count(), 0, "the key itself is nowhere any more");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  const changing = page.getByRole("dialog", { name: "Change" });
  await changing.getByLabel("See customers").uncheck();
  await changing.getByRole("button", { name: "Save" }).click();
  await changing.waitFor({ state: "detached" });
  await until(async () => (await ask("/customers")) === 403, { what: "the key may not read customers" });

  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await toast(page, "is revoked").waitFor();
  equal(await ask("/sales-orders"), 401);
  await page.getByText(/it works no more/).waitFor();
});
