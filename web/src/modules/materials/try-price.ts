// The sample part that the catalogue is tried with: which part, what is wished for it, and what it costs before and after a change.
import { useSyncExternalStore } from "react";
import type { QueryClient } from "@tanstack/react-query";
import { api, type Schema } from "@/api/client";
import { problemOf, type Problem } from "@/api/problem";
import { completed, type Offer } from "@/modules/quotes/price/offer";
import { firstChoice, type Choice, type FileView } from "@/modules/quotes/price/basket";
import type { Price } from "@/modules/quotes/price/pricing";
import type { KindId, Row } from "./kinds";

export interface Wish extends Choice {
  file_id: string;
  rush: string;
}

export type Answer = { price: Price; problem?: undefined } | { price?: undefined; problem: Problem };

/** What was changed, what the sample part cost before, and how to take it back. */
export interface Change {
  key: number;
  title: string;
  detail?: string;
  wish?: Wish;
  before?: Answer;
  undo: () => Promise<void>;
}

interface Trial {
  file?: FileView;
  choice: Choice;
  rush: string;
  /** Counts the changes that have been saved, so that no price of an older catalogue is shown as today's. */
  generation: number;
  changes: Change[];
}

let trial: Trial = { choice: firstChoice, rush: "standard", generation: 0, changes: [] };
let lastKey = 0;
const listeners = new Set<() => void>();

function set(next: Partial<Trial>): void {
  trial = { ...trial, ...next };
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useTrial = () => useSyncExternalStore(subscribe, () => trial);

export const tryFile = (file: FileView) => set({ file });
export const tryChoice = (choice: Choice) => set({ choice });
export const tryRush = (rush: string) => set({ rush });

/** A change has been saved: prices are asked anew, and it can be taken back. */
export function noteChange(change: Omit<Change, "key">): void {
  set({ generation: trial.generation + 1, changes: [...trial.changes.slice(-19), { ...change, key: ++lastKey }] });
}

/** The catalogue changed without anything to take back. */
export const notePrices = () => set({ generation: trial.generation + 1 });
export const forgetChange = (key: number) => set({ changes: trial.changes.filter((one) => one.key !== key), generation: trial.generation + 1 });

export const wishNow = (): Wish | undefined => (trial.file ? { ...trial.choice, file_id: trial.file.id, rush: trial.rush } : undefined);

export const tryQuery = (wish: Wish | undefined, generation: number) => ({
  queryKey: ["tryout", generation, wish ?? null] as const,
  enabled: wish !== undefined,
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Answer> => {
    try {
      return { price: await api.post("/api/v1/calculate-price", { body: wish!, signal }) };
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (signal.aborted || problem.status === 0 || problem.status >= 500 || problem.status === 429) throw thrown;
      return { problem };
    }
  },
  staleTime: Infinity,
});

/** What the sample part costs by the catalogue as it stands; nothing when there is no part, or no answer. */
export async function priceBefore(client: QueryClient): Promise<Pick<Change, "wish" | "before">> {
  const wish = wishNow();
  if (!wish) return {};
  const before = await client.fetchQuery(tryQuery(wish, trial.generation)).catch(() => undefined);
  return { wish, before };
}

const oneOf = (codes: readonly string[] | undefined, wanted: string) => (!codes?.length || codes.includes(wanted) ? wanted : codes[0]!);

/** What has to be chosen for the sample part so that it is priced by this row. */
export function choiceFor(kind: KindId, row: Row, choice: Choice, offer: Offer, profiles: Row[] = []): Choice {
  const at = (change: Partial<Choice>) => completed(offer, { ...choice, ...change });
  switch (kind) {
    case "services":
      return at({ service: row.code });
    case "materials":
      return at({ service: oneOf(row.services, choice.service), material: row.code });
    case "finishes": {
      const materials = row["materials"] as string[] | undefined;
      const service = oneOf(row.services, choice.service);
      const known = offer.finishes.find((one) => one.code === row.code)?.materials ?? materials;
      return at({ service, material: choice.material && service === choice.service ? oneOf(known, choice.material) : known?.[0], finish: row.code });
    }
    case "tolerances":
      return at({ service: oneOf(row.services, choice.service), tolerance: row.code });
    case "quantity_steps":
      return at({ service: row.service, quantity: Number(row["quantity"]) });
    case "rush_levels":
      return choice;
    case "machines":
      return at({ service: oneOf(row.services, choice.service) });
    case "fdm_profiles":
    case "sla_profiles":
    case "powder_profiles": {
      const users = profiles.filter((machine) => machine["profile"] === row.code).flatMap((machine) => machine.services ?? []);
      return at({ service: oneOf(users, choice.service) });
    }
    default:
      return at({ service: row.service });
  }
}

/** The sample part is priced by the row that is about to be changed, so that the change shows. */
export function follow(kind: KindId, row: Row, offer: Offer | undefined, machines: Row[]): void {
  if (!offer || !row.active) return;
  const choice = choiceFor(kind, row, trial.choice, offer, machines);
  const rush = kind === "rush_levels" ? (row.code ?? trial.rush) : trial.rush;
  if (JSON.stringify(choice) !== JSON.stringify(trial.choice) || rush !== trial.rush) set({ choice, rush });
}

export interface Delta {
  code: string;
  label: string;
  before?: string;
  after?: string;
}

/** The lines of both prices beside each other; first those of the new one, then those that are gone. */
export function deltas(before: Schema<"CostLine">[], after: Schema<"CostLine">[]): Delta[] {
  const gone = before.filter((line) => !after.some((one) => one.code === line.code));
  return [
    ...after.map((line) => ({ code: line.code, label: line.label, before: before.find((one) => one.code === line.code)?.amount, after: line.amount })),
    ...gone.map((line) => ({ code: line.code, label: line.label, before: line.amount })),
  ];
}

/** By what share a price has changed; nothing when there was none. */
export const shareOf = (before: string, after: string): number | undefined =>
  Number(before) === 0 ? undefined : (Number(after) - Number(before)) / Number(before);
