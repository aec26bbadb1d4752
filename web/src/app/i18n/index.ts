// Languages. One file of texts per module and language; a language is one chunk, loaded when it is chosen.
import i18next from "i18next";
import type en from "./en";
import type office from "./office-en";

export type Texts = typeof en;
export type OfficeTexts = typeof office;
export const languages = { en: "English", ru: "Русский", kk: "Қазақша" } as const;
export type Language = keyof typeof languages;
const KEY = "guildhall.language";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: Texts & OfficeTexts;
    returnNull: false;
  }
}

type Loaders = Record<Language, () => Promise<{ default: object }>>;
const loaders: Loaders = { en: () => import("./en"), ru: () => import("./ru"), kk: () => import("./kk") };
const officeLoaders: Loaders = { en: () => import("./office-en"), ru: () => import("./office-ru"), kk: () => import("./office-kk") };
let isInOffice = false;

export const isLanguage = (word: string): word is Language => word in languages;

export function firstLanguage(): Language {
  const wishes = [localStorage.getItem(KEY), ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase() ?? "");
  return wishes.find(isLanguage) ?? "en";
}

async function add(language: Language, from: Loaders, known: string): Promise<void> {
  if (i18next.hasResourceBundle(language, known)) return;
  const texts = (await from[language]()).default;
  for (const [module, words] of Object.entries(texts)) i18next.addResourceBundle(language, module, words);
}

async function load(language: Language): Promise<void> {
  await Promise.all([add(language, loaders, "app"), isInOffice && add(language, officeLoaders, "audit")]);
}

/** Before the first page of the office; from then on they come with every language. */
export async function loadOfficeTexts(): Promise<void> {
  isInOffice = true;
  await load(i18next.language as Language);
}

export async function startLanguages(language: Language = firstLanguage()): Promise<void> {
  await i18next.init({
    lng: language,
    fallbackLng: false,
    defaultNS: "app",
    resources: {},
    interpolation: { escapeValue: false }, // React does
    showSupportNotice: false,
  });
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
}
