import { deepEqual, equal, match, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import { Pricing } from "../pages/pricing.mjs";
import { flow } from "../support/flow.mjs";
import { block } from "../support/parts.mjs";
import { People } from "../support/people.mjs";
import { Server } from "../support/server.mjs";

const ALWAYS_DIRECTLY = ["--direct-upload-above", "0"];
const BUCKET = "parts";
const CORS = `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>POST</AllowedMethod>
<AllowedHeader>*</AllowedHeader></CORSRule></CORSConfiguration>`;

/** An installation of its own, with the app that its program brings. */
async function within({ build, people, flags, alsoAt }, work) {
  const server = await Server.start(build, { flags: [...ALWAYS_DIRECTLY, ...flags] });
  const others = new People(people.browser, server.origin, alsoAt);
  try {
    await work(server, others);
    deepEqual(others.complaints(), []);
  } finally {
    await others.leave();
    await server.stop();
  }
}

/** A customer drops a part on the page; the answer are the addresses that took its bytes, and the file. */
async function dropsPart(customer, part) {
  const sentTo = [];
  customer.page.on("request", (request) => {
    if (request.method() === "POST" && /multipart/.test(request.headers()["content-type"] ?? "")) sentTo.push(request.url());
  });
  await customer.open("/");
  const pricing = new Pricing(customer);
  await pricing.drop(part);
  await pricing.priceOf(part.name);
  const { items } = await customer.call("GET", "/files");
  equal(items.length, 1);
  deepEqual([items[0].file_name, items[0].size, items[0].status], [part.name, part.bytes.length, "ready"]);
  return { sentTo, file: items[0] };
}

async function bytesAt(url, options) {
  const answer = await fetch(url, options);
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

flow("a large file goes to a signed address of the server, and a link shows it to others", async ({ people, build }) => {
  await within({ build, people, flags: [] }, async (server, others) => {
    const part = block("direct.stl");
    const customer = await others.newCustomer();
    const { sentTo, file } = await dropsPart(customer, part);
    equal(sentTo.length, 1);
    match(sentTo[0], /\/api\/v1\/files\/uploads\/[^/]+\/bytes\?token=/);
    const { url } = await customer.call("GET", `/files/${file.id}/link`);
    const got = await bytesAt(server.origin + url);
    equal(got.status, 200);
    ok(got.bytes.equals(part.bytes));
    equal((await bytesAt(`${server.origin}${url}x`)).status, 403);
  });
});

flow("with an object store the browser sends the bytes there, and gets them from there", async ({ people, build }) => {
  const directory = mkdtempSync(join(tmpdir(), "guildhall-s3."));
  const store = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory, configureBuckets: [{ name: BUCKET, configs: [CORS] }] });
  const { port } = await store.run();
  const origin = `http://127.0.0.1:${port}`;
  const flags = ["--s3-endpoint", origin, "--s3-bucket", BUCKET, "--s3-access-key", "S3RVER", "--s3-secret-key", "S3RVER"];
  try {
    await within({ build, people, flags, alsoAt: [origin] }, async (server, others) => {
      const part = block("far.stl");
      const customer = await others.newCustomer();
      const { sentTo, file } = await dropsPart(customer, part);
      deepEqual(sentTo, [`${origin}/${BUCKET}`]);
      equal(file.sha256, createHash("sha256").update(part.bytes).digest("hex"));

      // A link leads to the store.
      const { url } = await customer.call("GET", `/files/${file.id}/link`);
      ok(url.startsWith(`${origin}/${BUCKET}/contents/${file.sha256.slice(0, 2)}/${file.sha256}?`), url);
      const linked = await bytesAt(url);
      ok(linked.bytes.equals(part.bytes));
      equal(linked.headers.get("content-disposition"), "attachment; filename*=UTF-8''far.stl");

      // The copy in the data directory may go: the bytes come again.
      const copy = join(server.place, "data/files", file.sha256.slice(0, 2), file.sha256);
      rmSync(copy);
      const again = await customer.context.request.get(`${server.origin}/api/v1/files/${file.id}/content`);
      ok((await again.body()).equals(part.bytes));
      ok(existsSync(copy));
    });
  } finally {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
});
