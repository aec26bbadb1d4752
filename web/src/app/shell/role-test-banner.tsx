// On top of every page while somebody tries a role: whose eyes one sees with, and the way back.
import { Eye } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import type { Me } from "../session";
import { useRoleTest } from "../role-test";
import { Button } from "@/ui/button";
import { toastProblem } from "@/ui/toast";

export default function RoleTestBanner({ role }: { role: NonNullable<Me["tested_role"]> }) {
  const { t } = useTranslation(["app", "identity"]);
  const { end } = useRoleTest();
  const [isEnding, setEnding] = useState(false);
  const name = role.role_id ? role.name : t(`identity:roles.names.${role.role}`);
  useEffect(() => {
    // What sticks to the top of the page leaves room for the banner (styles.css).
    document.documentElement.dataset["roleTest"] = "";
    return () => {
      delete document.documentElement.dataset["roleTest"];
    };
  }, []);
  const leave = () => {
    setEnding(true);
    void end().catch((problem: unknown) => {
      setEnding(false);
      toastProblem(problem);
    });
  };
  return (
    <div role="region" aria-label={t("roleTest.title")} className="sticky top-0 z-40 flex h-(--top) items-center justify-center gap-3 bg-accent px-4 text-sm text-on-accent">
      <Eye className="size-4 shrink-0 max-sm:hidden" aria-hidden />
      <p role="status" className="min-w-0 truncate font-medium">
        {t("roleTest.as", { name })}
      </p>
      <Button size="sm" busy={isEnding} onClick={leave}>
        {t("roleTest.end")}
      </Button>
    </div>
  );
}
