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
import { until } from "./support/until.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { orders: { type: "string" }, rounds: { type: "string", default: "5" }, app: { type: "string" } },
});
const [build = "build"] = positionals;
const rounds = Number(options.rounds);
const figures = {};
const add = (name, value) => (figures[name] ??= []).push(value);

/** Pages with nothing but a heading and lines of text, at /5000 so many: what this browser needs for any page at all. */
function serveBare() {
  const lines = (count) => Array.from({ length: count }, (_, index) => `<p>${index}</p>`).join("");
  const server = createServer(({ url }, answer) => {
    if (!/^\/\d*$/.test(url)) return answer.writeHead(204).end();
    answer.writeHead(200, { "content-type": "text/html", "content-security-policy": "default-src 'none'" });
    answer.end(`<!doctype html><h1>Bare</h1>${lines(Number(url.slice(1)))}`);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({ origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() })));
}

async function firstScreen(people, origin, path, name) {
  const visitor = await people.visitor({ live: true });
  await watchLoading(visitor.page);
  await visitor.page.goto(origin + path, { waitUntil: "load" });
  if (name === "portal") await settle(visitor.page);
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

async function longList(people, bare) {
  const [token] = readFileSync(join(options.orders, "list.txt"), "utf8").split(" ", 1);
  const reader = await people.visitor();
  await reader.page.goto(`${bare.origin}/5000`);
  const manager = await people.visitor();
  const { page, context } = manager;
  const cookies = { guildhall_access: token, guildhall_csrf: "of-the-benchmark" };
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: manager.origin })));
  await installConditions(page);
  await manager.open("/office/orders");
  await settle(page);
  figures.orders = [Number((await page.getByRole("grid").getAttribute("aria-rowcount")) ?? 1) - 1];

  const scrollBoth = async () => {
    await reader.page.bringToFront();
    const most = await framesWhileScrolling(reader.page);
    await page.bringToFront();
    return { most, list: await framesWhileScrolling(page, { place: "[role=grid]", row: "[role=row]" }) };
  };
  await scrollBoth(); // what draws has been compiled
  for (let round = 0; round < rounds; round++) {
    const { most, list } = await scrollBoth();
    add("frames of a bare page", most.rate);
    add("frames of the list", list.rate);
    add("blank frames", list.blank);
  }

  const clear = async () => {
    await page.getByRole("button", { name: "All", exact: true }).click();
    await settle(page);
  };
  for (let round = 0; round < rounds; round++) {
    await clear();
    add("filter by state", await timeTo(page, "click", () => page.getByRole("button", { name: "To confirm", exact: true }).click(), "filtered", "status=pending"));
    await clear();
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByRole("button", { name: "Total", exact: true }).last().click();
    await page.getByRole("textbox", { name: "Total" }).fill(String(10 + round));
    add("filter by amount", await timeTo(page, "click", () => page.getByRole("button", { name: "Apply" }).click(), "filtered", `=${10 + round}`));
    add("answer to the amount", await serverTime(page, `total__gte=${10 + round}&page=1&`));
    await until(() => serverTime(page, `total__gte=${10 + round}&page=2&`), { what: "the next rows have come too" });
  }
  await people.leave();
}

/** Milliseconds that the server took for the request with this in its address, as the page saw it; null before it has answered. */
const serverTime = (page, part) =>
  page.evaluate((what) => {
    const found = performance.getEntriesByType("resource").find(({ name, responseEnd }) => name.includes(what) && responseEnd > 0);
    return found ? found.responseStart - found.requestStart : null;
  }, part);

const browser = await launch();
const bare = await serveBare();
const server = await Server.start(build, { app: options.app });
const people = new People(browser, server.origin);
for (let round = 0; round < rounds; round++) {
  await firstScreen(people, bare.origin, "/20", "bare");
  await firstScreen(people, server.origin, "/", "portal");
}
for (let round = 0; round < rounds; round++) await dropToPrice(people);
await aroundTheOffice(people);
await server.stop();
if (options.orders) {
  const large = await Server.start(build, { app: options.app, data: options.orders });
  await longList(new People(browser, large.origin), bare);
  await large.stop();
}
bare.close();
await browser.close();
console.log(JSON.stringify(figures));
process.exit(0);
