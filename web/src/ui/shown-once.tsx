// A secret that was made here, shown this once.
import { Button } from "./button";
import { Copied } from "./copied";
import { Dialog } from "./dialog";

interface Props {
  title: string;
  /** Whom to give it to. */
  what: string;
  label: string;
  done: string;
  secret: string;
  onClose: () => void;
}

export function ShownOnce({ title, what, label, done, secret, onClose }: Props) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={what}
      width="sm"
      footer={
        <Button kind="primary" onClick={onClose}>
          {done}
        </Button>
      }
    >
      <Copied label={label} text={secret} />
    </Dialog>
  );
}
