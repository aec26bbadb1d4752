// What one wants to be told, by which channel and when; each change holds at once.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { zones } from "@/modules/companies/regions";
import { Section } from "@/modules/identity/section";
import { Checkbox, Field, Input, Select } from "@/ui/field";
import { localeNow } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { SkeletonRows } from "@/ui/skeleton";
import { toastProblem } from "@/ui/toast";
import { ChoiceTable, withChoice } from "./choice-table";
import { OtherWays } from "./ways";

type Preferences = Schema<"Preferences">;
type Change = Schema<"ChangePreferences">;
const NIGHT = { quiet_from: "22:00", quiet_until: "08:00" };
const NO_NIGHT = { quiet_from: null, quiet_until: null };

function useChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Change) => api.patch("/api/v1/notification-preferences", { body }),
    onMutate: ({ choices, ...rest }) => {
      const before = client.getQueryData<Preferences>(keys.preferences);
      if (before) {
        const groups = (choices ?? []).reduce(withChoice, before.groups);
        client.setQueryData(keys.preferences, { ...before, ...rest, groups });
      }
      return { before };
    },
    onSuccess: (answer) => client.setQueryData(keys.preferences, answer),
    onError: (problem, _, context) => {
      client.setQueryData(keys.preferences, context?.before);
      toastProblem(problem);
    },
  });
}

/** Monday is 1. */
function weekdayName(number: number): string {
  return new Intl.DateTimeFormat(localeNow(), { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, number)));
}

function Times({ preferences }: { preferences: Preferences }) {
  const { t } = useTranslation("notifications");
  const change = useChange();
  const set = (body: Change) => change.mutate(body);
  return (
    <div className="mt-6 grid gap-4 sm:grid-cols-2">
      <Field label={t("preferences.digest")} hint={t("preferences.digestHint")} className="sm:col-span-2">
        <Select value={preferences.digest} onChange={(event) => set({ digest: event.target.value as Preferences["digest"] })}>
          <option value="off">{t("preferences.atOnce")}</option>
          <option value="daily">{t("preferences.daily")}</option>
          <option value="weekly">{t("preferences.weekly")}</option>
        </Select>
      </Field>
      {preferences.digest === "weekly" && (
        <Field label={t("preferences.weekday")}>
          <Select value={preferences.digest_weekday} onChange={(event) => set({ digest_weekday: Number(event.target.value) })}>
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <option key={day} value={day}>
                {weekdayName(day)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {preferences.digest !== "off" && (
        <Field label={t("preferences.hour")}>
          <Input type="time" value={preferences.digest_time} onChange={(event) => event.target.value && set({ digest_time: event.target.value })} />
        </Field>
      )}
      <div className="sm:col-span-2">
        <Checkbox checked={!!preferences.quiet_from} onChange={(event) => set(event.target.checked ? NIGHT : NO_NIGHT)}>
          {t("preferences.quiet")}
        </Checkbox>
      </div>
      {preferences.quiet_from && preferences.quiet_until && (
        <>
          <Field label={t("preferences.from")}>
            <Input type="time" value={preferences.quiet_from} onChange={(event) => event.target.value && set({ quiet_from: event.target.value })} />
          </Field>
          <Field label={t("preferences.until")}>
            <Input type="time" value={preferences.quiet_until} onChange={(event) => event.target.value && set({ quiet_until: event.target.value })} />
          </Field>
        </>
      )}
      {(preferences.quiet_from || preferences.digest !== "off") && (
        <Field label={t("preferences.zone")} className="sm:col-span-2">
          <Select value={preferences.time_zone ?? ""} onChange={(event) => set({ time_zone: event.target.value || null })}>
            <option value="">{t("preferences.companyZone")}</option>
            {zones().map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  );
}

export function PreferencesSection() {
  const { t } = useTranslation("notifications");
  const change = useChange();
  const preferences = useQuery({ queryKey: keys.preferences, queryFn: ({ signal }) => api.get("/api/v1/notification-preferences", { signal }) });
  return (
    <Section title={t("title")}>
      {preferences.error && <ProblemNotice problem={preferences.error} onRetry={() => void preferences.refetch()} />}
      {preferences.isPending && <SkeletonRows rows={4} className="h-9" />}
      {preferences.data && (
        <>
          <ChoiceTable groups={preferences.data.groups} label={t("title")} onChoose={(choice) => change.mutate({ choices: [choice] })} />
          <Times preferences={preferences.data} />
          <OtherWays />
        </>
      )}
    </Section>
  );
}
