import { deepEqual, equal, match, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { Pricing } from "../pages/pricing.mjs";
import { flow } from "../support/flow.mjs";
import { block } from "../support/parts.mjs";
import { People } from "../support/people.mjs";
import { S3Store } from "../support/s3-store.mjs";
import { Server } from "../support/server.mjs";

const ALWAYS_DIRECTLY = ["--direct-upload-above", "0"];
const BUCKET = "parts";

/** An installation of its own, with the app that its program brings. */
async function within({ build, people, flags, environment, alsoAt }, work) {
  const server = await Server.start(build, { flags: [...ALWAYS_DIRECTLY, ...flags], environment });
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

/** The form of a new upload of 684 bytes, to be changed and sent. */
async function formOf(customer) {
  const wish = { file_name: "part.stl", size: 684, purpose: "model" };
  const { url, fields } = await customer.call("POST", "/files/uploads", wish);
  return { url, fields: new Map(fields.map(({ name, value }) => [name, value])) };
}

/** What the store answers to the form: its status, and the code of its refusal. */
async function sent({ url, fields }, bytes) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  form.append("file", new Blob([bytes]), "part.stl");
  const answer = await fetch(url, { method: "POST", body: form });
  return [answer.status, /<Code>(\w+)</.exec(await answer.text())?.[1]];
}

/** The policy with something of it replaced, signed as before. */
function withPolicy(fields, from, to) {
  const policy = Buffer.from(fields.get("policy"), "base64").toString();
  ok(policy.includes(from), policy);
  return new Map(fields).set("policy", Buffer.from(policy.replace(from, to)).toString("base64"));
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
  const store = await S3Store.start(BUCKET);
  const { origin, flags } = store;
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
    await store.stop();
  }
});

/** As bytesAt, of a host that only browsers and curl know to be this machine. */
async function bytesOfHost(url) {
  const { host, port, pathname, search } = new URL(url);
  const asked = request({ host: "127.0.0.1", port, path: pathname + search, headers: { host } }).end();
  const [answer] = await once(asked, "response");
  return { status: answer.statusCode, bytes: Buffer.concat(await answer.toArray()) };
}

flow("a bucket may have a host of its own", async ({ people, build }) => {
  const store = await S3Store.start(BUCKET, { inHost: true });
  const { origin, flags } = store;
  try {
    await within({ build, people, flags, alsoAt: [origin] }, async (server, others) => {
      const part = block("far.stl");
      const customer = await others.newCustomer();
      const { sentTo, file } = await dropsPart(customer, part);
      deepEqual(sentTo, [`${origin}/`]);
      const { url } = await customer.call("GET", `/files/${file.id}/link`);
      ok(url.startsWith(`${origin}/contents/${file.sha256.slice(0, 2)}/${file.sha256}?`), url);
      ok((await bytesOfHost(url)).bytes.equals(part.bytes));
      equal((await bytesOfHost(url.replace(/.$/, (c) => (c === "0" ? "1" : "0")))).status, 403);
      rmSync(join(server.place, "data/files", file.sha256.slice(0, 2), file.sha256));
      const again = await customer.context.request.get(`${server.origin}/api/v1/files/${file.id}/content`);
      ok((await again.body()).equals(part.bytes));
    });
  } finally {
    await store.stop();
  }
});

flow("an object store that checks takes only what was signed", async ({ people, build }) => {
  const store = await S3Store.start(BUCKET);
  try {
    await within({ build, people, flags: store.flags, alsoAt: [store.origin] }, async (server, others) => {
      const part = block("far.stl").bytes.subarray(0, 684);
      const customer = await others.newCustomer();
      const { url, fields } = await formOf(customer);
      const changed = (name, value) => ({ url, fields: new Map(fields).set(name, value) });
      const denied = [403, "AccessDenied"], forged = [403, "SignatureDoesNotMatch"];
      // Another place, another kind, something more, another bucket, more bytes, none.
      deepEqual(await sent(changed("key", "contents/00/of-somebody-else"), part), denied);
      deepEqual(await sent(changed("Content-Type", "text/html"), part), denied);
      deepEqual(await sent(changed("acl", "public-read"), part), denied);
      deepEqual(await sent({ url: `${store.origin}/others`, fields }, part), denied);
      deepEqual(await sent({ url, fields }, Buffer.alloc(685)), [400, "EntityTooLarge"]);
      deepEqual(await sent({ url, fields }, Buffer.alloc(0)), [400, "EntityTooSmall"]);
      // A policy that says otherwise has another signature, and so has one of somebody with another secret.
      deepEqual(await sent({ url, fields: withPolicy(fields, ",684]", ",999999]") }, part), forged);
      deepEqual(await sent({ url, fields: withPolicy(fields, `"expiration":"20`, `"expiration":"30`) }, part), forged);
      deepEqual(await sent(changed("x-amz-signature", fields.get("x-amz-signature").replace(/^./, (c) => (c === "0" ? "1" : "0"))), part), forged);
      deepEqual((await sent({ url, fields }, part))[0], 204);

      // A link is for one file, one name, one kind and a quarter of an hour.
      const quiet = await customer.call("POST", "/files/uploads", { file_name: "words.txt", size: 100, purpose: "attachment" });
      deepEqual((await sent({ url: quiet.url, fields: new Map(quiet.fields.map(({ name, value }) => [name, value])) }, "hello"))[0], 204);
      const file = await customer.call("POST", `/files/uploads/${quiet.id}/complete`, {});
      const link = new URL((await customer.call("GET", `/files/${file.id}/link`)).url);
      equal((await bytesAt(link)).bytes.toString(), "hello");
      const refused = async (change) => {
        const other = new URL(link);
        change(other);
        return (await bytesAt(other)).status;
      };
      equal(await refused((to) => (to.pathname = to.pathname.replace(/..$/, "00"))), 403);
      equal(await refused((to) => to.searchParams.set("response-content-type", "text/html")), 403);
      equal(await refused((to) => to.searchParams.set("response-content-disposition", "inline")), 403);
      equal(await refused((to) => to.searchParams.set("X-Amz-Expires", "604800")), 403);
      equal(await refused((to) => to.searchParams.set("X-Amz-Signature", "0".repeat(64))), 403);
    });
    // Signed by a clock of long ago: what was given out then is over.
    await within({ build, people, flags: store.flags, environment: { GUILDHALL_CLOCK_OFFSET: "-7200" }, alsoAt: [store.origin] }, async (server, others) => {
      const customer = await others.newCustomer();
      deepEqual(await sent(await formOf(customer), Buffer.alloc(684)), [403, "AccessDenied"]);
    });
  } finally {
    await store.stop();
  }
});
