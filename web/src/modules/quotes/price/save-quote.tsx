// Keeping the prices as a quote. A visitor makes an account or signs in first, in a dialog over the same screen.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, randomKey, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { Dialog } from "@/ui/dialog";
import { Skeleton } from "@/ui/skeleton";
import { Tabs } from "@/ui/tabs";
import { toast, toastProblem } from "@/ui/toast";
import { clearBasket, currentBasket } from "./basket";

const forms = () => import("@/modules/identity/forms");
const SignInForm = lazy(async () => ({ default: (await forms()).SignInForm }));
const RegisterForm = lazy(async () => ({ default: (await forms()).RegisterForm }));

type Quote = Schema<"Quote">;

/** What the basket asks for, in the words of the API. Documents travel with the first model. */
function wishes() {
  const { parts, rush, note } = currentBasket();
  const lines = parts.filter((part) => part.file?.analysis).map((part) => ({ file_id: part.file!.id, ...part.choice }));
  return { lines, rush, note: note.trim() || undefined };
}

export function useSaveQuote() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { t } = useTranslation("quotes");
  return useMutation({
    mutationFn: (how: { draft: boolean; key: string }): Promise<Quote> => {
      const { revising } = currentBasket();
      const body = { ...wishes(), draft: how.draft };
      return revising
        ? api.post("/api/v1/quotes/{quote_id}/revise", { path: { quote_id: revising.quote_id }, body, idempotencyKey: how.key })
        : api.post("/api/v1/quotes", { body, idempotencyKey: how.key });
    },
    onSuccess: async (quote) => {
      client.setQueryData(keys.quote(quote.id), quote);
      void client.invalidateQueries({ queryKey: keys.quotes() });
      void client.invalidateQueries({ queryKey: keys.files() });
      await navigate({ to: "/quotes/$quoteId", params: { quoteId: quote.id } });
      clearBasket();
      toast(t("saved", { number: quote.number }));
    },
    onError: (error) => toastProblem(error, t("notSaved")),
  });
}

export function useSaveFlow() {
  const { me } = useSession();
  const save = useSaveQuote();
  const [asking, setAsking] = useState(false);
  const [key, setKey] = useState(randomKey);
  const start = (draft = false) => {
    if (!me) return setAsking(true);
    save.mutate({ draft, key }, { onError: () => setKey(randomKey()) });
  };
  const dialog = (
    <AccountDialog
      open={asking}
      onOpenChange={setAsking}
      onDone={() => {
        setAsking(false);
        save.mutate({ draft: false, key });
      }}
    />
  );
  return { start, busy: save.isPending, dialog };
}

function AccountDialog({ open, onOpenChange, onDone }: { open: boolean; onOpenChange: (open: boolean) => void; onDone: () => void }) {
  const { t } = useTranslation(["quotes", "identity"]);
  const [tab, setTab] = useState("register");
  const waiting = <Skeleton className="h-72" />;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("quotes:saveAs")} description={t("quotes:saveWhy")} width="sm">
      <Tabs
        label={t("quotes:saveAs")}
        value={tab}
        onChange={setTab}
        tabs={[
          {
            id: "register",
            label: t("identity:createAccount"),
            content: (
              <Suspense fallback={waiting}>
                <RegisterForm onDone={onDone} />
              </Suspense>
            ),
          },
          {
            id: "sign-in",
            label: t("identity:signIn"),
            content: (
              <Suspense fallback={waiting}>
                <SignInForm onDone={onDone} />
              </Suspense>
            ),
          },
        ]}
      />
    </Dialog>
  );
}
