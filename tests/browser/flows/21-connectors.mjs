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

flow("a browser whose push service renews its subscription tells the server by itself, when nobody is signed in there", async ({ people }) => {
  const owner = await people.signedIn("owner");
  await owner.call("PATCH", "/connectors/web_push", { is_active: true, fields: [{ name: "subject", value: "mailto:push@example.com" }] });
  const customer = await people.newCustomer("Renata Renewed");
  const keys = { p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth: "BTBZMqHH6r4Tts7J_aSIgg" };
  const device = await customer.call("POST", "/push-devices", { endpoint: "https://push.example.net/renata/1", ...keys, name: "Chrome" });
  const { page, context } = customer;
  await customer.open("/profile");
  // What the page keeps when it subscribes; there is no push service here.
  await page.evaluate(async (kept) => {
    await navigator.serviceWorker.register("/push-worker.js");
    await navigator.serviceWorker.ready;
    await (await caches.open("guildhall-push")).put("/push-subscription", new Response(JSON.stringify(kept)));
  }, { token: device.renewal_token, endpoint: "https://push.example.net/renata/1", key: keys.p256dh });
  await context.clearCookies();
  const worker = await until(() => Promise.resolve(context.serviceWorkers()[0]));
  await worker.evaluate((subscriptionKeys) => {
    const event = new ExtendableEvent("pushsubscriptionchange");
    event.newSubscription = { toJSON: () => ({ endpoint: "https://push.example.net/renata/2", keys: subscriptionKeys }) };
    self.dispatchEvent(event);
  }, keys);
  const kept = () => page.evaluate(async () => (await (await caches.match("/push-subscription")).json()).endpoint);
  await until(async () => (await kept()) === "https://push.example.net/renata/2");
  const known = await owner.call("GET", "/audit?action=push_device.renewed");
  equal(known.items[0].subject_id, device.id);
});
