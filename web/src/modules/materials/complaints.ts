// What the calculator complains of, in the language of the page. The server's sentence names the row and the member:
//   materials "pla": density_g_per_cm3 must be more than 0.
import i18next from "i18next";
import type { Problem } from "@/api/problem";
import { problemText } from "@/ui/problem-text";
import { kinds, type KindId } from "./kinds";

const t = (key: string, values: Record<string, string | undefined> = {}): string => i18next.t(`materials:${key}` as never, values);

const known: [RegExp, (match: RegExpExecArray) => string][] = [
  [/^must be between 0 and 10\^9$/, () => t("complaints.range", { least: "0", most: "10⁹" })],
  [/^must be between (\S+) and (\S+)$/, ([, least, most]) => t("complaints.range", { least, most })],
  [/^must be more than (\S+)$/, ([, least]) => t("complaints.above", { least })],
  [/^must be at least (\S+)$/, ([, least]) => t("complaints.least", { least })],
  [/^must be at most 0\.95\b/, () => t("complaints.most", { most: "95 %" })],
  [/^must be at most (\S+)$/, ([, most]) => t("complaints.most", { most })],
  [/^is a share/, () => t("complaints.most", { most: "100 %" })],
  [/^names "(.*)", which does not exist$/, ([, code]) => t("complaints.unknown", { code })],
  [/^names no service$/, () => t("complaints.noService")],
  [/^this service has no parameters/, () => t("complaints.noParameters")],
  [/^(\S+) needs removal and finishing rates$/, ([, code]) => t("complaints.needsRates", { code })],
  [/^(\S+) needs a profile/, ([, code]) => t("complaints.needsProfile", { code })],
  [/^must not be less than (\w+)$/, ([, field]) => t("complaints.notLess", { field: fieldLabel(field ?? "") })],
  [/^is what another colour is called$/, () => t("complaints.sameColor")],
  [/^is one row too many/, () => t("complaints.tooMany")],
  [/^must be given and occur once$/, () => t("complaints.once")],
];

export const fieldLabel = (name: string): string => (i18next.exists(`materials:fields.${name}`) ? t(`fields.${name}`) : name);
export const kindLabel = (kind: KindId): string => t(`kinds.${kind}`);

interface Complaint {
  table: string;
  code: string;
  field: string;
  words: string;
}

/** The parts of the calculator's sentence, its words translated; undefined when it is another sentence. */
export function complaintOf(sentence: string): Complaint | undefined {
  const match = /^(\w+) "([^"]*)": (\w+) (.+?)\.?$/.exec(sentence);
  if (!match) return undefined;
  const [, table = "", code = "", field = "", said = ""] = match;
  for (const [pattern, words] of known) {
    const found = pattern.exec(said);
    if (found) return { table, code, field, words: words(found) };
  }
  return { table, code, field, words: said };
}

/** Why a row could not be changed, added or deleted; what is wrong with another row names that row. */
export function catalogueProblemText(problem: Problem, kind?: KindId): string {
  if (problem.code === "code_taken" || problem.code === "invalid_code") return t(`complaints.${problem.code}`);
  if (["entry_not_found", "unknown_entry", "incomplete_entry"].includes(problem.code)) return t("complaints.gone");
  const sentence = problem.errors[0]?.message ?? problem.detail;
  const complaint = complaintOf(sentence) ?? complaintOf(problem.detail);
  if (!complaint) return problemText(problem);
  const where = complaint.table in kinds ? kindLabel(complaint.table as KindId) : complaint.table;
  const place = `${where} “${complaint.code}”, ${fieldLabel(complaint.field)}: ${complaint.words}`;
  if (problem.code === "still_used") return t("complaints.stillUsed", { place });
  return complaint.table === kind && problem.errors.length > 0 ? complaint.words : place;
}
