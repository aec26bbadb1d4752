import { deepEqual, ok } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { order, say } from "../pages/portal.mjs";
import { Pricing } from "../pages/pricing.mjs";
import { lookAtAll, screens } from "../screens.mjs";
import { flow } from "../support/flow.mjs";
import { block } from "../support/parts.mjs";
import { address, password, phone } from "../support/people.mjs";

/** What is wider than the screen although it does not scroll by itself. */
const tooWide = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > width + 1);
    const outermost = wide.filter((element) => !wide.includes(element.parentElement)).slice(0, 3);
    return [`${document.documentElement.scrollWidth} wide: ${outermost.map((one) => one.outerHTML.slice(0, 120)).join(" | ")}`];
  });

flow("no screen is wider than a phone of 360 points, in the longest of the languages", async ({ people }) => {
  const wanted = screens.filter((screen) => !screen.desk);
  deepEqual(await lookAtAll({ people, wanted, options: { viewport: phone, language: "ru" }, look: tooWide }), []);
});

flow("from a dropped part to an order on a phone", async ({ people }) => {
  const visitor = await people.visitor({ viewport: phone, live: true });
  const { page } = visitor;
  await visitor.open("/");
  const pricing = new Pricing(visitor);
  const fits = async () => deepEqual(await tooWide(page), []);
  await fits();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByText("Choose files").tap()]);
  const part = block("phone.stl");
  await chooser.setFiles([{ name: part.name, mimeType: "model/stl", buffer: part.bytes }]);
  await pricing.priceOf(part.name);
  await pricing.live();
  await fits();
  ok((await pricing.save.boundingBox()).y < phone.height, "the next step is in sight without scrolling");
  await page.getByRole("button", { name: "More", exact: true }).first().tap();
  await pricing.save.tap();
  await page.getByRole("dialog").waitFor();
  await fits();
  await pricing.register({ name: "Phoebe Phone", email: `${randomUUID()}@phone.example`, password });
  await page.waitForURL(/\/quotes\/[0-9a-f-]+$/);
  await say(page, "Accepted");
  await fits();
  await order(page, address);
  await say(page, "Waiting");
  await fits();
});
