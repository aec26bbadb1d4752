// What catalogue codes, cost lines and remarks are called in the language of the page; what a company has added itself keeps
// the name that it gave.
import i18next from "i18next";

function word(group: string, code: string | null | undefined, otherwise: string): string {
  const key = `quotes:${group}.${code}`;
  return code && i18next.exists(key) ? i18next.t(key as never) : otherwise;
}

export const serviceName = (code: string, name = code) => word("services", code, name);
export const materialName = (code: string, name = code) => word("materials", code, name);
export const finishName = (code: string | null | undefined, name = code ?? "") => word("finishes", code, name);
export const toleranceName = (code: string | null | undefined, name = code ?? "") => word("tolerances", code, name);
export const colorName = (code: string | null | undefined) => word("colors", code, code ?? "");
export const rushName = (code: string, name = code) => word("rush", code, name);
export const costName = (code: string, label: string) => word("costs", code, label);

/** The server's sentence has the numbers but is English; in other languages a sentence of our own stands for its code. */
export const remark = (code: string, message: string) => (i18next.language === "en" ? message : word("remarks", code, message));

/** "PLA · black · as printed", the choice of a line in one breath. */
export function choiceText(line: {
  service: string;
  material?: string | null;
  finish?: string | null;
  color?: string | null;
  tolerance?: string | null;
}): string {
  const parts = [
    serviceName(line.service),
    line.material && materialName(line.material),
    line.color && colorName(line.color),
    line.finish && finishName(line.finish),
    line.tolerance && line.tolerance !== "standard" && toleranceName(line.tolerance),
  ];
  return parts.filter(Boolean).join(" · ");
}
