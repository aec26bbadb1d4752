// What would annoy somebody who has the developer tools open: errors on the console, failed or outside requests, a page without
// a strict policy. What a flow expects to be refused it says before; an expected refusal that does not come is a complaint too.

const isInline = (policy) => {
  const scripts = policy.split(";").find((one) => one.trim().startsWith("script-src")) ?? policy;
  return /'unsafe-inline'|'unsafe-eval'|\s\*|data:/.test(scripts);
};

export class Watch {
  #complaints = [];
  #expected = [];
  #isOffline = false;
  #wasOffline = false;

  /** `alsoAt`: other origins that belong to the installation, such as its object store. */
  constructor(context, origin, alsoAt = []) {
    this.origin = origin;
    const own = [origin, ...alsoAt];
    context.on("weberror", (error) => this.#say(`page broke: ${error.error().message}\n${error.error().stack}`));
    context.on("console", (message) => this.#console(message));
    context.on("request", (request) => {
      const isOutside = !/^(data|blob):/.test(request.url()) && !own.includes(new URL(request.url()).origin);
      if (isOutside) this.#say(`outside request: ${request.url()}`);
    });
    context.on("requestfailed", (request) => {
      const fault = request.failure()?.errorText ?? "failed";
      if (fault === "net::ERR_ABORTED") return; // the page itself did not want the answer any more
      if (!this.#isOffline && !this.#isOfTheCut(fault)) this.#say(`request failed: ${request.method()} ${request.url()} ${fault}`);
    });
    context.on("response", (response) => this.#response(response));
  }

  /** A refusal that belongs to the flow: `watch.expect(401, /auth\/refresh/)`. */
  expect(status, path) {
    this.#expected.push({ status, path, came: 0 });
  }

  /** While a flow has cut the connection, requests fail. */
  offline(isOffline) {
    this.#isOffline = isOffline;
    this.#wasOffline = true;
  }

  /** The browser may tell of a request after the connection is back that failed while it was not. */
  #isOfTheCut(text) {
    return this.#wasOffline && text.includes("ERR_INTERNET_DISCONNECTED");
  }

  complaints() {
    const missing = this.#expected.filter((one) => one.came === 0);
    return [...this.#complaints, ...missing.map((one) => `an answer ${one.status} of ${one.path} was expected and did not come`)];
  }

  #say(text) {
    if (!this.#complaints.includes(text)) this.#complaints.push(text);
  }

  #console(message) {
    if (message.type() !== "error" && !/Content.Security.Policy/i.test(message.text())) return;
    const url = message.location().url;
    if (this.#isOfTheCut(message.text())) return;
    const status = Number(message.text().match(/status of (\d+)/)?.[1]);
    if (status && this.#expected.some((one) => one.status === status && one.path.test(url))) return;
    this.#say(`console: ${message.text()} ${url}`);
  }

  #response(response) {
    const status = response.status();
    if (status >= 400) {
      const known = this.#expected.filter((one) => one.status === status && one.path.test(response.url()));
      if (known.length > 0) (known.find((one) => one.came === 0) ?? known[0]).came++;
      else this.#say(`answer ${status}: ${response.request().method()} ${response.url()}`);
    }
    if (response.request().resourceType() !== "document") return;
    const policy = response.headers()["content-security-policy"];
    if (status < 300 && (!policy || isInline(policy))) this.#say(`no strict policy: ${response.url()} ${policy}`);
  }
}
