// What a search may be: the server looks for a few words, and what is longer is no word of a record.
import { useTranslation } from "@/app/i18n/texts";

const MOST_WORDS = 5;
export const MOST_CHARACTERS = 100;

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean);

/** What of the text is looked for. */
export const askedOf = (text: string) => wordsOf(text.slice(0, MOST_CHARACTERS)).slice(0, MOST_WORDS).join(" ");

/** Why not all of the text is looked for, if so. */
export const faultOf = (text: string) => (text.length >= MOST_CHARACTERS ? "tooLong" : wordsOf(text).length > MOST_WORDS ? "tooManyWords" : undefined);

/** The same in words, beside the field. */
export function SearchFault({ text, className }: { text: string; className?: string }) {
  const { t } = useTranslation("ui");
  const fault = faultOf(text);
  return (
    <p role="status" hidden={!fault} className={className}>
      {fault && t(`search.${fault}`, { most: fault === "tooLong" ? MOST_CHARACTERS : MOST_WORDS })}
    </p>
  );
}
