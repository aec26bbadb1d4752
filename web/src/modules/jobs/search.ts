// What the list of jobs may be asked; also what its address may hold.
import { validateListSearch, type FilterField } from "@/ui/record-table/grammar";

export const jobStates = ["queued", "running", "failed", "dead", "dropped", "succeeded", "cancelled"] as const;
export const jobKinds = ["files.analyze", "files.scan", "quotes.expire", "quotes.remind", "bulk", "setup.sample_data", "notifications.deliver", "notifications.digest", "webhooks.send", "webhooks.wake", "inbound.handle", "company.export"] as const;

export const jobFields = [
  { name: "state", kind: "word", words: jobStates },
  { name: "kind", kind: "word", words: jobKinds },
  { name: "created_at", kind: "date" },
  { name: "run_at", kind: "date" },
] as const satisfies readonly FilterField[];

export const jobSearch = validateListSearch(jobFields);
