// What a connector is told about the company's account. A secret that is kept is never shown; leaving its field empty keeps it.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { Checkbox, Field, Input, Select } from "@/ui/field";
import { FormDialog } from "@/ui/form-dialog";
import { ProblemNotice } from "@/ui/notice";
import { complaintAt, problemText } from "@/ui/problem-text";
import { toast } from "@/ui/toast";
import { connectorName, type Connector, type ConnectorField } from "./words";

const hinted = new Set(["from_email", "from", "status_callback", "bot_name", "phone_number_id", "template_name", "template_language", "subject", "sender"]);

function Control({ field, value, onChange, ...rest }: { field: ConnectorField; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation("connectors");
  if (field.shape === "choice")
    return (
      <Select {...rest} value={value || field.choices[0]} onChange={(event) => onChange(event.target.value)}>
        {field.choices.map((choice) => (
          <option key={choice} value={choice}>
            {t(`choices.${choice as "us"}`)}
          </option>
        ))}
      </Select>
    );
  const type = field.is_secret ? "password" : field.shape === "email" ? "email" : field.shape === "phone" ? "tel" : "text";
  return (
    <Input
      {...rest}
      type={type}
      autoComplete={field.is_secret ? "new-password" : "off"}
      spellCheck={false}
      placeholder={field.is_secret && field.is_set ? t("kept") : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

export function ConnectorDialog({ connector, onClose }: { connector: Connector; onClose: () => void }) {
  const { t } = useTranslation("connectors");
  const client = useQueryClient();
  const shown = connector.fields.filter((field) => !field.is_made_here);
  const before = Object.fromEntries(shown.map((field) => [field.name, field.value ?? ""]));
  const [values, setValues] = useState<Record<string, string>>(before);
  const [isActive, setActive] = useState(connector.version === 0 ? true : connector.is_active);
  const [isSandbox, setSandbox] = useState(connector.version === 0 ? false : connector.is_sandbox);
  // Only what changed goes out: a secret that nobody typed stays.
  const changed = shown.filter((field) => (values[field.name] ?? "").trim() !== before[field.name]);
  const save = useMutation({
    mutationFn: () =>
      api.patch("/api/v1/connectors/{connector_kind}", {
        path: { connector_kind: connector.kind },
        body: {
          is_active: isActive,
          is_sandbox: isSandbox,
          fields: changed.map((field) => ({ name: field.name, value: (values[field.name] ?? "").trim() })),
        },
        ifMatch: connector.version,
      }),
    onSuccess: () => {
      toast(t("saved", { name: connectorName(connector.kind) }));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.connectors }),
  });
  const problem = save.error ? problemOf(save.error) : undefined;
  const said = (field: ConnectorField) => {
    const at = changed.indexOf(field);
    return at < 0 ? undefined : complaintAt(problem, `/fields/${at}/value`);
  };
  const isOfField = shown.some(said);
  return (
    <FormDialog
      title={connectorName(connector.kind)}
      description={t(`what.${connector.kind}`)}
      send={t("save")}
      isBusy={save.isPending}
      onSend={() => save.mutate()}
      onClose={onClose}
    >
      {problem && !isOfField && (problem.code === "connector_incomplete" ? <p className="text-sm text-bad">{problemText(problem)}</p> : <ProblemNotice problem={problem} />)}
      {shown.map((field) => {
        const error = said(field);
        return (
          <Field
            key={field.name}
            label={t(`fields.${field.name as "api_key"}`)}
            hint={hinted.has(field.name) && t(`hints.${field.name as "sender"}`)}
            optional={!field.is_required}
            error={error}
            requestId={error && problem?.requestId}
          >
            <Control field={field} value={values[field.name] ?? ""} onChange={(value) => setValues({ ...values, [field.name]: value })} />
          </Field>
        );
      })}
      <fieldset className="grid gap-1">
        <Checkbox checked={isActive} onChange={(event) => setActive(event.target.checked)}>
          {t("isActive")}
        </Checkbox>
        <Checkbox checked={isSandbox} onChange={(event) => setSandbox(event.target.checked)}>
          {t("isSandbox")}
          <span className="block text-ink-3">{t("sandboxWhat")}</span>
        </Checkbox>
      </fieldset>
    </FormDialog>
  );
}
