// Two people and a file: shared by name, seen once the address is confirmed, priced, and taken back under one's eyes.
import { deepEqual, equal } from "node:assert/strict";
import { Pricing } from "../pages/pricing.mjs";
import { seriousFaults } from "../support/accessibility.mjs";
import { flow } from "../support/flow.mjs";
import { mailed, mailedLink } from "../support/mail.mjs";
import { block } from "../support/parts.mjs";
import { phone } from "../support/people.mjs";
import { until } from "../support/until.mjs";

const actionsFor = (page, name) => page.getByRole("button", { name: `Actions for ${name}` });

async function sendsPart(customer, part) {
  const { items } = await customer.call("POST", "/files", {
    file_name: part.name,
    content_base64: part.bytes.toString("base64"),
  });
  return items[0];
}

flow("a file is shared with somebody by name, who looks at it and prices it until it is taken back", async ({ people, server }) => {
  const ada = await people.newCustomer("Ada Author");
  const ben = await people.newCustomer("Ben Buyer");
  const part = block("shared-bracket.stl");
  const file = await sendsPart(ada, part);

  // He has shown nobody yet that the address is his own, so he sees nothing; she is told nothing of that.
  await ada.open("/files");
  await actionsFor(ada.page, part.name).click();
  await ada.page.getByRole("menuitem", { name: "Share …" }).click();
  const dialog = ada.page.getByRole("dialog", { name: `Share ${part.name}` });
  await dialog.getByText("Shared with nobody so far.").waitFor();
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByText("Enter an e-mail address.").waitFor();
  await dialog.getByLabel("E-mail address").fill(ben.email);
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByText(`Shared with ${ben.email}.`).waitFor();
  await dialog.getByRole("list", { name: "Shared with" }).getByText(ben.email).waitFor();
  ada.watch.expect(422, /\/shares$/);
  await dialog.getByLabel("E-mail address").fill(ada.email);
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByText("is this person's own", { exact: false }).waitFor();
  deepEqual(await seriousFaults(ada.page), []);
  await dialog.getByRole("button", { name: "Close" }).click();

  await ben.open("/files");
  await ben.page.getByRole("button", { name: "Shared with me" }).click();
  await ben.page.waitForURL("**/files?show=shared");
  await ben.page.getByText("Nobody shares a file with you at the moment.").waitFor();
  await ben.open(await mailedLink(server, ben.email, "verify-email"));
  await mailed(server, ben.email, new RegExp(`Ada Author shared ${part.name} with you`));
  await ben.open("/files?show=shared");
  await ben.page.getByText("From Ada Author").waitFor();
  deepEqual(await seriousFaults(ben.page), []);

  // Everything that reads; nothing that removes or passes on.
  await actionsFor(ben.page, part.name).click();
  deepEqual(await ben.page.getByRole("menuitem").allTextContents(), ["Price it", "View in 3D", "Download", "Remove from my list"]);
  await ben.page.getByRole("menuitem", { name: "View in 3D" }).click();
  await ben.page.getByRole("heading", { name: part.name }).waitFor();
  equal(await ben.page.getByRole("button", { name: "Share …" }).count(), 0);
  await ben.open("/files?show=shared");
  await ben.page.getByRole("button", { name: `Price ${part.name}` }).click();
  const pricing = new Pricing(ben);
  await pricing.priceOf(part.name);

  // Taken back in the viewer, it goes from his list while he looks.
  await ben.open("/files?show=shared");
  await ben.page.getByText("From Ada Author").waitFor();
  await ada.open(`/parts/${file.id}`);
  await ada.page.getByRole("button", { name: "Share …" }).click();
  await dialog.getByRole("button", { name: `Take back from ${ben.email}` }).click();
  await dialog.getByText("Shared with nobody so far.").waitFor();
  await ben.page.getByText("Nobody shares a file with you at the moment.").waitFor();
});

flow("what others share is left again, on a phone", async ({ people }) => {
  const customer = await people.signedIn("customer2", { viewport: phone });
  const { page } = customer;
  await customer.open("/files?show=shared");
  await page.getByText("From Clara Customer").waitFor();
  await actionsFor(page, "Worn washer.png").click();
  await page.getByRole("menuitem", { name: "Remove from my list" }).click();
  await page.getByText("Worn washer.png removed", { exact: true }).waitFor();
  await page.getByText("Nobody shares a file with you at the moment.").waitFor();
  await page.mouse.move(1, 1); // a notice under the pointer stays
  await until(async () => (await customer.call("GET", "/files?shared_with_me=true")).total === 0, { what: "the notice goes, and the share with it" });
});
