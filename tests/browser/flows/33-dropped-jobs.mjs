import { deepEqual, equal } from "node:assert/strict";
import { createServer } from "node:net";
import { flow } from "../support/flow.mjs";
import { People } from "../support/people.mjs";
import { Server } from "../support/server.mjs";
import { until } from "../support/until.mjs";

/** A scanner to which every file is too large: jobs that scan one fail for good. */
async function fullClamd() {
  const clamd = createServer((socket) => {
    let tail = Buffer.alloc(0);
    socket.on("error", () => {}); // whoever asked may be gone
    socket.on("data", (bytes) => {
      tail = Buffer.concat([tail, bytes]).subarray(-4);
      if (tail.equals(Buffer.alloc(4))) socket.end("INSTREAM size limit exceeded. ERROR\0");
    });
  });
  await new Promise((done) => clamd.listen(0, "127.0.0.1", done));
  return clamd;
}

/** An installation of its own: the jobs that scanned its files have failed for good. */
async function withDeadJobs({ build, people, alsoAt }, work) {
  const clamd = await fullClamd();
  const server = await Server.start(build, { flags: ["--clamd-address", `127.0.0.1:${clamd.address().port}`] });
  const others = new People(people.browser, server.origin, alsoAt);
  try {
    const owner = await others.signedIn("owner");
    for (const name of ["one", "two", "three"])
      await owner.call("POST", "/files", { file_name: `${name}.txt`, content_base64: Buffer.from(name).toString("base64") });
    const open = async () => (await owner.call("GET", "/jobs?kind=files.scan,files.scan_older&state=queued,running,failed")).total;
    await until(async () => (await open()) === 0, { what: "the jobs have failed" });
    await work(owner);
    deepEqual(others.complaints(), []);
  } finally {
    await others.leave();
    await server.stop();
    clamd.close();
  }
}

flow("jobs that failed for good are dropped: one with a reason, the others together", async (given) => {
  await withDeadJobs(given, async (owner) => {
    const { page } = owner;
    const dead = async () => (await owner.call("GET", "/jobs?kind=files.scan&state=dead")).total;
    const before = await dead();
    await owner.open("/office/jobs?kind=files.scan&state=dead");
    await page.getByRole("row").filter({ hasText: "Scan a file for viruses" }).first().getByRole("link").first().click();
    await page.waitForURL(/\/office\/jobs\/[0-9a-f-]+$/);
    const id = page.url().split("/").pop();
    await page.getByRole("button", { name: "Drop the job" }).click();
    const asked = page.getByRole("dialog", { name: /Drop “Scan a file for viruses”/ });
    await asked.getByLabel(/Reason/).fill("Sent again, smaller.");
    await asked.getByRole("button", { name: "Drop the job" }).click();
    await page.getByText("Dropped: nothing more is done about it.").waitFor();
    await page.getByText("Sent again, smaller.").waitFor();
    equal(await page.getByRole("button", { name: "Start over" }).count(), 0, "it is over");
    equal((await owner.call("GET", `/jobs/${id}`)).state, "dropped");

    await owner.open("/office/jobs?kind=files.scan&state=dead,dropped");
    const grid = page.getByRole("grid");
    for (const row of [0, 1, 2]) await grid.getByRole("checkbox", { name: /Scan a file for viruses/ }).nth(row).check();
    await page.getByRole("toolbar").getByRole("button", { name: "Drop the job" }).click();
    const dialog = page.getByRole("dialog", { name: "Drop the job" });
    await dialog.getByText("2 records will change.").waitFor();
    await dialog.getByText("1 stays as it is:").waitFor(); // dropped already
    await dialog.getByLabel(/Reason/).fill("Too large for us.");
    await dialog.getByRole("button", { name: "Drop the job (2)" }).click();
    await dialog.getByText("3 of 3 looked at · 2 records changed · 1 stays as it is").waitFor();
    await dialog.getByRole("button", { name: "Close" }).last().click();
    equal(await dead(), before - 3);

    await owner.open("/office/audit?action=job.dropped");
    await page.getByRole("row").filter({ hasText: "Background job dropped" }).nth(2).waitFor();
  });
});
