import "./styles.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { onSessionEnd } from "@/api/client";
import { keys, makeQueryClient } from "@/api/query";
import { startLanguages } from "./i18n";
import { makeRouter } from "./router";
import { meQuery } from "./session";
import { askToSignIn } from "./session-end";

const client = makeQueryClient();
const router = makeRouter(client);
onSessionEnd(() => {
  if (client.getQueryData(keys.me)) return askToSignIn();
  client.setQueryData(keys.me, null); // nobody has seen anything of it yet
  void router.invalidate();
  return false;
});

void client.prefetchQuery(meQuery);
await Promise.all([startLanguages(), router.load()]); // the page's code comes beside its texts
const root = createRoot(document.getElementById("app")!);
// As a transition the first screen is drawn in slices, between which the page reacts.
startTransition(() =>
  root.render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  ),
);
