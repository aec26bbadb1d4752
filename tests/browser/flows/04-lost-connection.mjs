import { Pricing } from "../pages/pricing.mjs";
import { flow } from "../support/flow.mjs";
import { block } from "../support/parts.mjs";

async function cut(person, isOffline) {
  person.watch.offline(isOffline);
  await person.context.setOffline(isOffline);
}

flow("the connection breaks while a part is sent and while a quote is saved: words, and trying again works", async ({ people }) => {
  const customer = await people.newCustomer("Ivan Offline");
  const { page } = customer;
  await customer.open("/");
  const pricing = new Pricing(customer);

  await cut(customer, true);
  await page.getByText("No connection. What you see may be out of date").waitFor();
  await pricing.drop(block("bridge.stl"));
  await page.getByText("The server cannot be reached. Check the connection and try again.").waitFor();
  await cut(customer, false);
  await page.getByText("No connection. What you see may be out of date").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Try again" }).click();
  await pricing.priceOf("bridge.stl");

  await pricing.note.fill("Kept over the gap.");
  await cut(customer, true);
  await pricing.save.click();
  await page.getByText("The quote was not saved").first().waitFor();
  await cut(customer, false);
  await pricing.save.click();
  await page.waitForURL(/\/quotes\/[0-9a-f-]+$/);
  await page.getByText("Kept over the gap.").waitFor();
});
