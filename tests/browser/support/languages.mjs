// Texts that a page shows although its language is another.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { top } from "./policy.mjs";

const src = join(top, "web/src");
const folders = [join(src, "app"), join(src, "ui"), ...readdirSync(join(src, "modules")).map((name) => join(src, "modules", name))];

const leaves = (value) => (typeof value === "string" ? [value] : Object.values(value).flatMap(leaves));

function textsOf(language) {
  const files = folders.map((folder) => join(folder, "locales", `${language}.json`)).filter(existsSync);
  return new Set(files.flatMap((file) => leaves(JSON.parse(readFileSync(file, "utf8")))));
}

/** English texts of the app that this language writes otherwise. */
export function foreignTo(language) {
  const own = textsOf(language);
  return [...textsOf("en")].filter((text) => !own.has(text) && !text.includes("{{") && /[a-z]{2}/.test(text));
}

/** What a reader of another language would stumble over: English texts, keys in place of texts, places that nothing fills. */
export const strange = (page, foreign) =>
  page.evaluate((english) => {
    const unwanted = new Set(english);
    const said = [];
    const read = (text) => {
      const shown = text?.trim();
      if (shown && (unwanted.has(shown) || shown.includes("{{") || /^[a-z]+[:.]([a-z]\w*\.)+\w+$/i.test(shown))) said.push(shown);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, style, [translate=no]")) read(walker.currentNode.data);
    for (const name of ["aria-label", "placeholder", "title", "alt"])
      for (const element of document.querySelectorAll(`[${name}]`)) read(element.getAttribute(name));
    return [...new Set(said)];
  }, foreign);
