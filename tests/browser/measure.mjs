// Measures the web app in Debian's Chromium, for `make bench`: one JSON object, all times in milliseconds, a list for each.
//
//   node tests/browser/measure.mjs BUILD_FOLDER --orders DATA_FOLDER [--rounds N] [--app FOLDER]
//
// DATA_FOLDER is one that `seed_bench … orders` has made.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Pricing } from "./pages/pricing.mjs";
import { settle } from "./screens.mjs";
import { launch } from "./support/browser.mjs";
import { framesWhileScrolling, installConditions, loading, timeTo, watchLoading } from "./support/page-clock.mjs";
import { sheet } from "./support/parts.mjs";
import { People } from "./support/people.mjs";
import { Server } from "./support/server.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { orders: { type: "string" }, rounds: { type: "string", default: "5" }, app: { type: "string" } },
});
const [build = "build"] = positionals;
const rounds = Number(options.rounds);
const figures = {};
const add = (name, value) => (figures[name] ??= []).push(value);

/** A page with nothing but a heading and rows: what this browser needs for any page at all. */
function serveBare() {
  const rows = Array.from({ length: 5000 }, (_, index) => `<p>${index}</p>`).join("");
  const server = createServer((_, answer) => answer.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><h1>Bare</h1>${rows}`));
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({ origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() })));
}

async function firstScreen(people, origin, path, name) {
  const visitor = await people.visitor({ live: true });
  await watchLoading(visitor.page);
  await visitor.page.goto(origin + path, { waitUntil: "load" });
  if (path === "/" && name === "portal") await settle(visitor.page);
  const seen = await loading(visitor.page);
  for (const [what, value] of Object.entries(seen)) add(`${name} ${what}`, value);
  await people.leave();
}

async function dropToPrice(people) {
  const visitor = await people.visitor({ live: true });
  const pricing = new Pricing(visitor);
  await visitor.open("/");
  await settle(visitor.page);
  const part = sheet("sheet.stl", 100_000);
  const transfer = await pricing.pack(part);
  const began = Date.now();
  await pricing.letGo(transfer);
  await pricing.unitPrice.waitFor();
  add("drop to price", Date.now() - began);
  await pricing.live();
  add("drop to live part", Date.now() - began);
  await people.leave();
}

async function aroundTheOffice(people) {
  const manager = await people.signedIn("manager");
  const { page } = manager;
  await installConditions(page);
  await manager.open("/office/quotes");
  await settle(page);
  const rail = page.getByRole("navigation", { name: "Pages" });
  const go = (name) => timeTo(page, "click", () => rail.getByRole("link", { name, exact: true }).click(), "heading", name);
  const open = async () => {
    const time = await timeTo(page, "keydown", () => page.keyboard.press("Control+k"), "option");
    await page.keyboard.press("Escape");
    await page.getByRole("combobox").waitFor({ state: "detached" });
    return time;
  };
  for (const name of ["Orders", "Customers", "Quotes"]) await go(name); // loaded once
  await open();
  for (let round = 0; round < rounds; round++) {
    for (const name of ["Orders", "Customers", "Quotes"]) add("route change", await go(name));
    add("palette", await open());
  }
  await people.leave();
}

async function longList(people) {
  const [token] = readFileSync(join(options.orders, "list.txt"), "utf8").split(" ", 1);
  const manager = await people.visitor();
  const { page, context } = manager;
  const cookies = { guildhall_access: token, guildhall_csrf: "of-the-benchmark" };
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: manager.origin })));
  await installConditions(page);
  await manager.open("/office/orders");
  await settle(page);
  figures.orders = [Number((await page.getByRole("grid").getAttribute("aria-rowcount")) ?? 1) - 1];
  for (let round = 0; round < rounds; round++) {
    add("frames of the list", await framesWhileScrolling(page, "[role=grid]", 60, 2_000));
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByRole("button", { name: "Total", exact: true }).last().click();
    await page.getByRole("textbox", { name: "Total" }).fill(String(10 + round));
    const apply = page.getByRole("button", { name: "Apply" });
    add("filter", await timeTo(page, "click", () => apply.click(), "filtered", `=${10 + round}`));
    await page.getByRole("button", { name: "Clear" }).click();
    await settle(page);
  }
  await people.leave();
}

const browser = await launch();
const bare = await serveBare();
const server = await Server.start(build, { app: options.app });
const people = new People(browser, server.origin);
for (let round = 0; round < rounds; round++) {
  await firstScreen(people, bare.origin, "/", "bare");
  await firstScreen(people, server.origin, "/", "portal");
}
for (let round = 0; round < rounds; round++) await dropToPrice(people);
await aroundTheOffice(people);
const reader = await people.visitor();
await reader.page.goto(bare.origin);
for (let round = 0; round < rounds; round++) add("frames of a bare page", await framesWhileScrolling(reader.page, "", 60, 2_000));
await people.leave();
await server.stop();
if (options.orders) {
  const large = await Server.start(build, { app: options.app, data: options.orders });
  await longList(new People(browser, large.origin));
  await large.stop();
}
bare.close();
await browser.close();
console.log(JSON.stringify(figures));
process.exit(0);
