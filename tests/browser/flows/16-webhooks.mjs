import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { equal, match } from "node:assert/strict";
import { flow } from "../support/flow.mjs";
import { makeQuote } from "../support/orders.mjs";
import { until } from "../support/until.mjs";

/** Somebody outside: remembers what he was told, and answers as he is told to. */
async function makeReceiver() {
  const heard = [];
  const answers = [];
  const server = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const body = Buffer.concat(pieces).toString();
    heard.push({ headers: request.headers, body });
    const isAwaited = !body.includes('"quote.expired"'); // the demo's old quote ends by itself once an hour begins
    response.writeHead((isAwaited && answers.shift()) || 200).end("thank you");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { heard, answers, url: `http://127.0.0.1:${server.address().port}/hooks`, close: () => server.close() };
}

const signed = (secret, { headers, body }) => `v1=${createHmac("sha256", secret).update(`${headers["guildhall-timestamp"]}.${body}`).digest("hex")}`;

flow("the owner tells another program what happens: events are picked, the secret is shown once, a test arrives, a failure is read and sent again", async ({ people }) => {
  const receiver = await makeReceiver();
  try {
    const owner = await people.signedIn("owner");
    const { page } = owner;
    await owner.open("/office/webhooks");
    await page.getByRole("button", { name: "Add a webhook" }).first().click();
    const adding = page.getByRole("dialog", { name: "Add a webhook" });
    await adding.getByLabel("Name", { exact: true }).fill("Receiver of a flow");
    await adding.getByLabel("Address", { exact: true }).fill("ftp://nowhere");
    await adding.getByRole("checkbox", { name: "All about: Quote", exact: true }).check();
    equal(await adding.getByRole("checkbox", { name: "Quote accepted" }).isDisabled(), true, "it is among all about quotes");
    owner.watch.expect(422, /webhooks$/);
    await adding.getByRole("button", { name: "Add a webhook" }).click();
    await adding.getByText("Write an address that begins with https://.").waitFor();
    await adding.getByLabel("Address", { exact: true }).fill(receiver.url);
    await adding.getByRole("button", { name: "Add a webhook" }).click();
    const shown = page.getByRole("dialog", { name: "The secret" });
    const secret = (await shown.locator("code").textContent()).trim();
    match(secret, /^whsec_.{40,}$/);
    await shown.getByRole("button", { name: "Done" }).click();
    await page.waitForURL(/\/office\/webhooks\/[0-9a-f-]+$/);
    equal(await page.getByText(secret).count(), 0, "and never again");

    await page.getByRole("button", { name: "Send a test" }).click();
    const sheet = page.getByRole("dialog", { name: "Test" });
    await sheet.getByText("HTTP 200").waitFor();
    await sheet.getByText("thank you").waitFor();
    await page.keyboard.press("Escape");
    const [test] = receiver.heard;
    equal(test.headers["guildhall-signature"], signed(secret, test));
    equal(JSON.parse(test.body).name, "webhook.test");

    receiver.answers.push(404);
    const customer = await people.newCustomer("Willa Webhook");
    const quote = await makeQuote(customer, { note: "By Friday?" });
    const told = () => receiver.heard.map(({ body }) => JSON.parse(body)).filter(({ record }) => record.id === quote.id);
    await until(async () => told().length === 2); // the second time by itself
    await page.getByRole("button", { name: /Quote asked for.*2 attempts/ }).click();
    const delivery = page.getByRole("dialog", { name: "Quote asked for" });
    await delivery.getByText("HTTP 404").waitFor();
    await delivery.getByRole("button", { name: "Send again" }).click();
    await until(async () => told().length === 3);
    equal(new Set(told().map(({ id }) => id)).size, 1, "one event, however often it is told");
    await delivery.getByRole("button", { name: "Close" }).click(); // the button that was pressed is busy, and has no focus
    await delivery.waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Switch off" }).click();
    await page.getByRole("button", { name: "Switch on" }).waitFor();
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await page.waitForURL(/\/office\/webhooks$/);
    const left = await owner.call("GET", "/webhooks");
    equal(left.items.some(({ name }) => name === "Receiver of a flow"), false);
  } finally {
    receiver.close();
  }
});
