// The sample part that the catalogue is tried with: which part, what is wished for it, and what it costs by the saved catalogue and by
// the draft of another.
import { useSyncExternalStore } from "react";
import { api, type Schema } from "@/api/client";
import { problemOf, type Problem } from "@/api/problem";
import { completed, type Offer } from "@/modules/quotes/price/offer";
import { firstChoice, type Choice, type FileView } from "@/modules/quotes/price/basket";
import type { Price } from "@/modules/quotes/price/pricing";
import { trialOf, type Draft } from "./draft";
import type { KindId, Row } from "./kinds";

export interface Wish extends Choice {
  file_id: string;
  rush: string;
}

export type Answer = { price: Price; problem?: undefined } | { price?: undefined; problem: Problem };

interface Trial {
  file?: FileView;
  choice: Choice;
  rush: string;
  /** Counts what has been saved, so that no price of an older catalogue is shown as today's. */
  generation: number;
}

let trial: Trial = { choice: firstChoice, rush: "standard", generation: 0 };
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

/** The catalogue is another one: prices are asked anew. */
export const notePrices = () => set({ generation: trial.generation + 1 });

export const wishNow = (): Wish | undefined => (trial.file ? { ...trial.choice, file_id: trial.file.id, rush: trial.rush } : undefined);

/** What is wrong with the wish itself, in the server's words; what only a moment is wrong with is thrown. */
function lastingProblem(thrown: unknown, signal?: AbortSignal): Problem {
  const problem = problemOf(thrown);
  if (signal?.aborted || problem.status === 0 || problem.status >= 500 || problem.status === 429) throw thrown;
  return problem;
}

/** What the sample part costs by the saved catalogue, or by the draft of another. */
export const tryQuery = (wish: Wish | undefined, generation: number, draft: Draft = []) => {
  const catalogue = trialOf(draft);
  return {
    queryKey: ["tryout", generation, wish ?? null, catalogue ?? null] as const,
    enabled: wish !== undefined,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Answer> => {
      try {
        return { price: await api.post("/api/v1/calculate-price", { body: { ...wish!, catalogue } as never, signal }) };
      } catch (thrown) {
        return { problem: lastingProblem(thrown, signal) };
      }
    },
    staleTime: Infinity,
  };
};

const plainPart = { dimensions_mm: { x: 40, y: 30, z: 20 }, service: "fdm", quantity: 1 };

/** Why a price could not be made by the draft; nothing when it can. */
export async function problemWith(draft: Draft): Promise<Problem | undefined> {
  try {
    await api.post("/api/v1/calculate-price", { body: { ...(wishNow() ?? plainPart), catalogue: trialOf(draft) } as never });
    return undefined;
  } catch (thrown) {
    return problemOf(thrown);
  }
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
    case "color_names":
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

/** The lines that the draft changes, and how many it leaves as they are. */
export const changedOf = (all: Delta[]) => all.filter((line) => line.before !== line.after);

/** By what share a price has changed; nothing when there was none. */
export const shareOf = (before: string, after: string): number | undefined =>
  Number(before) === 0 ? undefined : (Number(after) - Number(before)) / Number(before);
