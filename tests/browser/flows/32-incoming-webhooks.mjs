import { createHmac } from "node:crypto";
import { equal, match } from "node:assert/strict";
import { flow } from "../support/flow.mjs";
import { until } from "../support/until.mjs";

/** What another Guildhall would send. */
async function tell(address, secret, event, { age = 0 } = {}) {
  const body = JSON.stringify(event);
  const stamp = String(Math.floor(Date.now() / 1000) - age);
  const signature = `v1=${createHmac("sha256", secret).update(`${stamp}.${body}`).digest("hex")}`;
  const headers = { "content-type": "application/json", "guildhall-timestamp": stamp, "guildhall-signature": signature };
  const answer = await fetch(address, { method: "POST", headers, body });
  return { status: answer.status, ...(await answer.json()) };
}

flow("the owner lets another program tell what happens: its secret is shown once, a forged call is seen, an event is read as it came and handled once more", async ({ people }) => {
  const owner = await people.signedIn("owner");
  const { page } = owner;
  await owner.open("/office/inbound-webhooks");
  await page.getByRole("button", { name: "Add an incoming webhook" }).first().click();
  const adding = page.getByRole("dialog", { name: "Add an incoming webhook" });
  await adding.getByLabel("Name", { exact: true }).fill("Shop of a flow");
  await adding.getByLabel("Signed as").selectOption({ label: "Stripe" });
  const add = adding.getByRole("button", { name: "Add an incoming webhook" });
  equal(await add.isDisabled(), true, "the secret of Stripe is Stripe's to give");
  await adding.getByLabel(/^Secret/).fill("short");
  owner.watch.expect(422, /inbound-endpoints$/);
  await add.click();
  await adding.getByText("A secret has at least 8 characters.").waitFor();
  await adding.getByLabel(/^Secret/).fill("");
  await adding.getByLabel("Signed as").selectOption({ label: "Guildhall" });
  await add.click();
  const shown = page.getByRole("dialog", { name: "The secret" });
  const secret = (await shown.locator("code").textContent()).trim();
  match(secret, /^[A-Za-z0-9_-]{43}$/);
  await shown.getByRole("button", { name: "Done" }).click();
  await page.waitForURL(/\/office\/inbound-webhooks\/[0-9a-f-]+$/);
  equal(await page.getByText(secret).count(), 0, "and never again");
  const address = (await page.locator("code").first().textContent()).trim();
  match(address, /\/api\/v1\/inbound\/event\/[A-Za-z0-9_-]{48}$/);
  await page.getByText("Nothing came yet").waitFor();

  equal((await tell(address, "somebody else's", { id: "forged" })).code, "signature_not_valid");
  await page.getByText(/was refused: its signature was not made with this secret/).waitFor({ timeout: 30_000 });
  equal((await tell(address, secret, { id: "old" }, { age: 400 })).code, "timestamp_too_old");
  const event = { id: "order-77", name: "order.placed", total: "12.50" };
  equal((await tell(address, secret, event)).is_new, true);
  equal((await tell(address, secret, event)).is_new, false);
  await page.getByRole("button", { name: /order\.placed.*Handled.*came again 1 time/s }).click({ timeout: 60_000 });
  const sheet = page.getByRole("dialog", { name: "order.placed" });
  await sheet.getByText('"total": "12.50"').waitFor();
  await sheet.getByText("Guildhall-Signature:").waitFor();
  await sheet.getByRole("button", { name: "Handle once more" }).click();
  await page.getByText("Is handled once more", { exact: true }).waitFor();
  await until(async () => (await owner.call("GET", "/audit?action=inbound_event.replayed")).total > 0);
  await sheet.getByText("Told to all who listen for inbound.received.").waitFor();
  await sheet.getByRole("button", { name: "Close" }).click();
  await sheet.waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Switch off" }).click();
  await page.getByRole("button", { name: "Switch on" }).waitFor();
  equal((await tell(address, secret, { id: "late" })).code, "inbound_endpoint_not_found");
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.waitForURL(/\/office\/inbound-webhooks$/);
  const left = await owner.call("GET", "/inbound-endpoints");
  equal(left.items.some(({ name }) => name === "Shop of a flow"), false);
});
