// Who somebody is to us: name, addresses, password, devices.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { isLanguage, languages } from "@/app/i18n";
import { useSession, type Me } from "@/app/session";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input, Select } from "@/ui/field";
import { Notice, ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { complaintAt } from "@/ui/problem-text";
import { toast } from "@/ui/toast";
import { PreferencesSection } from "@/modules/notifications/preferences";
import { AddressForm, AddressText, type Address } from "./address";
import { PasswordForm } from "./password-form";
import { EmailBanner } from "./profile/email-banner";
import { PhoneProof } from "./profile/phone-proof";
import { SecondFactor } from "./profile/second-factor";
import { Section } from "./section";
import { Devices } from "./devices";

type Change = Schema<"ChangeMe">;

function useChangeMe(me: Me) {
  const client = useQueryClient();
  const { t } = useTranslation("identity");
  return useMutation({
    mutationFn: (body: Change) => api.patch("/api/v1/auth/me", { body, ifMatch: me.version }),
    onMutate: (change) => {
      client.setQueryData(keys.me, { ...me, ...change });
    },
    onSuccess: (answer) => {
      client.setQueryData(keys.me, answer);
      toast(t("profile.saved"));
    },
    onError: () => client.setQueryData(keys.me, me),
  });
}

function Stale({ problem }: { problem: unknown }) {
  const { t } = useTranslation("identity");
  const client = useQueryClient();
  if (problemOf(problem).code !== "version_has_changed") return <ProblemNotice problem={problem} />;
  return (
    <Notice tone="warn" title={t("stale.title")}>
      <span className="flex flex-wrap items-center justify-between gap-2">
        {t("stale.text")}
        <Button size="sm" onClick={() => void client.invalidateQueries({ queryKey: keys.me })}>
          {t("stale.reload")}
        </Button>
      </span>
    </Notice>
  );
}

function Person({ me }: { me: Me }) {
  const { t } = useTranslation("identity");
  const change = useChangeMe(me);
  const form = useForm({ values: { full_name: me.full_name, phone: me.phone ?? "", locale: me.locale } });
  const problem = change.error ? problemOf(change.error) : undefined;
  const phoneError = complaintAt(problem, "/phone");
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={form.handleSubmit(({ phone, ...rest }) => change.mutate({ ...rest, phone: phone.trim() || null }))}
    >
      {problem && !phoneError && <Stale problem={problem} />}
      <Field label={t("fullName")} error={form.formState.errors.full_name && t("needed.fullName")}>
        <Input autoComplete="name" {...form.register("full_name", { required: true })} />
      </Field>
      <Field label={t("profile.phone")} optional error={phoneError} requestId={phoneError && problem?.requestId}>
        <Input type="tel" autoComplete="tel" {...form.register("phone")} />
      </Field>
      {me.phone && !form.formState.dirtyFields.phone && <PhoneProof key={me.phone} me={me} />}
      <Field label={t("profile.language")}>
        <Select {...form.register("locale")}>
          {Object.entries(languages).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
          {!isLanguage(me.locale) && <option value={me.locale}>{me.locale}</option>}
        </Select>
      </Field>
      <div>
        <Button type="submit" busy={change.isPending} disabled={!form.formState.isDirty}>
          {t("profile.save")}
        </Button>
      </div>
    </form>
  );
}

const FORM = "profile-address";

function AddressCard({ me, which }: { me: Me; which: "billing_address" | "shipping_address" }) {
  const { t } = useTranslation("identity");
  const [open, setOpen] = useState(false);
  const change = useChangeMe(me);
  const address = me[which] ?? undefined;
  const title = t(which === "billing_address" ? "profile.billing" : "profile.shipping");
  return (
    <div className="flex items-start justify-between gap-4 border-b border-line py-4 first:pt-0 last:border-0 last:pb-0">
      <div className="min-w-0 text-sm">
        <h3 className="font-medium">{title}</h3>
        {address ? <AddressText address={address} /> : <p className="text-ink-3">{t("profile.none")}</p>}
      </div>
      <Button size="sm" onClick={() => setOpen(true)}>
        {t("profile.change")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={title}
        footer={
          <Button kind="primary" type="submit" form={FORM} busy={change.isPending}>
            {t("profile.save")}
          </Button>
        }
      >
        {open && (
          <AddressForm
            id={FORM}
            pointer={`/${which}`}
            address={address}
            problem={change.error}
            onSubmit={(value: Address) => change.mutate({ [which]: value }, { onSuccess: () => setOpen(false) })}
          />
        )}
      </Dialog>
    </div>
  );
}

export function ProfilePage() {
  const { t } = useTranslation("identity");
  const { me } = useSession();
  if (!me) return null;
  return (
    <div className="mx-auto max-w-3xl">
      <PageTitle title={t("profile.title")}>{me.email}</PageTitle>
      <EmailBanner me={me} />
      <div className="grid gap-4">
        <Section title={t("profile.person")}>
          <Person me={me} />
        </Section>
        <Section title={t("profile.addresses")}>
          <AddressCard me={me} which="shipping_address" />
          <AddressCard me={me} which="billing_address" />
        </Section>
        <Section title={t("profile.password")}>
          <PasswordForm />
        </Section>
        <SecondFactor />
        <PreferencesSection />
        <Devices />
      </div>
    </div>
  );
}
