// Every language says everything, with the same placeholders, in all the plural forms that it has.
import portalEn from "@/app/i18n/en";
import portalKk from "@/app/i18n/kk";
import officeEn from "@/app/i18n/office-en";
import officeKk from "@/app/i18n/office-kk";
import officeRu from "@/app/i18n/office-ru";
import portalRu from "@/app/i18n/ru";
import { describe, expect, it } from "vitest";

const en = { ...portalEn, ...officeEn };
const ru = { ...portalRu, ...officeRu };
const kk = { ...portalKk, ...officeKk };

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "string") all.set(here, value);
    else for (const [below, text] of flat(value, here)) all.set(below, text);
  }
  return all;
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const stems = (texts: Map<string, string>) => new Set([...texts.keys()].map((key) => key.replace(PLURAL, "")));
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

const english = flat(en);
const languages = { en: english, ru: flat(ru), kk: flat(kk) };

describe.each(Object.entries(languages))("texts in %s", (language, texts) => {
  it("have exactly the keys of English", () => {
    expect([...stems(texts)].sort()).toEqual([...stems(english)].sort());
  });

  it("say something everywhere", () => {
    expect([...texts].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
  });

  it("have every plural form of the language", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = [...english.keys()].filter((key) => key.endsWith("_other")).map((key) => key.replace(PLURAL, ""));
    const missing = counted.flatMap((stem) => forms.map((form) => `${stem}_${form}`)).filter((key) => !texts.has(key));
    expect(missing).toEqual([]);
  });

  it("name the same values as English", () => {
    const different = [...texts].filter(([key, text]) => {
      const source = english.get(key) ?? english.get(key.replace(PLURAL, "_other")) ?? "";
      const wanted = new Set(placeholders(source));
      return placeholders(text).some((name) => !wanted.has(name)) || (!PLURAL.test(key) && placeholders(text).length !== wanted.size);
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });
});

it("are translated: no more than names and a few shared words are the same in two languages", () => {
  const same = [...languages.ru].filter(([key, text]) => english.get(key) === text && /[a-z]{3}/.test(text.replace(/\{\{\w+\}\}/g, "")));
  expect(same.map(([key]) => key)).toEqual([]);
});
