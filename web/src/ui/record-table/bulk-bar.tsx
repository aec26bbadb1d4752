// What may be done with the chosen rows.
import { X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Button, IconButton } from "../button";
import { number } from "../format";
import type { BulkAction } from "./column";
import type { Selection } from "./use-selection";

const BulkDialog = lazy(() => import("./bulk-dialog"));

export interface BulkProps {
  actions: BulkAction[];
  selection: Selection;
  total: number;
  /** The filter that "all" means, as text. */
  filter: string;
  queryKey: readonly string[];
  /** What else is out of date then. */
  onDone?: () => void;
}

export function BulkBar(props: BulkProps) {
  // With what was chosen then: rows that no longer belong to the list are chosen no more, but it is them that were changed.
  const [open, setOpen] = useState<{ action: BulkAction; props: BulkProps }>();
  return (
    <>
      <Bar {...props} onOpen={(action) => setOpen({ action, props })} />
      {open && (
        <Suspense fallback={null}>
          <BulkDialog action={open.action} props={open.props} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </>
  );
}

function Bar({ actions, selection, total, onOpen }: BulkProps & { onOpen: (action: BulkAction) => void }) {
  const { t } = useTranslation("ui");
  const count = selection.count(total);
  if (count === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label={t("table.bulk.title")}
      className="animate-rise absolute inset-x-3 bottom-3 z-20 mx-auto flex w-fit max-w-[calc(100%-1.5rem)] flex-wrap items-center gap-1 rounded-xl bg-raised p-1.5 shadow-pop"
    >
      <span className="tabular px-2.5 text-sm font-medium" role="status">
        {t("table.chosen", { count, shown: number(count, 0) })}
      </span>
      {!selection.isAll && selection.ids.size < total && (
        <Button size="sm" kind="quiet" onClick={selection.chooseAll}>
          {t("table.chooseAll", { count: total, shown: number(total, 0) })}
        </Button>
      )}
      {actions.map((action) => (
        <Button
          key={action.id}
          size="sm"
          kind={action.isDanger ? "danger" : "plain"}
          icon={<action.icon className="size-4" aria-hidden />}
          onClick={() => onOpen(action)}
        >
          {action.label}
        </Button>
      ))}
      <IconButton label={t("table.unchoose")} className="size-8" onClick={selection.clear}>
        <X className="size-4" aria-hidden />
      </IconButton>
    </div>
  );
}
