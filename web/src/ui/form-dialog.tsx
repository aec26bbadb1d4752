// A dialog with one form: what it is for, its fields, a button that leaves it and one that sends it.
import { useId, type ComponentProps, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "./button";
import { Dialog } from "./dialog";

interface Props extends Pick<ComponentProps<typeof Dialog>, "title" | "description" | "width"> {
  send: string;
  leave?: string;
  isBusy: boolean;
  /** False: there is nothing to send yet. */
  isReady?: boolean;
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function FormDialog({ send, leave, isBusy, isReady = true, onSend, onClose, children, ...frame }: Props) {
  const { t } = useTranslation("ui");
  const form = useId();
  return (
    <Dialog
      {...frame}
      open
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>{leave ?? t("cancel")}</Button>
          <Button kind="primary" type="submit" form={form} busy={isBusy} disabled={!isReady}>
            {send}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSend();
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}
