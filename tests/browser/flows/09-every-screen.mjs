import { deepEqual } from "node:assert/strict";
import { lookAtAll, screens } from "../screens.mjs";
import { seriousFaults } from "../support/accessibility.mjs";
import { flow } from "../support/flow.mjs";
import { foreignTo, strange } from "../support/languages.mjs";
import { phone } from "../support/people.mjs";
import { tooWide } from "../support/width.mjs";

const onDesk = screens;
const onPhone = screens.filter(({ desk }) => !desk);

flow("every screen, light, on a desk: axe finds nothing serious", async ({ people }) => {
  deepEqual(await lookAtAll({ people, wanted: onDesk, look: seriousFaults }), []);
});

flow("every screen, dark, on a phone: axe finds nothing serious, and nothing is wider than it", async ({ people }) => {
  const look = async (page) => [...(await tooWide(page)), ...(await seriousFaults(page))];
  deepEqual(await lookAtAll({ people, wanted: onPhone, options: { theme: "dark", viewport: phone }, look }), []);
});

/** Names that the company has given: data, which nobody translates. */
async function catalogueNames(owner) {
  const kinds = ["services", "materials", "machines", "finishes", "tolerances", "rush-levels"];
  const lists = await Promise.all(kinds.map((kind) => owner.call("GET", `/catalogue/${kind}?page_size=100`)));
  return new Set(lists.flatMap(({ items }) => items.map((item) => item.name)));
}

for (const [language, name] of [["ru", "Russian"], ["kk", "Kazakh"]])
  flow(`every screen in ${name} on a phone: no English, no keys, and nothing is wider than it`, async ({ people }) => {
    const given = await catalogueNames(await people.signedIn("owner"));
    const foreign = foreignTo(language).filter((text) => !given.has(text));
    const look = async (page) => [...(await tooWide(page)), ...(await strange(page, foreign))];
    deepEqual(await lookAtAll({ people, wanted: onPhone, options: { language, viewport: phone }, look }), []);
  });
