// Names of colleagues in a text, behind an @: finding the one being written, putting one in, finding them again.

export interface Colleague {
  id: string;
  full_name: string;
}

/** A hook: whose names have words that begin so; nobody without a part. */
export type FindColleagues = (part: string | undefined) => readonly Colleague[];
export const MOST_OFFERED = 6;

/** The part of a name that stands between an @ and the caret, and where its @ is. */
export function nameAtCaret(text: string, caret: number): { at: number; part: string } | undefined {
  const found = /(?:^|[\s(])@([\p{L}\p{M}\p{N}.'’-]*(?: [\p{L}\p{M}\p{N}.'’-]*)?)$/u.exec(text.slice(0, caret));
  return found ? { at: caret - found[1]!.length - 1, part: found[1]! } : undefined;
}

export function matching(colleagues: readonly Colleague[], part: string): Colleague[] {
  const wanted = part.toLocaleLowerCase();
  const begins = ({ full_name: name }: Colleague) => [name, ...name.split(" ")].some((word) => word.toLocaleLowerCase().startsWith(wanted));
  return colleagues.filter(begins).slice(0, MOST_OFFERED);
}

/** The text with the name in the place of what was written of it, and the caret behind. */
export function withName(text: string, caret: number, at: number, name: string): { text: string; caret: number } {
  const before = `${text.slice(0, at)}@${name} `;
  return { text: before + text.slice(caret).replace(/^ /, ""), caret: before.length };
}

/** Whom the text still names, of those who were chosen. */
export const stillNamed = (text: string, chosen: readonly Colleague[]): Colleague[] =>
  chosen.filter((one, index) => text.includes(`@${one.full_name}`) && chosen.findIndex((other) => other.id === one.id) === index);

/** The text in pieces, names apart from what is between them. */
export function pieces(text: string, names: readonly string[]): { text: string; isName: boolean }[] {
  const wanted = names.map((name) => `@${name}`).sort((left, right) => right.length - left.length);
  const found: { text: string; isName: boolean }[] = [];
  let rest = text;
  while (rest) {
    const next = wanted.map((name) => ({ name, at: rest.indexOf(name) })).filter(({ at }) => at >= 0);
    const first = next.sort((left, right) => left.at - right.at)[0];
    if (!first) return [...found, { text: rest, isName: false }];
    if (first.at > 0) found.push({ text: rest.slice(0, first.at), isName: false });
    found.push({ text: first.name, isName: true });
    rest = rest.slice(first.at + first.name.length);
  }
  return found;
}
