// The texts of a module in the language of now. Every language is loaded whole before it is chosen, so there is nothing to wait
// for: one function per module, the same for all who ask, where react-i18next makes one and a copy of i18next for each of them.
import i18next, { type FlatNamespace, type TFunction, type i18n } from "i18next";
import { useSyncExternalStore } from "react";

type Modules = FlatNamespace | readonly [FlatNamespace, ...FlatNamespace[]];

const made = new Map<string, TFunction>();

/** With several modules the first one's keys stand alone, the others' behind their names: `t("quotes:status.draft")`. */
function textsOf<M extends Modules>(modules: M): TFunction<M> {
  const id = `${i18next.language} ${String(modules)}`;
  let texts = made.get(id);
  if (!texts) made.set(id, (texts = i18next.getFixedT(i18next.language, modules) as TFunction));
  return texts as unknown as TFunction<M>;
}

function subscribe(listener: () => void): () => void {
  i18next.on("languageChanged", listener);
  return () => i18next.off("languageChanged", listener);
}
const languageNow = () => i18next.language;

export function useTranslation<const M extends Modules>(modules: M): { t: TFunction<M>; i18n: i18n } {
  useSyncExternalStore(subscribe, languageNow);
  return { t: textsOf(modules), i18n: i18next };
}
