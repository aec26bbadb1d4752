// A page that does not exist, and a page that broke.
import { Link, type ErrorComponentProps } from "@tanstack/react-router";
import { Compass, CircleAlert } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { ProblemNotice } from "@/ui/notice";

export function NotFound() {
  const { t } = useTranslation("app");
  return (
    <main id="content">
      <EmptyState
        icon={Compass}
        title={<span role="heading" aria-level={1}>{t("notFound.title")}</span>}
        action={
          <Button asChild>
            <Link to="/">{t("notFound.home")}</Link>
          </Button>
        }
      >
        {t("notFound.text")}
      </EmptyState>
    </main>
  );
}

export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation("app");
  return (
    <main id="content" className="mx-auto grid max-w-xl gap-4 p-6">
      <h1 className="flex items-center gap-2 text-lg font-semibold">
        <CircleAlert className="size-5 text-bad" aria-hidden />
        {t("failure.title")}
      </h1>
      <ProblemNotice problem={error} onRetry={reset} />
    </main>
  );
}
