import { deepEqual } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { toast } from "../pages/office.mjs";
import { seriousFaults } from "../support/accessibility.mjs";
import { flow } from "../support/flow.mjs";
import { mailedLink } from "../support/mail.mjs";
import { password, phone } from "../support/people.mjs";
import { until } from "../support/until.mjs";
import { tooWide } from "../support/width.mjs";

flow("a colleague is invited, gets the link once more, comes in on a phone and works", async ({ people, server }) => {
  const owner = await people.signedIn("owner");
  const { page } = owner;
  const email = `${randomUUID()}@colleague.example`;
  await owner.open("/office/users");
  await page.getByRole("button", { name: "Invite a colleague" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Invite a colleague" });
  await dialog.getByLabel("Full name").fill("Ivy Invited");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Role").selectOption({ label: "Dispatcher" });
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await page.waitForURL(/\/office\/users\/[0-9a-f-]+$/);
  await page.getByText("Invited", { exact: true }).first().waitFor();
  const first = await mailedLink(server, email, "accept-invitation");
  await page.getByRole("button", { name: "Send the invitation again" }).first().click();
  await toast(page, "A new link is on its way").waitFor();
  const second = await until(async () => {
    const newest = await mailedLink(server, email, "accept-invitation");
    return newest !== first && newest;
  });

  const colleague = await people.visitor({ viewport: phone });
  colleague.watch.expect(422, /\/auth\/invitation$/);
  await colleague.open(first);
  await colleague.page.getByText("This link does not work any more").waitFor();
  await colleague.open(second);
  await colleague.page.getByRole("heading", { name: /^Welcome to / }).waitFor();
  await until(() => !colleague.page.url().includes("token"), { what: "the token leaves the address" });
  deepEqual([...(await seriousFaults(colleague.page)), ...(await tooWide(colleague.page))], []);
  await colleague.page.getByLabel("Full name").fill("Ivy In");
  await colleague.page.getByLabel("Password").fill(password);
  await colleague.page.getByRole("button", { name: "Accept and sign in" }).click();
  await colleague.page.waitForURL(/\/office$/);

  await owner.open(new URL(page.url()).pathname);
  await page.getByRole("heading", { name: "Ivy In", exact: true }).waitFor();
  await page.getByText("Active", { exact: true }).first().waitFor();
});
