// The bell, read when somebody is signed in: a visitor's first screen does without.
import { lazy, Suspense } from "react";
import { useSession } from "@/app/session";

const Bell = lazy(() => import("./bell").then(({ Bell: bell }) => ({ default: bell })));

export function LazyBell({ all }: { all: "/notifications" | "/office/notifications" }) {
  const { me } = useSession();
  if (!me) return null;
  return (
    <Suspense fallback={<div className="size-9 coarse:size-11" />}>
      <Bell all={all} />
    </Suspense>
  );
}
