// What a problem says to people: the app's own words for codes that it knows better, the server's sentence otherwise. That is
// English; other languages have a sentence of their own for the code, with the server's numbers where it names some.
import i18next from "i18next";
import type { FieldComplaint, Problem } from "@/api/problem";

/** Nothing that a person could do otherwise: the page asked wrongly. */
const misunderstood = new Set(
  ("change_required csrf_token_not_allowed entry_twice exactly_one_file exactly_one_part_source exactly_one_target incomplete_entry invalid_json line_twice " +
    "malformed_base64 malformed_idempotency_key malformed_if_match malformed_multipart origin_not_allowed range_not_satisfiable too_many_entries total_and_lines unknown_entry " +
    "unknown_topic unsupported_media_type upgrade_required versions_do_not_fit volume_without_dimensions").split(" "),
);
/** What a list says to an address that was written by hand. */
const badAddress = new Set(
  "invalid_filter invalid_value malformed_target repeated_parameter target_too_long size_not_offered too_many unknown_field unknown_filter unknown_operator unknown_ordering unknown_parameter".split(" "),
);

/** What the server's sentences name, by their code. */
const named: Record<string, RegExp[]> = {
  amount_does_not_fit: [/^Open are (?<open>[\d.]+)/],
  file_not_ready: [/^"?(?<name>.+?)"? is still being measured/],
  not_a_model: [/^"?(?<name>.+?)"? is (?:no model|not an STL)/],
  part_too_large: [/^The part needs (?<size>.+?) mm and .* works within (?<most>.+?) mm\./, /^The part measures (?<size>.+?) mm; .* at most (?<most>\S+) mm\./],
  part_too_small: [/^The part measures (?<size>.+?) mm; .* at least (?<least>\S+) mm\./],
  quantity_out_of_range: [/between 1 and (?<most>\d+)/],
  too_many_rows: [/at most (?<most>\d+) rows/],
  total_has_changed: [/is now (?<total>[\d.]+)\./],
};
const asked: Record<string, RegExp> = {
  out_of_range: /from (?<least>\S+) to (?<most>\S+)/,
  too_long: /at most (?<most>\d+)/,
  too_short: /at least (?<least>\d+)/,
};

const text = (key: string, values: Record<string, unknown> = {}): string => i18next.t(`ui:${key}` as never, values);
const has = (key: string) => i18next.exists(`ui:${key}`);

/** The key of the sentence for a code of the server, undefined when nobody has written one. */
export function refusalKey(code: string): string | undefined {
  if (has(`problems.${code}`)) return `problems.${code}`;
  if (has(`refusals.${code}`)) return `refusals.${code}`;
  return misunderstood.has(code) ? "refusals.misunderstood" : badAddress.has(code) ? "refusals.bad_address" : undefined;
}

function refusalText(code: string, sentence: string): string | undefined {
  const key = refusalKey(code);
  if (!key || (sentence && i18next.language === "en" && !key.startsWith("problems"))) return sentence || undefined;
  for (const pattern of named[code] ?? []) {
    const values = pattern.exec(sentence)?.groups;
    if (values) return text(`${key}_by`, values);
  }
  return text(key);
}

/** What is wrong with one field. */
export function complaintText({ code, message }: FieldComplaint): string {
  if (i18next.language === "en") return message;
  if (!has(`complaints.${code}`)) return refusalText(code, message) ?? message;
  const values = asked[code]?.exec(message)?.groups;
  return asked[code] && !values ? text("complaints.wrong_type") : text(`complaints.${code}`, values);
}

/** What the server says about that field, e.g. "/lines/0/quantity". */
export function complaintAt(problem: Problem | undefined, pointer: string): string | undefined {
  const complaint = problem?.at(pointer);
  return complaint && complaintText(complaint);
}

export function problemText(problem: Problem): string {
  const { code, status, detail, errors } = problem;
  if (has(`problems.${code}`)) return text(`problems.${code}`, { seconds: problem.retryAfter ?? 60 });
  if (code === "invalid_input" && errors[0] && i18next.language !== "en") return text("refusals.invalid_input_by", { what: complaintText(errors[0]) });
  const known = has(`refusals.${code}`);
  if (status >= 500 && !known) return text("problems.server");
  return refusalText(code, detail) ?? text("problems.unknown");
}
