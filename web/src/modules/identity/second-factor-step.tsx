// The second step of signing in, for those who have switched it on: the code of their app, or a recovery code. What was typed
// before stays and goes along.
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { problemOf, type Problem } from "@/api/problem";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { problemText } from "@/ui/problem-text";

const isWrong = (problem: Problem | undefined) => problem?.code === "wrong_code" && !!problem.at("/second_factor_code");

interface Step {
  isAsked: boolean;
  code: string;
  setCode: (code: string) => void;
  /** What an attempt was refused with: whether it asks for the second factor. */
  hear: (thrown: unknown) => void;
  leave: () => void;
}

export function useSecondFactorStep(): Step {
  const [isAsked, setAsked] = useState(false);
  const [code, setCode] = useState("");
  const leave = () => {
    setAsked(false);
    setCode("");
  };
  const hear = (thrown: unknown) => {
    const problem = problemOf(thrown);
    if (problem.code === "second_factor_required" || isWrong(problem)) setAsked(true);
    else if (problem.status === 401 || problem.code === "wrong_code") leave(); // the first step is wrong by now
  };
  return { isAsked, code, setCode, hear, leave };
}

/** Whether the refusal is the step's own, so that nothing else has to show it. */
export const isOfStep = (problem: Problem) => problem.code === "second_factor_required" || isWrong(problem);

export function SecondFactorFields({ step, thrown, busy }: { step: Step; thrown: unknown; busy: boolean }) {
  const { t } = useTranslation("identity");
  const problem = thrown ? problemOf(thrown) : undefined;
  const wrong = isWrong(problem) ? problem : undefined;
  return (
    <>
      <Field label={t("factor.code")} hint={t("factor.codeHint")} error={wrong && problemText(wrong)} requestId={wrong?.requestId}>
        <Input
          autoFocus
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={20}
          className="font-mono"
          value={step.code}
          onChange={(event) => step.setCode(event.target.value)}
        />
      </Field>
      <Button type="submit" kind="primary" size="lg" busy={busy} disabled={!step.code.trim()}>
        {t("factor.goOn")}
      </Button>
      <Button kind="quiet" onClick={step.leave}>
        {t("factor.back")}
      </Button>
    </>
  );
}
