// The table of pages. Each module says which it has; here they are hung below the portal and the back office.
import { createRouter } from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import { officeRoute, portalRoute, rootRoute } from "./layout-routes";
import { auditOffice } from "@/modules/audit/routes";
import { bulkOffice } from "@/modules/bulk/routes";
import { companyOffice, setupPages } from "@/modules/companies/routes";
import { connectorOffice } from "@/modules/connectors/routes";
import { customerOffice } from "@/modules/customers/routes";
import { dashboardOffice } from "@/modules/dashboard/routes";
import { filePages } from "@/modules/files/routes";
import { userOffice } from "@/modules/identity/office-routes";
import { identityPages } from "@/modules/identity/routes";
import { inboundOffice } from "@/modules/inbound/routes";
import { jobOffice } from "@/modules/jobs/routes";
import { catalogueOffice } from "@/modules/materials/routes";
import { notificationOffice, notificationPages, unsubscribePages } from "@/modules/notifications/routes";
import { orderOffice } from "@/modules/orders/office-routes";
import { orderPages } from "@/modules/orders/routes";
import { quoteOffice } from "@/modules/quotes/office-routes";
import { quotePages } from "@/modules/quotes/routes";
import { subscriptionOffice } from "@/modules/subscriptions/routes";
import { timelineOffice } from "@/modules/timeline/routes";
import { viewerPages } from "@/modules/viewer/routes";
import { webhookOffice } from "@/modules/webhooks/routes";

const tree = rootRoute.addChildren([
  portalRoute.addChildren([...quotePages, ...orderPages, ...filePages, ...notificationPages, ...identityPages]),
  officeRoute.addChildren([
    ...dashboardOffice,
    ...timelineOffice,
    ...quoteOffice,
    ...orderOffice,
    ...customerOffice,
    ...catalogueOffice,
    ...companyOffice,
    ...subscriptionOffice,
    ...userOffice,
    ...auditOffice,
    ...bulkOffice,
    ...jobOffice,
    ...webhookOffice,
    ...connectorOffice,
    ...inboundOffice,
    ...notificationOffice,
  ]),
  ...viewerPages,
  ...setupPages,
  ...unsubscribePages,
]);

// Search parameters are plain text, in the grammar of the API: ?status=draft,pending&total__lt=500
const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));
function stringifySearch(search: Record<string, unknown>): string {
  const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : "";
}

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    parseSearch,
    stringifySearch,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
