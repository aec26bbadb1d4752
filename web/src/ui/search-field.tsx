// What is looked for in a list: "/" leads to it, Escape empties and leaves it.
import { Search } from "lucide-react";

interface Props {
  label: string;
  words: string;
  maxLength?: number;
  onWords: (words: string) => void;
}

export function SearchField({ label, words, maxLength, onWords }: Props) {
  return (
    <label className="flex h-8 w-56 items-center gap-2 rounded-md px-2.5 text-sm ring-1 ring-line ring-inset focus-within:ring-2 focus-within:ring-accent max-sm:w-full coarse:h-11">
      <Search className="size-4 shrink-0 text-ink-3" aria-hidden />
      <input
        type="search"
        data-list-search
        data-focus-quietly
        aria-label={label}
        placeholder={label}
        value={words}
        maxLength={maxLength}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && (onWords(""), event.currentTarget.blur())}
        className="w-full min-w-0 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
      />
    </label>
  );
}
