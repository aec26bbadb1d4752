// What entries of the catalogue, cost lines and remarks are called in the language of the page; what a company has named
// itself keeps the name that it gave. Who knows no more than a code asks `useNames`.
import i18next from "i18next";

function word(group: string, code: string | null | undefined, otherwise: string): string {
  const key = `quotes:${group}.${code}`;
  return code && i18next.exists(key) ? i18next.t(key as never) : otherwise;
}

/** An entry of the catalogue as it is offered. */
export interface Offered {
  code: string;
  name: string;
  /** The company calls it so; the translation of its code would be another thing's name. */
  has_own_name: boolean;
}

/** Of a bare code no more is known than what the house calls it. */
type Word = Offered | string | null | undefined;

function nameIn(group: string, one: Word): string {
  if (!one) return "";
  if (typeof one === "string") return word(group, one, one);
  return one.has_own_name ? one.name : word(group, one.code, one.name);
}

export const serviceName = (one: Word) => nameIn("services", one);
export const materialName = (one: Word) => nameIn("materials", one);
export const finishName = (one: Word) => nameIn("finishes", one);
export const toleranceName = (one: Word) => nameIn("tolerances", one);
export const colorName = (one: Word) => nameIn("colors", one);
export const rushName = (one: Word) => nameIn("rush", one);
export const costName = (code: string, label: string) => word("costs", code, label);

/** The server's sentence has the numbers but is English; in other languages a sentence of our own stands for its code. */
export const remark = (code: string, message: string) => (i18next.language === "en" ? message : word("remarks", code, message));
