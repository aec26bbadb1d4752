// People are told what happens: the bell rings without reloading, and everybody chooses what reaches him.
import { equal } from "node:assert/strict";
import { flow } from "../support/flow.mjs";
import { makeQuote } from "../support/orders.mjs";
import { until } from "../support/until.mjs";

const bell = (page, name) => page.getByRole("banner").getByRole("button", { name, exact: true });

flow("a quote is approved: the customer's bell says so while he looks, and leads to the quote", async ({ people }) => {
  const customer = await people.newCustomer("Nora Notice");
  const quote = await makeQuote(customer, { note: "Please look at the edges." });
  const { page } = customer;
  await customer.open("/orders");
  await bell(page, "Notifications").waitFor();
  const manager = await people.signedIn("manager");
  await manager.call("POST", `/quotes/${quote.id}/review`, { decision: "approve" });
  await bell(page, "Notifications, 1 unread").click();
  await page.getByRole("dialog", { name: "Notifications" }).getByRole("link", { name: new RegExp(quote.number) }).click();
  await page.waitForURL(new RegExp(`/quotes/${quote.id}$`));
  await bell(page, "Notifications").waitFor();
});

flow("a customer wants no mail about quotes; the company finds the choice kept and no mail sent", async ({ people }) => {
  const customer = await people.newCustomer("Quincy Quiet");
  const { page } = customer;
  await customer.open("/profile");
  await page.getByRole("checkbox", { name: "Quotes, E-mail" }).click();
  equal(await page.getByRole("checkbox", { name: "Security, E-mail" }).isDisabled(), true);
  await until(async () => {
    const { groups } = await customer.call("GET", "/notification-preferences");
    const quotes = groups.find((one) => one.event_group === "quotes");
    return !quotes.channels.find((one) => one.channel === "email").is_on;
  });
  const quote = await makeQuote(customer, { note: "Quietly, please." });
  const manager = await people.signedIn("manager");
  await manager.call("POST", `/quotes/${quote.id}/review`, { decision: "approve" });
  const { id } = await customer.call("GET", "/auth/me");
  const owner = await people.signedIn("owner");
  const told = await until(async () => {
    const { items } = await owner.call("GET", `/messages?user_id=${id}&event=quote.approved`);
    return items.length > 0 && items;
  });
  equal(told.map((one) => one.channel).join(), "in_app");
});

flow("the owner writes the text of a mail, sees it with real values, and goes back to the built-in one", async ({ people }) => {
  const owner = await people.signedIn("owner");
  const { page } = owner;
  await owner.open("/office/messages/texts/quote.converted?channel=email&locale=en");
  const subject = page.getByLabel("Subject");
  await subject.fill("We begin with {{order_number}} by {{nobody}}");
  await page.getByText("Nobody fills {{nobody}}.").waitFor();
  await page.getByRole("heading", { name: /^We begin with SO-/ }).waitFor();
  await subject.fill("We begin with {{order_number}}");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Back to the built-in text" }).click();
  await page.getByRole("button", { name: "Back to the built-in text" }).waitFor({ state: "detached" });
  equal(await subject.inputValue(), "Your order {{order_number}}");
});
