import { deepEqual, equal, ok } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { toast } from "../pages/office.mjs";
import { seriousFaults } from "../support/accessibility.mjs";
import { flow } from "../support/flow.mjs";
import { mailed, mailedLink } from "../support/mail.mjs";
import { password } from "../support/people.mjs";
import { appCode } from "../support/totp.mjs";
import { until } from "../support/until.mjs";

/** A code of the file that was saved, but the one that is spent. */
async function another(spent, download) {
  const lines = readFileSync(await download.path(), "utf8").split("\n").slice(1);
  return lines.find((line) => line && line !== spent);
}

const newPassword = "another-guildhall-2";

/** The token is gone from the address, and the history holds no page that has it. */
const tokenIsGone = (page) => until(() => !page.url().includes("token"), { what: "the token leaves the address" });

async function signIn(person, email, secret) {
  const { page } = person;
  await person.open("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}

flow("somebody registers, confirms the address by the link that is mailed, and the banner goes", async ({ people, server }) => {
  const customer = await people.visitor();
  const { page } = customer;
  const email = `${randomUUID()}@customer.example`;
  await customer.open("/register");
  await page.getByLabel("Full name").fill("Rita Registered");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create an account" }).click();
  await page.getByRole("button", { name: /Rita Registered/ }).waitFor();

  await customer.open("/profile");
  await page.getByText("Your address is not confirmed yet").waitFor();
  const first = await mailedLink(server, email, "verify-email");
  await page.getByRole("button", { name: "Send it again" }).click();
  await page.getByText(`The link is on its way to ${email}`).waitFor();
  const second = await until(async () => {
    const newest = await mailedLink(server, email, "verify-email");
    return newest !== first && newest;
  });

  customer.watch.expect(422, /email-verification\/confirm$/); // the older link
  await customer.open(first);
  await page.getByText("This link does not work any more").waitFor();
  await tokenIsGone(page);
  await customer.open(second);
  await page.getByRole("heading", { name: "Your address is confirmed" }).waitFor();
  await tokenIsGone(page);
  await page.getByRole("link", { name: "Go to the profile" }).click();
  await page.getByLabel("Full name").waitFor();
  equal(await page.getByText("Your address is not confirmed yet").count(), 0);
});

flow("a forgotten password: a link by mail, a new one, and in", async ({ people, server }) => {
  const customer = await people.newCustomer("Fiona Forgetful");
  const { email } = customer;
  const elsewhere = await people.visitor();
  const { page } = elsewhere;
  await elsewhere.open("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("E-mail").fill(`${randomUUID()}@nobody.example`);
  await page.getByRole("button", { name: "Send the link" }).click();
  const saysNothing = await page.getByText(/If somebody has the address/).innerText();
  await elsewhere.open("/forgot-password");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  const saysTheSame = await page.getByText(/If somebody has the address/).innerText();
  equal(saysTheSame.replace(email, "…"), saysNothing.replace(/\S+@nobody.example/, "…"));

  await elsewhere.open(await mailedLink(server, email, "reset-password"));
  await tokenIsGone(page);
  deepEqual(await seriousFaults(page), []);
  elsewhere.watch.expect(422, /password-reset\/confirm$/);
  await page.getByLabel("New password").fill("password123");
  await page.getByRole("button", { name: "Save the password" }).click();
  await page.getByText(/Choose a longer or less common password/).waitFor();
  await page.getByLabel("New password").fill(newPassword);
  await page.getByRole("button", { name: "Save the password" }).click();
  await page.getByRole("heading", { name: "The password is changed" }).waitFor();
  await signIn(elsewhere, email, newPassword);
  await page.getByRole("button", { name: /Fiona Forgetful/ }).waitFor();
});

flow("in without a password: six digits by mail, pasted", async ({ people, server }) => {
  const { email } = await people.newCustomer("Cora Code");
  const visitor = await people.visitor();
  const { page } = visitor;
  await visitor.open("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Get a code by e-mail or SMS instead" }).click();
  equal(await page.getByLabel("E-mail").inputValue(), email);
  await page.getByRole("button", { name: "Send the code" }).click();
  const field = page.getByLabel("Code of six digits");
  await field.waitFor();
  equal(await field.getAttribute("autocomplete"), "one-time-code");
  ok(await page.getByRole("button", { name: /Another code in \d+ s/ }).isDisabled());
  const code = await mailed(server, email, /\b(\d{6})\b/);

  visitor.watch.expect(422, /one-time-code\/login$/);
  await field.fill(code === "000000" ? "111111" : "000000");
  await page.getByText(/The code is wrong/).first().waitFor();
  await field.fill("");
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`); // as some phones write it
  await page.getByRole("button", { name: /Cora Code/ }).waitFor();
});

flow("a number is one's own by the code that comes to it, and then opens the door", async ({ people, server }) => {
  const customer = await people.newCustomer("Paula Phone");
  const { page } = customer;
  const number = `+7701${Math.floor(1_000_000 + Math.random() * 9_000_000)}`;
  await customer.open("/profile");
  await page.getByLabel("Phone").fill(number);
  equal(await page.getByRole("button", { name: "Send a code by SMS" }).count(), 0, "not before it is saved");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Send a code by SMS" }).click();
  await page.getByText(`A code is on its way to ${number}`).waitFor();
  await page.getByLabel("Code of six digits").fill(await mailed(server, number, /\b(\d{6})\b/));
  await toast(page, "Your number is confirmed").waitFor();
  await page.getByText("Confirmed", { exact: true }).waitFor();

  const first = await mailed(server, number, /\b(\d{6})\b/);
  const visitor = await people.visitor();
  await visitor.open("/sign-in");
  await visitor.page.getByRole("button", { name: "Get a code by e-mail or SMS instead" }).click();
  await visitor.page.getByLabel("E-mail or mobile number").fill(`${number.slice(0, 5)} ${number.slice(5, 8)}-${number.slice(8)}`);
  await visitor.page.getByRole("button", { name: "Send the code" }).click();
  const second = await until(async () => {
    const newest = await mailed(server, number, /\b(\d{6})\b/);
    return newest !== first && newest;
  });
  await visitor.page.getByLabel("Code of six digits").fill(second);
  await visitor.page.getByRole("button", { name: /Paula Phone/ }).waitFor();
});

flow("a second factor: set up by hand, asked for, and left behind by a recovery code when the phone is gone", async ({ people }) => {
  const customer = await people.newCustomer("Sven Secondfactor");
  const { page, email } = customer;
  await customer.open("/profile");
  await page.getByRole("button", { name: "Set up the second factor" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Current password").fill(password);
  await dialog.getByRole("button", { name: "Next" }).click();
  await dialog.getByRole("img", { name: "QR code for the app" }).waitFor();
  deepEqual(await seriousFaults(page), []);
  const secret = await dialog.locator("[data-secret]").innerText();
  await dialog.getByLabel("The code that the app shows now").fill(appCode(secret));
  const codes = dialog.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await codes.first().waitFor();
  equal(await codes.count(), 10);
  const [recovery] = await codes.allInnerTexts();
  const saved = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download" }).click();
  const file = await saved;
  equal(file.suggestedFilename(), "recovery-codes.txt");
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  await page.getByText("10 recovery codes left").waitFor();

  const elsewhere = await people.visitor();
  elsewhere.watch.expect(401, /\/auth\/login$/);
  await signIn(elsewhere, email, password);
  const field = elsewhere.page.getByLabel("Code of the app, or a recovery code");
  elsewhere.watch.expect(422, /\/auth\/login$/);
  await field.fill("not a code");
  await elsewhere.page.getByRole("button", { name: "Go on" }).click();
  await elsewhere.page.getByText(/not the code/).first().waitFor();
  await field.fill(appCode(secret, 1));
  await elsewhere.page.getByRole("button", { name: "Go on" }).click();
  await elsewhere.page.getByRole("button", { name: /Sven Secondfactor/ }).waitFor();

  const withoutPhone = await people.visitor();
  withoutPhone.watch.expect(401, /\/auth\/login$/);
  await signIn(withoutPhone, email, password);
  await withoutPhone.page.getByLabel("Code of the app, or a recovery code").fill(recovery);
  await withoutPhone.page.getByRole("button", { name: "Go on" }).click();
  await withoutPhone.page.getByRole("button", { name: /Sven Secondfactor/ }).waitFor();

  await withoutPhone.open("/profile");
  await withoutPhone.page.getByText("9 recovery codes left").waitFor();
  await withoutPhone.page.getByRole("button", { name: "Switch off" }).click();
  const off = withoutPhone.page.getByRole("dialog");
  await off.getByLabel("Code of the app, or a recovery code").fill(await another(recovery, file));
  await off.getByRole("button", { name: "Switch off" }).click();
  await toast(withoutPhone.page, "The second factor is off").waitFor();
});
