// The real program, on a demo company of its own that is gone afterwards.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { serveApp } from "./fresh-app.mjs";
import { until } from "./until.mjs";

const NO_LIMITS = ["auth", "code", "api", "price", "inbound"].flatMap((what) => [`--rate-limit-${what}`, "0"]);
const PATIENT = ["--analysis-patience", "60000", "--price-patience", "60000"]; // machines may be slow
const RECEIVERS = ["--webhooks-to-private"]; // those of flows listen on this machine
const START_MS = 600_000;

export class Server {
  /**
   * Starts `guildhall` of a build folder. With `app`, a folder that `npm run build` has made, that app is served in place of
   * the embedded one. With `data`, a folder that is there already and stays. `environment`: variables besides ours.
   */
  static async start(build, { app, data, flags = [], environment = {} } = {}) {
    const server = new Server();
    server.place = mkdtempSync(join(tmpdir(), "guildhall-browser."));
    const portFile = join(server.place, "port");
    const folder = data ?? join(server.place, "data");
    server.outbox = join(folder, "outbox");
    const words = ["serve", "--data", folder, "--listen", "127.0.0.1:0", "--port-file", portFile];
    if (!data) words.push("--demo", "--test-mode");
    server.log = "";
    server.process = spawn(join(resolve(build), "guildhall"), [...words, ...NO_LIMITS, ...PATIENT, ...RECEIVERS, "--log-requests=false", ...flags], {
      env: { ...process.env, ...environment },
    });
    for (const stream of [server.process.stdout, server.process.stderr])
      stream.on("data", (text) => (server.log = (server.log + text).slice(-20_000)));
    process.once("exit", () => server.process.kill("SIGKILL"));
    const hasEnded = () => server.process.exitCode !== null || server.process.signalCode !== null;
    await until(() => existsSync(portFile) || hasEnded(), { within: START_MS, what: "the server listens" });
    if (hasEnded()) throw new Error(`the server ended instead of listening:\n${server.log}`);
    server.api = `http://127.0.0.1:${readFileSync(portFile, "utf8").trim()}`;
    if (app) server.front = await serveApp(app, server.api);
    server.origin = server.front?.origin ?? server.api;
    return server;
  }

  /** One that somebody else has started with a demo company, without limits on how often one may ask. */
  static async at(origin, { app } = {}) {
    const server = new Server();
    if (app) server.front = await serveApp(app, origin);
    server.origin = server.front?.origin ?? origin;
    return server;
  }

  async stop() {
    this.front?.close();
    if (!this.process) return;
    const ended = new Promise((done) => this.process.once("exit", done));
    if (this.process.exitCode === null) {
      this.process.kill("SIGTERM");
      await ended;
    }
    rmSync(this.place, { recursive: true, force: true });
  }
}
