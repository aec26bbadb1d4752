// What stands on every page: skip link, focus and title on a change of route, toasts, palette, keyboard.
import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Toasts } from "@/ui/toast";
import { useGlobalKeys } from "../keyboard";
import { useLive } from "../live/use-live";
import { usePaletteOpen } from "../palette/open";
import { useSession } from "../session";
import { useSessionEnd } from "../session-end";
import "../palette/pages";
import "../palette/records";

const readPalette = () => import("../palette/palette");
const Palette = lazy(readPalette);
const KeyboardSheet = lazy(() => import("./keyboard-sheet"));
const SignInAgain = lazy(() => import("./sign-in-again"));
const RoleTestBanner = lazy(() => import("./role-test-banner"));

// The first thing a screen reader hears and the keyboard stands on after a change of page is the page's own
// heading, and the page is shown from its top.
function useFocusOnArrival(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== undefined && before.current !== path) {
      scrollTo(0, 0);
      const heading = document.querySelector<HTMLElement>("main h1") ?? document.querySelector<HTMLElement>("main");
      heading?.setAttribute("tabindex", "-1");
      heading?.setAttribute("data-focus-quietly", "");
      heading?.focus({ preventScroll: true });
    }
    before.current = path;
  }, [path]);
}

/** What opens by a key is there before the key is pressed. */
function useReadAhead(): void {
  useEffect(() => {
    if (typeof requestIdleCallback === "undefined") return;
    const asked = requestIdleCallback(() => void readPalette().catch(() => undefined)); // it is asked for again when it opens
    return () => cancelIdleCallback(asked);
  }, []);
}

export function Root() {
  const { t } = useTranslation("app");
  const { open, sheet } = usePaletteOpen();
  const { isAsked } = useSessionEnd();
  const { me } = useSession();
  useGlobalKeys();
  useLive();
  useFocusOnArrival();
  useReadAhead();
  return (
    <>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-4 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        {t("skip")}
      </a>
      {me?.tested_role && (
        <Suspense>
          <RoleTestBanner role={me.tested_role} />
        </Suspense>
      )}
      <Outlet />
      <Toasts />
      <Suspense>
        {open && <Palette />}
        {sheet && <KeyboardSheet />}
        {isAsked && <SignInAgain />}
      </Suspense>
    </>
  );
}
