// The tree of an assembly: names as in the file, with hide and "only this". Arrow keys as in any tree.
import { ChevronRight, Eye, EyeOff, Focus } from "lucide-react";
import { useMemo, useState, type Dispatch, type KeyboardEvent } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { cx } from "@/ui/cx";
import type { Stage } from "./stage";
import { filterTree, leafIds, leavesOf, type TreeNode } from "./tree";
import type { Action, ViewState } from "./view-state";

interface Props {
  stage: Stage;
  state: ViewState;
  act: Dispatch<Action>;
}

const MOST_ROWS_OPEN = 40;
const SEARCH_FROM = 12;

function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  rows[rows.indexOf(document.activeElement as HTMLElement) + step]?.focus();
}

export function PartsTree({ stage, state, act }: Props) {
  const { t } = useTranslation("viewer");
  const { tree, leaves } = stage.model;
  const [words, setWords] = useState("");
  const shown = useMemo(() => filterTree(tree, words), [tree, words]);
  const isLong = leavesOf(tree).length > SEARCH_FROM;
  return (
    <>
      {isLong && (
        <input
          type="search"
          value={words}
          placeholder={t("parts.find")}
          aria-label={t("parts.find")}
          onChange={(event) => setWords(event.target.value)}
          className="mx-2 mb-1 h-8 shrink-0 rounded-md bg-sunken px-2.5 text-sm coarse:h-10"
        />
      )}
      <ul role="tree" aria-label={t("tool.parts")} className="min-h-0 grow overflow-y-auto p-1" onKeyDown={moveFocus}>
        {shown.map((node, place) => (
          <Row key={node.id} {...{ stage, state, act, node, place }} level={1} open={leaves.length <= MOST_ROWS_OPEN || words !== ""} />
        ))}
        {shown.length === 0 && <li className="px-2 py-3 text-sm text-ink-3">{t("parts.none")}</li>}
      </ul>
      {state.hidden.size > 0 && (
        <button type="button" className="m-1 h-8 rounded-md text-sm font-medium text-accent-ink hover:bg-hover" onClick={() => act({ do: "show all" })}>
          {t("parts.all")}
        </button>
      )}
    </>
  );
}

function Row({ stage, state, act, node, place, level, open: firstOpen }: Props & { node: TreeNode; place: number; level: number; open: boolean }) {
  const { t } = useTranslation("viewer");
  const [open, setOpen] = useState(firstOpen);
  const name = node.name || t("parts.unnamed", { number: place + 1 });
  const ids = useMemo(() => leafIds(node), [node]);
  const isGroup = node.children.length > 0;
  const hidden = ids.every((id) => state.hidden.has(id));
  const selected = !isGroup && state.selected === node.id;
  const color = stage.model.byId.get(node.id)?.colors[0];
  const choose = () => (isGroup ? setOpen(!open) : act({ do: "select", id: selected ? null : node.id }));
  const onKey = (event: KeyboardEvent) => {
    const key = event.key;
    if (key === "ArrowRight" || key === "ArrowLeft") setOpen(key === "ArrowRight");
    else if (key === "Enter" || key === " ") choose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li role="none">
      <div
        className={cx("group flex h-8 items-center gap-1 rounded-md pr-1 text-sm coarse:h-10", selected ? "bg-accent-soft text-accent-ink" : "hover:bg-hover")}
        style={{ paddingLeft: (level - 1) * 14 + 4 }}
      >
        <div
          role="treeitem"
          tabIndex={0}
          data-row
          aria-level={level}
          aria-selected={selected}
          aria-expanded={isGroup ? open : undefined}
          className={cx("flex min-w-0 grow cursor-pointer items-center gap-1.5 rounded-sm", hidden && "text-ink-3 line-through")}
          onClick={choose}
          onKeyDown={onKey}
          onDoubleClick={() => stage.focusOn(ids)}
        >
          {isGroup ? (
            <ChevronRight className={cx("size-4 shrink-0 text-ink-3 transition-transform", open && "rotate-90")} aria-hidden />
          ) : (
            <span className="mx-0.75 size-2.5 shrink-0 rounded-full ring-1 ring-line-strong ring-inset" style={{ background: color ? `#${color.getHexString()}` : undefined }} aria-hidden />
          )}
          <span className="truncate">{name}</span>
          {node.auxiliary && <span className="shrink-0 text-xs text-ink-3">{t("parts.auxiliary")}</span>}
        </div>
        <RowButton label={t("parts.only", { name })} onClick={() => act({ do: "isolate", ids, all: stage.model.leaves.map((leaf) => leaf.id) })} icon={Focus} />
        <RowButton label={t(hidden ? "parts.show" : "parts.hide", { name })} onClick={() => act({ do: hidden ? "show" : "hide", ids })} icon={hidden ? EyeOff : Eye} stays={hidden} />
      </div>
      {isGroup && open && (
        <ul role="group">
          {node.children.map((child, at) => (
            <Row key={child.id} {...{ stage, state, act }} node={child} place={at} level={level + 1} open={firstOpen} />
          ))}
        </ul>
      )}
    </li>
  );
}

function RowButton({ label, onClick, icon: Icon, stays }: { label: string; onClick: () => void; icon: typeof Eye; stays?: boolean }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className={cx(
        "inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:text-ink focus-visible:opacity-100 coarse:size-9 coarse:opacity-100",
        !stays && "opacity-0 group-hover:opacity-100",
      )}
    >
      <Icon className="size-4" aria-hidden />
    </button>
  );
}
