// Looks at the two pages of the API documentation in Chromium: both must render the document, with the search of ReDoc and
// the "try it out" of Swagger UI, asking nobody but their own server and within the policy they are served with.
//
//   node tests/browser/api-docs.mjs BUILD_FOLDER     serves what the build has embedded, with a stub of a document
//   node tests/browser/api-docs.mjs http://HOST:PORT  looks at a running server
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { launch } from "./support/browser.mjs";
import { policyOf, top } from "./support/policy.mjs";

const [target = "build"] = process.argv.slice(2);

function serveEmbedded(build) {
  const folder = join(build, "web/api-docs");
  const assets = JSON.parse(readFileSync(join(folder, "api_docs.json"), "utf8"));
  const schema = readFileSync(join(top, "tests/openapi/examples/good.json"));
  const headers = { "content-security-policy": policyOf("api_docs_policy"), "x-content-type-options": "nosniff" };
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    if (path === "/api/schema/") {
      return response.writeHead(200, { "content-type": "application/json" }).end(schema);
    }
    const asset = assets.find((one) => one.path === path);
    if (!asset) return response.writeHead(404, { "content-type": "application/json" }).end("{}");
    response.writeHead(200, { ...headers, "content-type": asset.content_type, "content-encoding": "gzip" });
    return response.end(readFileSync(join(folder, asset.file)));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

// Opens a page and remembers everything that would annoy a reader: errors, refused or outside requests.
async function open(browser, origin, path) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(30_000);
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`page: ${error.message}`));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("request", (request) => {
    const outside = !/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin;
    if (outside) complaints.push(`outside: ${request.url()}`);
  });
  await page.goto(origin + path, { waitUntil: "load" });
  return { page, complaints };
}

async function lookAtSwagger(page) {
  const operation = page.locator(".opblock").first();
  await operation.waitFor();
  await operation.locator(".opblock-summary-control").first().click();
  await operation.getByRole("button", { name: "Execute" }).waitFor();
  await operation.locator(".responses-wrapper").waitFor();
  return page.locator(".opblock").count();
}

async function lookAtRedoc(page) {
  await page.locator("h1").first().waitFor();
  const word = (await page.locator("[data-section-id] h2").last().innerText()).trim().split(/\s+/)[0];
  await page.locator('input[placeholder="Search..."]').fill(word);
  await page.locator('[data-role="search:results"] li').first().waitFor();
  return page.locator('[data-section-id*="operation"] > [data-section-id]').count();
}

const server = target.startsWith("http") ? null : await serveEmbedded(target);
const origin = server ? `http://127.0.0.1:${server.address().port}` : new URL(target).origin;
const browser = await launch();
let failed = false;
for (const [path, look] of [["/api/docs/", lookAtSwagger], ["/api/redoc/", lookAtRedoc]]) {
  const { page, complaints } = await open(browser, origin, path);
  const operations = await look(page).catch((error) => complaints.push(error.message) && 0);
  if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, `${look.name}.png`) });
  if (operations === 0) complaints.push("no operation is shown");
  for (const complaint of complaints) console.error(`${path}: ${complaint}`);
  console.log(`${path}: ${operations} operations, ${complaints.length} complaints`);
  failed ||= complaints.length > 0;
}
await browser.close();
process.exit(failed ? 1 : 0);
