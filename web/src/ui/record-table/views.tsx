// Views of a list as tabs: those every list has, then what people saved, for themselves or for all.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, Pencil, Trash2, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { useSession } from "@/app/session";
import { api, type Schema } from "@/api/client";
import { Button } from "../button";
import { cx } from "../cx";
import { Dialog } from "../dialog";
import { Checkbox, Field, Input } from "../field";
import { Menu, MenuItem } from "../menu";
import { toast, toastProblem } from "../toast";
import type { BuiltInView } from "./column";
import { queryFrom, queryText, type Search } from "./grammar";

export type SavedView = Schema<"SavedView">;

const viewsKey = (list: string) => ["saved-views", list] as const;

export function useViews(list: string) {
  return useQuery({
    queryKey: viewsKey(list),
    queryFn: async ({ signal }) => (await api.get("/api/v1/saved-views", { query: { list }, signal })).items,
    staleTime: 60_000,
  });
}

interface Props {
  list: string;
  builtIn: BuiltInView[];
  saved: SavedView[];
  search: Search;
  /** The list's question now, as text. */
  query: string;
  columns: string[];
  onSearch: (search: Search) => void;
}

const tab =
  "h-8 shrink-0 rounded-md px-2.5 text-sm text-ink-2 hover:bg-hover hover:text-ink aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-ink coarse:h-10";

function SaveDialog({ props, view, onClose }: { props: Props; view?: SavedView; onClose: () => void }) {
  const { t } = useTranslation("ui");
  const { may } = useSession();
  const client = useQueryClient();
  const [name, setName] = useState(view?.name ?? "");
  const [isShared, setShared] = useState(view?.is_shared ?? false);
  const [isSending, setSending] = useState(false);
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    setSending(true);
    const terms = { name: name.trim(), query: props.query, columns: props.columns, is_shared: isShared };
    try {
      const kept = view
        ? await api.patch("/api/v1/saved-views/{saved_view_id}", { path: { saved_view_id: view.id }, body: { name: terms.name, is_shared: isShared } })
        : await api.post("/api/v1/saved-views", { body: { list: props.list, ...terms } });
      await client.invalidateQueries({ queryKey: viewsKey(props.list) });
      if (!view) props.onSearch({ ...queryFrom(kept.query), view: kept.id });
      onClose();
    } catch (problem) {
      toastProblem(problem);
    } finally {
      setSending(false);
    }
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={view ? t("views.rename") : t("views.save")} width="sm">
      <form onSubmit={(event) => void save(event)} className="grid gap-4">
        <Field label={t("views.name")}>
          <Input autoFocus required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        {may("company.read") && (
          <Checkbox checked={isShared} onChange={(event) => setShared(event.target.checked)}>
            {t("views.shared")}
          </Checkbox>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" kind="primary" busy={isSending} disabled={!name.trim()}>
            {t("views.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function SavedTab({ view, props, onRename }: { view: SavedView; props: Props; onRename: () => void }) {
  const { t } = useTranslation("ui");
  const client = useQueryClient();
  const isOpen = props.search["view"] === view.id;
  const renew = () => client.invalidateQueries({ queryKey: viewsKey(props.list) });
  const change = async () => {
    try {
      const body = { query: props.query, columns: props.columns };
      await api.patch("/api/v1/saved-views/{saved_view_id}", { path: { saved_view_id: view.id }, body });
      await renew();
      toast(t("views.changed", { name: view.name }));
    } catch (problem) {
      toastProblem(problem);
    }
  };
  const remove = async () => {
    try {
      await api.delete("/api/v1/saved-views/{saved_view_id}", { path: { saved_view_id: view.id } });
      props.onSearch({});
      await renew();
      const again = { list: view.list, name: view.name, query: view.query, columns: view.columns, is_shared: view.is_shared };
      toast(t("views.removed", { name: view.name }), { undo: () => void api.post("/api/v1/saved-views", { body: again }).then(renew, toastProblem) });
    } catch (problem) {
      toastProblem(problem);
    }
  };
  const label = (
    <>
      {view.is_shared && <Users className="mr-1.5 inline size-3.5 text-ink-3" aria-label={t("views.isShared")} />}
      {view.name}
    </>
  );
  if (!isOpen || !view.can_change)
    return (
      <button type="button" aria-pressed={isOpen} className={tab} onClick={() => props.onSearch({ ...queryFrom(view.query), view: view.id })}>
        {label}
      </button>
    );
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" aria-pressed className={tab}>
          {label}
          {queryText(queryFrom(view.query)) !== props.query && <span className="ml-1.5 inline-block size-1.5 rounded-full bg-accent" aria-label={t("views.isChanged")} />}
        </button>
      }
    >
      <MenuItem icon={Bookmark} onSelect={() => void change()}>
        {t("views.update")}
      </MenuItem>
      <MenuItem icon={Pencil} onSelect={onRename}>
        {t("views.rename")}
      </MenuItem>
      <MenuItem icon={Trash2} danger onSelect={() => void remove()}>
        {t("views.remove")}
      </MenuItem>
    </Menu>
  );
}

export function Views(props: Props) {
  const { t } = useTranslation("ui");
  const [dialog, setDialog] = useState<{ view?: SavedView }>();
  const open = props.search["view"];
  const isBuiltIn = (view: BuiltInView) => !open && queryText(queryFrom(view.query)) === props.query;
  const isNew = !open && !!props.query && !props.builtIn.some(isBuiltIn);
  return (
    <div className="flex items-center gap-1">
      <div role="group" aria-label={t("views.title")} className={cx("-mx-1 flex min-w-0 items-center gap-1 overflow-x-auto p-1")}>
        {props.builtIn.map((view) => (
          <button key={view.id} type="button" aria-pressed={isBuiltIn(view)} className={tab} onClick={() => props.onSearch(queryFrom(view.query))}>
            {view.label}
          </button>
        ))}
        {props.saved.map((view) => (
          <SavedTab key={view.id} view={view} props={props} onRename={() => setDialog({ view })} />
        ))}
      </div>
      {isNew && (
        <Button size="sm" kind="quiet" icon={<Bookmark className="size-4" aria-hidden />} onClick={() => setDialog({})}>
          {t("views.save")}
        </Button>
      )}
      {dialog && <SaveDialog props={props} view={dialog.view} onClose={() => setDialog(undefined)} />}
    </div>
  );
}
