// "?": which keys do what.
import { useTranslation } from "@/app/i18n/texts";
import { Dialog } from "@/ui/dialog";
import { Keys } from "@/ui/keys";
import { openKeyboardSheet } from "../palette/open";
import { pagesFor } from "../palette/pages";
import { useSession } from "../session";

export default function KeyboardSheet() {
  const { t } = useTranslation("app");
  const { me, isStaff } = useSession();
  const everywhere = [
    { keys: "mod k", label: t("keys.palette") },
    { keys: "?", label: t("keys.sheet") },
    { keys: "mod enter", label: t("keys.submit") },
    { keys: "esc", label: t("keys.close") },
  ];
  const lists = [
    { keys: "j", label: t("keys.next") },
    { keys: "k", label: t("keys.previous") },
    { keys: "enter", label: t("keys.open") },
    { keys: "x", label: t("keys.choose") },
    { keys: "e", label: t("keys.edit") },
    { keys: "n", label: t("keys.add") },
    { keys: "a", label: t("keys.approve") },
    { keys: "p", label: t("keys.price") },
    { keys: "c", label: t("keys.ask") },
  ];
  const pages = pagesFor(me).filter((page) => page.key);
  return (
    <Dialog open onOpenChange={openKeyboardSheet} title={t("keys.title")} isText>
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {[
          { title: t("keys.everywhere"), rows: everywhere },
          ...(isStaff ? [{ title: t("keys.lists"), rows: lists }] : []),
          { title: t("keys.goTo"), rows: pages.map((page) => ({ keys: `g ${page.key}`, label: page.label() })) },
        ].map((group) => (
          <section key={group.title}>
            <h3 className="mb-2 text-sm font-medium text-ink-3">{group.title}</h3>
            <dl className="grid gap-2">
              {group.rows.map((row) => (
                <div key={row.keys} className="flex items-center justify-between gap-4 text-sm">
                  <dt>{row.label}</dt>
                  <dd>
                    <Keys keys={row.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
