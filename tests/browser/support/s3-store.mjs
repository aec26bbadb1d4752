import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";

const ACCOUNT = "S3RVER"; // the access key and the secret that the store knows
const CORS = `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>POST</AllowedMethod>
<AllowedHeader>*</AllowedHeader></CORSRule></CORSConfiguration>`;
/** What a form may hold besides what its policy speaks of (Amazon S3, "Creating a POST policy"). */
const NEEDS_NO_CONDITION = ["policy", "x-amz-signature", "file"];

const hmac = (key, text) => createHmac("sha256", key).update(text).digest();
/** As Signature Version 4 wants it: all but letters, digits and -._~ */
const encoded = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

function isSignature(given, credential, text) {
  const [access, ...scope] = credential.split("/");
  const expected = Buffer.from(hmac(scope.reduce(hmac, `AWS4${ACCOUNT}`), text).toString("hex"));
  return access === ACCOUNT && given.length === expected.length && timingSafeEqual(Buffer.from(given), expected);
}

/** What Amazon S3 answers to a link that was not given out, or too long ago; nothing when it may pass. */
function refusalOfLink(url, host, now) {
  const query = url.searchParams, text = (name) => query.get(name) ?? "";
  const pairs = [...query].filter(([name]) => name !== "X-Amz-Signature").map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  if (text("X-Amz-SignedHeaders") !== "host") return "AccessDenied";
  const canonical = ["GET", url.pathname, pairs.sort().join("&"), `host:${host}\n`, "host", "UNSIGNED-PAYLOAD"].join("\n");
  const scope = text("X-Amz-Credential").split("/").slice(1).join("/");
  const signed = ["AWS4-HMAC-SHA256", text("X-Amz-Date"), scope, createHash("sha256").update(canonical).digest("hex")].join("\n");
  if (!isSignature(text("X-Amz-Signature"), text("X-Amz-Credential"), signed)) return "SignatureDoesNotMatch";
  const began = Date.parse(text("X-Amz-Date").replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)/, "$1-$2-$3:$4:"));
  return began + 1000 * text("X-Amz-Expires") > now ? undefined : "AccessDenied: the link has expired";
}

/** What Amazon S3 answers to a request with another signature than its own; nothing when it may pass. */
function refusalOfRequest(asked, body) {
  const said = /^AWS4-HMAC-SHA256 Credential=(.*),SignedHeaders=(.*),Signature=(.*)$/.exec(asked.headers.authorization ?? "");
  if (!said) return "AccessDenied";
  const [, credential, names, signature] = said, url = new URL(asked.url, "http://store");
  const headers = names.split(";").map((name) => `${name}:${asked.headers[name]}\n`).join("");
  const payload = createHash("sha256").update(body).digest("hex");
  const canonical = [asked.method, url.pathname, url.search.slice(1), headers, names, payload].join("\n");
  const scope = credential.split("/").slice(1).join("/");
  const signed = ["AWS4-HMAC-SHA256", asked.headers["x-amz-date"], scope, createHash("sha256").update(canonical).digest("hex")].join("\n");
  return isSignature(signature, credential, signed) ? undefined : "SignatureDoesNotMatch";
}

/** What Amazon S3 answers to a form that its policy does not allow; nothing when it may pass. */
function refusalOf(form, bucket, now) {
  const text = (name) => form.get(name) ?? "";
  if (!isSignature(text("x-amz-signature"), text("x-amz-credential"), text("policy"))) return "SignatureDoesNotMatch";
  const policy = JSON.parse(Buffer.from(text("policy"), "base64").toString());
  if (!(Date.parse(policy.expiration) > now)) return "AccessDenied: the policy has expired";
  const size = form.get("file")?.size ?? 0;
  const allowed = new Set(NEEDS_NO_CONDITION);
  for (const condition of policy.conditions) {
    if (Array.isArray(condition) && condition[0] === "content-length-range") {
      if (size < condition[1]) return "EntityTooSmall";
      if (size > condition[2]) return "EntityTooLarge";
      continue;
    }
    const [[name, value]] = Object.entries(condition);
    allowed.add(name.toLowerCase());
    if ((name === "bucket" ? bucket : form.get(name)) !== value) return `AccessDenied: not the condition of ${name}`;
  }
  const extra = [...form.keys()].find((name) => !allowed.has(name.toLowerCase()));
  return extra ? `AccessDenied: no condition speaks of ${extra}` : undefined;
}

async function bytesOf(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

/**
 * An S3-compatible store with one bucket that believes nobody. s3rver keeps the objects and verifies the signatures of requests; what stands before it
 * verifies forms, whose policies s3rver does not read, and links, in which it does not encode all that is to be encoded. `inHost`: the bucket has a
 * host of its own, below s3.localhost; then requests are verified here too, since s3rver takes the bucket for a part of what is signed.
 */
export class S3Store {
  static async start(bucket, { inHost = false } = {}) {
    const store = new S3Store();
    store.inHost = inHost;
    store.place = mkdtempSync(join(tmpdir(), "guildhall-s3."));
    store.bucket = bucket;
    store.behind = new S3rver({ address: "127.0.0.1", port: 0, silent: true, serviceEndpoint: "localhost", allowMismatchedSignatures: inHost, directory: store.place, configureBuckets: [{ name: bucket, configs: [CORS] }] });
    store.port = (await store.behind.run()).port;
    store.door = createServer((asked, answer) => store.take(asked, answer).catch((error) => answer.destroy(error)));
    store.door.listen(0, "127.0.0.1");
    await once(store.door, "listening");
    const port = store.door.address().port;
    store.endpoint = `http://${inHost ? "s3.localhost" : "127.0.0.1"}:${port}`;
    store.origin = inHost ? `http://${bucket}.s3.localhost:${port}` : store.endpoint;
    return store;
  }

  get flags() {
    const flags = this.inHost ? ["--s3-bucket-in-host"] : [];
    return [...flags, "--s3-endpoint", this.endpoint, "--s3-bucket", this.bucket, "--s3-access-key", ACCOUNT, "--s3-secret-key", ACCOUNT];
  }

  async take(asked, answer) {
    const body = await bytesOf(asked);
    const url = new URL(asked.url, this.origin);
    const isLink = url.searchParams.has("X-Amz-Algorithm");
    const why = isLink ? refusalOfLink(url, asked.headers.host, Date.now()) : await this.refusalOf(asked, body);
    if (why) {
      answer.writeHead(why.startsWith("EntityToo") ? 400 : 403, { "Content-Type": "application/xml", "Access-Control-Allow-Origin": "*" });
      answer.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${why.split(":")[0]}</Code><Message>${why}</Message></Error>`);
      return;
    }
    // A request as it came: the name of the host is signed too.
    const path = isLink ? url.pathname : asked.url;
    const passed = request({ host: "127.0.0.1", port: this.port, method: asked.method, path, headers: asked.headers });
    passed.end(body);
    const [got] = await once(passed, "response");
    const headers = { ...got.headers };
    for (const name of isLink ? ["content-type", "content-disposition"] : []) {
      const wish = url.searchParams.get(`response-${name}`);
      if (wish) headers[name] = wish;
    }
    answer.writeHead(got.statusCode, headers);
    got.pipe(answer);
  }

  async refusalOf(asked, body) {
    if (asked.method !== "POST") return this.inHost && asked.method !== "OPTIONS" ? refusalOfRequest(asked, body) : undefined;
    const form = await new Response(body, { headers: { "Content-Type": asked.headers["content-type"] ?? "" } }).formData();
    const bucket = this.inHost ? asked.headers.host.split(".")[0] : asked.url.split("/")[1];
    return refusalOf(form, bucket, Date.now());
  }

  async stop() {
    this.door.closeAllConnections();
    this.door.close();
    await this.behind.close();
    rmSync(this.place, { recursive: true, force: true });
  }
}
