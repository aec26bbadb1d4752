// The scripts that the first screen needs must stay below the budget (gzip): what index.html names, what that imports
// statically, the first screen's own chunk, and one language.
//   node tools/budget.mjs DIST
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 250;
const FIRST_SCREEN = ["price-page", "en"]; // chunks that are loaded by name before the first screen is whole

const dist = process.argv[2] ?? "dist";
const assets = join(dist, "assets");
const read = (name) => readFileSync(join(assets, name), "utf8");
const page = readFileSync(join(dist, "index.html"), "utf8");
const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));

function importsOf(name) {
  const found = read(name).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g);
  return [...found].map((match) => match[1]);
}

const named = [...page.matchAll(/\/assets\/([^"]+\.js)"/g)].map((match) => match[1]);
const byName = FIRST_SCREEN.map((stem) => {
  const found = scripts.filter((name) => name.replace(/-[\w-]{8}\.js$/, "") === stem);
  if (found.length !== 1) throw new Error(`budget: ${found.length} chunks are called ${stem}`);
  return found[0];
});
const needed = new Set();
const wanted = [...named, ...byName];
while (wanted.length) {
  const name = wanted.pop();
  if (needed.has(name)) continue;
  needed.add(name);
  wanted.push(...importsOf(name));
}
let total = 0;
for (const name of [...needed].sort()) {
  const size = gzipSync(read(name), { level: 9 }).length;
  total += size;
  console.log(`${(size / 1024).toFixed(1).padStart(8)} kB  ${name}`);
}
console.log(`${(total / 1024).toFixed(1).padStart(8)} kB  of ${BUDGET_KB} kB for the first screen (gzip)`);
process.exit(total <= BUDGET_KB * 1024 ? 0 : 1);
