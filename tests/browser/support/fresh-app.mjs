// A freshly built web app before the API of a running server: so that a change of a page is tried without building the program.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, request as ask } from "node:http";
import { extname, join } from "node:path";
import { policyOf } from "./policy.mjs";

const kinds = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

function pass(incoming, outgoing, api) {
  const { hostname, port } = new URL(api);
  const { url: path, method, headers } = incoming;
  const onward = ask({ hostname, port, path, method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode, answer.rawHeaders);
    answer.pipe(outgoing);
  });
  onward.on("error", () => outgoing.destroy());
  outgoing.on("close", () => onward.destroy());
  incoming.pipe(onward);
}

export function serveApp(folder, api) {
  const policy = policyOf("web_app_policy");
  const server = createServer((incoming, outgoing) => {
    const path = new URL(incoming.url, api).pathname;
    if (/^\/(api|health|metrics)(\/|$)/.test(path)) return pass(incoming, outgoing, api);
    const named = join(folder, path);
    const file = path !== "/" && existsSync(named) && statSync(named).isFile() ? named : join(folder, "index.html");
    outgoing.writeHead(200, {
      "content-type": kinds[extname(file)] ?? "application/octet-stream",
      "content-security-policy": policy,
      "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    });
    outgoing.end(readFileSync(file));
  });
  return new Promise((done) =>
    server.listen(0, "127.0.0.1", () =>
      done({
        origin: `http://127.0.0.1:${server.address().port}`,
        close: () => (server.closeAllConnections(), server.close()),
      }),
    ),
  );
}
