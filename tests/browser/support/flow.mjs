// A flow is one test: `flow("what happens", async ({ people, note }) => { … })`. Files of flows say which they have.

export const flows = [];
let file = "";

export const from = (name) => (file = name);

export function flow(name, run) {
  flows.push({ name, file, run });
}
