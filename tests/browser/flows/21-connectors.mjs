import { equal, match, ok } from "node:assert/strict";
import { flow } from "../support/flow.mjs";
import { until } from "../support/until.mjs";

const row = (page, name) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: new RegExp(`^${name}`) }) });

flow("the owner sets a connector up: what is wrong stands at its field, a sandbox shows what would have been sent, off and gone", async ({ people }) => {
  const owner = await people.signedIn("owner");
  const { page } = owner;
  await owner.open("/office/connectors");
  const mobizon = row(page, "Mobizon");
  await mobizon.getByText("Not configured").waitFor();
  await mobizon.getByRole("button", { name: "Set up" }).click();
  const form = page.getByRole("dialog", { name: "Mobizon" });
  await form.getByLabel("Sandbox").check();
  owner.watch.expect(422, /connectors\/mobizon$/);
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText(/cannot be switched on without "api_key"/).waitFor();
  await form.getByLabel("API key").fill("two words");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText("It has neither blanks nor letters of other alphabets.").waitFor();
  await form.getByLabel("API key").fill("m-secret");
  await form.getByLabel("Sender's name").fill("Guildhall");
  await form.getByRole("button", { name: "Save" }).click();
  await form.waitFor({ state: "detached" });
  await mobizon.getByText("Sandbox", { exact: true }).waitFor();

  await mobizon.getByRole("button", { name: "Change" }).click();
  equal(await form.getByLabel("API key").inputValue(), "", "a secret is never shown");
  match(await form.getByLabel("API key").getAttribute("placeholder"), /Kept/);
  await form.getByRole("button", { name: "Cancel" }).click();

  await mobizon.getByRole("button", { name: "Test" }).click();
  const test = page.getByRole("dialog", { name: "Test Mobizon" });
  await test.getByLabel("Mobile number").fill("8 (701) 123-45-67");
  await test.getByRole("button", { name: "Send" }).click();
  await test.getByText("nothing was sent").waitFor();
  await test.getByRole("link", { name: "Open the message" }).click();
  await page.waitForURL(/\/office\/messages\/[0-9a-f-]+$/);
  await page.getByText("What would have been sent").click();
  const request = await page.locator("pre").innerText();
  match(request, /^POST https:\/\/api\.mobizon\.kz\/service\/message\/sendSmsMessage\?output=json&api=v1&apiKey=\*\*\*\n/);
  match(request, /recipient=77011234567/);
  ok(!request.includes("m-secret"));

  await owner.open("/office/connectors");
  await mobizon.getByRole("button", { name: "Switch off" }).click();
  await mobizon.getByText("Off", { exact: true }).waitFor();
  await mobizon.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog", { name: "Remove Mobizon?" }).getByRole("button", { name: "Remove" }).click();
  await mobizon.getByText("Not configured").waitFor();
});

flow("a browser is asked for messages only after a click, and shows what comes to it", async ({ people }) => {
  const customer = await people.newCustomer("Peter Push");
  const { page, context, origin } = customer;
  await page.addInitScript(() => {
    const asked = Notification.requestPermission.bind(Notification);
    window.asked = 0;
    Notification.requestPermission = () => ((window.asked += 1), asked());
  });
  await customer.open("/profile");
  const button = page.getByRole("button", { name: "Show them in this browser" });
  await button.waitFor();
  equal(await page.evaluate(() => window.asked), 0, "nobody asks by himself");
  await button.click();
  await page.getByText("The browser does not allow it.").waitFor();
  equal(await page.evaluate(() => window.asked), 1);

  // As the push service would deliver it: the worker shows it, and forgets where else it could lead.
  await context.grantPermissions(["notifications"], { origin });
  const session = await context.newCDPSession(page);
  const heard = new Promise((done) => session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations[0] && done(registrations[0].registrationId)));
  await session.send("ServiceWorker.enable");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/push-worker.js");
    await navigator.serviceWorker.ready;
  });
  const registrationId = await heard;
  const data = JSON.stringify({ title: "Order SO-2026-001", body: "It is on its way.", link: "/orders/1", tag: "one", lang: "en" });
  await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
  const shown = await until(() => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, data }))[0]));
  equal(shown.title, "Order SO-2026-001");
  equal(shown.body, "It is on its way.");
  equal(shown.data.link, "/orders/1");
});
