// Walks through the app as people do: the real server with a demo company, Debian's Chromium.
//
//   node tests/browser/flows.mjs BUILD_FOLDER [WORD…]   the flows whose file or name has one of the words; without words, all
//     --app FOLDER   a web app built by `npm run build`, in place of the one in the program
//     --at ORIGIN    a running server with a demo company, instead of one of its own
//     --json         a line of JSON for each flow, for the test-suite
//     --together N   so many files at once, each with a server and a browser of its own
//     --list         names them and ends
import { mkdirSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./support/browser.mjs";
import { flows, from } from "./support/flow.mjs";
import { People } from "./support/people.mjs";
import { Server } from "./support/server.mjs";

const ONE_FLOW_MS = 600_000;
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    app: { type: "string" },
    at: { type: "string" },
    json: { type: "boolean" },
    list: { type: "boolean" },
    together: { type: "string", default: "1" },
  },
});
const [build = "build", ...words] = positionals;
const pictures = join(tmpdir(), "guildhall-flows");

async function load() {
  const folder = fileURLToPath(new URL("flows", import.meta.url));
  for (const name of readdirSync(folder).sort()) {
    from(name.replace(".mjs", ""));
    await import(join(folder, name));
  }
  const isWanted = ({ name, file }) => words.length === 0 || words.some((word) => `${file} ${name}`.includes(word));
  return flows.filter(isWanted);
}

const inTime = (work) => {
  let timer;
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`stopped after ${ONE_FLOW_MS / 1000} s`)), ONE_FLOW_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

async function walk(browser, server, { name, file, run }) {
  const began = Date.now();
  const people = new People(browser, server.origin);
  const notes = [];
  const faults = [];
  try {
    await inTime(run({ people, server, build, note: (text) => notes.push(text) }));
  } catch (error) {
    faults.push(error.stack ?? String(error));
  }
  faults.push(...people.complaints());
  if (faults.length > 0) {
    mkdirSync(pictures, { recursive: true });
    const place = join(pictures, file);
    await people.picture(place);
    faults.push(`pictures of the end: ${place}-*.png`);
  }
  await people.leave();
  return { name: `${file}: ${name}`, ok: faults.length === 0, seconds: (Date.now() - began) / 1000, notes, faults };
}

function tell({ name, ok, seconds, notes, faults }) {
  console.log(`  ${ok ? "ok     " : "FAILED "} ${name} (${seconds.toFixed(1)} s)`);
  for (const line of notes) console.log(`          ${line}`);
  for (const line of faults.flatMap((fault) => fault.split("\n"))) console.log(`          ${line}`);
}

// The flows of one file may build on each other, so they stay together and in order. All who walk take from one list.
function byFile(all) {
  const files = new Map(all.map(({ file }) => [file, []]));
  for (const one of all) files.get(one.file).push(one);
  return [...files.values()];
}

async function walkFiles(waiting) {
  const server = options.at ? await Server.at(options.at, { app: options.app }) : await Server.start(build, { app: options.app });
  const browser = await launch();
  for (let file = waiting.shift(); file; file = waiting.shift()) {
    for (const one of file) {
      if (options.json) console.log(JSON.stringify({ begins: `${one.file}: ${one.name}` }));
      const result = await walk(browser, server, one);
      failed += result.ok ? 0 : 1;
      if (options.json) console.log(JSON.stringify(result));
      else tell(result);
    }
  }
  await browser.close();
  await server.stop();
}

const wanted = await load();
if (options.list) {
  for (const { name, file } of wanted) console.log(`${file}: ${name}`);
  process.exit(0);
}
if (wanted.length === 0) throw new Error(`no flow has ${words.join(" or ")} in its name`);
let failed = 0;
const waiting = byFile(wanted);
await Promise.all(Array.from({ length: options.at ? 1 : Number(options.together) }, () => walkFiles(waiting)));
if (!options.json) console.log(`\n${wanted.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
