import { deepEqual } from "node:assert/strict";
import { lookAtAll, screens } from "../screens.mjs";
import { seriousFaults } from "../support/accessibility.mjs";
import { flow } from "../support/flow.mjs";
import { foreignTo, strange } from "../support/languages.mjs";
import { phone } from "../support/people.mjs";
import { tooWide } from "../support/width.mjs";

const onPhone = screens.filter(({ desk }) => !desk);

flow("every screen, light, on a desk: axe finds nothing serious", async ({ people }) => {
  deepEqual(await lookAtAll({ people, look: seriousFaults }), []);
});

/** Names that the company has given: data, which nobody translates. */
async function catalogueNames(owner) {
  const kinds = ["services", "materials", "machines", "finishes", "tolerances", "rush-levels", "color-names"];
  const lists = await Promise.all(kinds.map((kind) => owner.call("GET", `/catalogue/${kind}?page_size=100`)));
  return new Set(lists.flatMap(({ items }) => items.map((item) => item.name)));
}

async function strangeIn(language, people) {
  const given = await catalogueNames(await people.signedIn("owner"));
  const foreign = foreignTo(language).filter((text) => !given.has(text));
  return (page) => strange(page, foreign);
}

flow("every screen in Russian, dark, on a phone: no English, nothing wider than it, axe finds nothing serious", async ({ people }) => {
  const says = await strangeIn("ru", people);
  const look = async (page) => [...(await tooWide(page)), ...(await says(page)), ...(await seriousFaults(page))];
  deepEqual(await lookAtAll({ people, wanted: onPhone, options: { language: "ru", theme: "dark", viewport: phone }, look }), []);
});

flow("every screen in Kazakh on a phone: no English, no keys, and nothing is wider than it", async ({ people }) => {
  const says = await strangeIn("kk", people);
  const look = async (page) => [...(await tooWide(page)), ...(await says(page))];
  deepEqual(await lookAtAll({ people, wanted: onPhone, options: { language: "kk", viewport: phone }, look }), []);
});
