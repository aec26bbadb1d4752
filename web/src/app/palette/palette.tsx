// Ctrl/Cmd-K: pages, actions and records in one list. What is in memory is there at once; the server's answers join it.
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Keys } from "@/ui/keys";
import { RemoveScroll } from "@/ui/remove-scroll";
import { MOST_CHARACTERS, SearchFault } from "@/ui/search-words";
import { useSession } from "../session";
import { openPalette, takeEarly } from "./open";
import { allProviders, type PaletteItem } from "./providers";

interface Group {
  id: string;
  title: string;
  items: PaletteItem[];
}

const ASK_AFTER_MS = 120;

/** What is in memory follows every key; the server is asked for the words that have come to rest. */
export function useGroups(words: string, rested: string): Group[] {
  const { me } = useSession();
  const [late, setLate] = useState<Record<string, PaletteItem[]>>({});
  const found = useMemo(() => {
    const controller = new AbortController();
    const answers = allProviders().filter((one) => one.isRemote).map((provider) => ({ provider, answer: provider.find(rested, { me }, controller.signal) }));
    return { answers, controller };
  }, [rested, me]);
  const near = useMemo(() => {
    const { signal } = new AbortController();
    return allProviders().filter((one) => !one.isRemote).map((provider) => ({ provider, answer: provider.find(words, { me }, signal) }));
  }, [words, me]);
  useEffect(() => {
    let alive = true;
    for (const { provider, answer } of found.answers) {
      if (!(answer instanceof Promise)) continue;
      answer.then((items) => alive && setLate((before) => ({ ...before, [provider.id]: items }))).catch(() => undefined);
    }
    return () => {
      alive = false;
      found.controller.abort();
    };
  }, [found]);
  return [...near, ...found.answers]
    .sort((a, b) => a.provider.order - b.provider.order)
    .map(({ provider, answer }) => ({
      id: provider.id,
      title: provider.title(),
      items: answer instanceof Promise ? (late[provider.id] ?? []) : answer,
    }))
    .filter((group) => group.items.length > 0);
}

function Row(props: { item: PaletteItem; id: string; active: boolean; onRun: () => void; onPoint: () => void }) {
  const { item, active } = props;
  const Icon = item.icon;
  return (
    <div
      id={props.id}
      role="option"
      aria-selected={active}
      onClick={props.onRun}
      onPointerMove={props.onPoint}
      className="flex h-10 cursor-pointer items-center gap-3 rounded-md px-3 text-sm aria-selected:bg-hover"
    >
      {Icon ? <Icon className="size-4 shrink-0 text-ink-3" aria-hidden /> : <span className="size-4" />}
      <span className="truncate">{item.label}</span>
      {item.hint && <span className="truncate text-ink-3">{item.hint}</span>}
      {item.keys && (
        <span className="ml-auto hidden sm:block">
          <Keys keys={item.keys} />
        </span>
      )}
    </div>
  );
}

export default function Palette() {
  const { t } = useTranslation("app");
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  const [asked, setAsked] = useState("");
  const [at, setAt] = useState(0);
  const [cameFrom] = useState(() => document.activeElement);
  const listId = useId();
  useLayoutEffect(() => {
    const early = takeEarly();
    if (early) setWords(early);
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words), words ? ASK_AFTER_MS : 0);
    return () => clearTimeout(timer);
  }, [words]);
  const groups = useGroups(words, asked);
  const items = groups.flatMap((group) => group.items);
  const current = Math.min(at, Math.max(0, items.length - 1));
  const hasWalked = useRef(false);
  useEffect(() => {
    if (hasWalked.current) document.getElementById(`${listId}-${current}`)?.scrollIntoView({ block: "nearest" });
    hasWalked.current = false;
  }, [listId, current]);

  const run = (item: PaletteItem | undefined) => {
    if (!item) return;
    openPalette(false);
    if (item.to) void navigate({ to: item.to });
    else item.run?.();
  };
  const walk = (to: number) => {
    hasWalked.current = true;
    setAt(Math.max(0, Math.min(to, items.length - 1)));
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "ArrowDown") walk(current + 1);
    else if (event.key === "ArrowUp") walk(current - 1);
    else if (event.key === "Enter") run(items[current]);
    else if (event.key !== "Tab") return; // there is nothing else to go to
    event.preventDefault();
  };
  let index = -1;
  // Not Radix's modal: that takes the pointer from the body, which every element below inherits, so that a page of a thousand
  // is styled anew before the palette is seen. The veil takes the pointer here, and the only thing to focus is the words.
  return (
    <Radix.Root open modal={false} onOpenChange={openPalette}>
      <Radix.Portal>
        <RemoveScroll className="animate-fade fixed inset-0 z-40 bg-scrim" onClick={() => openPalette(false)} />
        <Radix.Content
          aria-modal
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true });
          }}
          className="animate-rise fixed inset-x-3 top-[10dvh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl bg-raised shadow-pop"
        >
          <Radix.Title className="sr-only">{t("palette.title")}</Radix.Title>
          <div className="flex items-center gap-3 border-b border-line px-4">
            <Search className="size-4 text-ink-3" aria-hidden />
            <input
              autoFocus
              role="combobox"
              aria-expanded
              aria-controls={listId}
              aria-activedescendant={items.length ? `${listId}-${current}` : undefined}
              aria-label={t("palette.title")}
              placeholder={t("palette.placeholder")}
              value={words}
              maxLength={MOST_CHARACTERS}
              onChange={(event) => (setWords(event.target.value), setAt(0))}
              onKeyDown={onKeyDown}
              data-focus-quietly
              className="h-14 w-full bg-transparent text-base outline-none"
            />
          </div>
          <SearchFault text={words} className="border-b border-line px-5 py-2 text-sm text-warn" />
          <div id={listId} role="listbox" aria-label={t("palette.title")} className="max-h-[55dvh] overflow-y-auto p-2">
            {groups.map((group) => (
              <div key={group.id} role="group" aria-label={group.title}>
                <div className="px-3 pt-3 pb-1 text-xs font-medium text-ink-3">{group.title}</div>
                {group.items.map((item) => {
                  const mine = ++index;
                  return (
                    <Row
                      key={item.id}
                      id={`${listId}-${mine}`}
                      item={item}
                      active={mine === current}
                      onRun={() => run(item)}
                      onPoint={() => setAt(mine)}
                    />
                  );
                })}
              </div>
            ))}
          </div>
          {items.length === 0 && <p className="px-5 pb-6 text-sm text-ink-2">{t("palette.nothing", { words })}</p>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
