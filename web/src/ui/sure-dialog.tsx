// Asked before a step that cannot be taken back.
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "./button";
import { Dialog } from "./dialog";

interface Props {
  title: string;
  what: string;
  /** The button that does it, and the one that does not. */
  yes: string;
  no?: string;
  isDanger?: boolean;
  isBusy: boolean;
  onYes: () => void;
  onClose: () => void;
}

export function SureDialog({ title, what, yes, no, isDanger, isBusy, onYes, onClose }: Props) {
  const { t } = useTranslation("ui");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={what}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>{no ?? t("cancel")}</Button>
          <Button kind={isDanger ? "danger" : "primary"} busy={isBusy} onClick={onYes}>
            {yes}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
