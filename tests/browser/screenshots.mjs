// Pictures of every screen: light and dark, on a desk and on a phone.
//
//   node tests/browser/screenshots.mjs BUILD_FOLDER [FOLDER] [WORD…]   into FOLDER (build/screenshots), those whose name has a word
//     --app FOLDER    a web app built by `npm run build`, in place of the one in the program
//     --at ORIGIN     a running server with a demo company
//     --language ru   in another language
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findSamples, lookAtAll, screens } from "./screens.mjs";
import { launch } from "./support/browser.mjs";
import { People, phone } from "./support/people.mjs";
import { Server } from "./support/server.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { app: { type: "string" }, at: { type: "string" }, language: { type: "string", default: "en" } },
});
const [build = "build", folder = "build/screenshots", ...words] = positionals;
const sizes = { 1440: { width: 1440, height: 900 }, 360: phone };

/** A live part is there when its picture has left. On a phone some screens show their list first, and no part. */
async function waitForParts(page) {
  if ((await page.locator(".viewer-stage").filter({ visible: true }).count()) === 0) return;
  await page.locator('.viewer-stage[data-live="true"]').first().waitFor();
  await page.locator(".viewer-stage img").first().waitFor({ state: "detached" });
}

mkdirSync(folder, { recursive: true });
const server = options.at ? await Server.at(options.at, { app: options.app }) : await Server.start(build, { app: options.app });
const browser = await launch();
const people = new People(browser, server.origin);
const samples = await findSamples(people);
let count = 0;
const faults = [];
for (const [width, viewport] of Object.entries(sizes))
  for (const theme of ["light", "dark"]) {
    const isWanted = ({ name, desk }) => (!desk || width !== "360") && (words.length === 0 || words.some((word) => name.includes(word)));
    const look = async (page, { name, live }) => {
      if (live) await waitForParts(page);
      await page.screenshot({ path: join(folder, `${name}-${theme}-${width}.png`) });
      count++;
      return [];
    };
    // A loaded machine may be late with one screen: it is shown once more, and the other pictures are taken all the same.
    const onFault = async ({ name }, fault, again) => {
      console.error(`${name}-${theme}-${width} is taken once more: ${fault.message.split("\n")[0]}`);
      await again().catch((second) => faults.push(`${name}-${theme}-${width}: ${second.message}`));
    };
    await lookAtAll({ people, onFault, wanted: screens.filter(isWanted), options: { live: true, viewport, theme, language: options.language }, samples, look });
    await people.leave();
  }
await browser.close();
await server.stop();
console.log(`${count} pictures in ${folder}`);
for (const fault of faults) console.error(`missing ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);
