// How the app keeps what it has read: TanStack Query, with keys that name the record first.
import { QueryClient } from "@tanstack/react-query";
import { Problem } from "./problem";

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // What the server refused stays refused; what did not reach it is tried again.
        retry: (failures, error) => failures < 2 && (!(error instanceof Problem) || error.status === 0 || error.status === 503),
        refetchOnWindowFocus: true,
      },
      // Without a connection a change fails in words at once; nobody wants it to happen by itself later.
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

/** Keys of everything that is read, so that whoever changes or hears of a record knows what to ask again. */
export const keys = {
  me: ["me"] as const,
  offer: (what: string, service?: string) => ["offer", what, service ?? "all"] as const,
  files: (query?: object) => (query ? (["files", query] as const) : (["files"] as const)),
  file: (id: string) => ["files", "one", id] as const,
  fileShares: (id: string) => ["files", "shares", id] as const,
  demoParts: ["demo-parts"] as const,
  price: (wish: object) => ["price", wish] as const,
  quotes: (query?: object) => (query ? (["quotes", "list", query] as const) : (["quotes"] as const)),
  quote: (id: string) => ["quotes", "one", id] as const,
  revisions: (id: string) => ["quotes", "one", id, "revisions"] as const,
  orders: (query?: object) => (query ? (["orders", "list", query] as const) : (["orders"] as const)),
  order: (id: string) => ["orders", "one", id] as const,
  customers: (query?: object) => (query ? (["customers", "list", query] as const) : (["customers"] as const)),
  customer: (id: string) => ["customers", "one", id] as const,
  activity: (asked: object = {}) => ["activity", asked] as const,
  colleagues: (kind: string, part?: string) => ["colleagues", kind, part] as const,
  dashboard: (days: number) => ["dashboard", days] as const,
  sessions: ["me", "sessions"] as const,
  secondFactor: ["me", "second-factor"] as const,
  bulkOperations: ["bulk-operations"] as const,
  bulkOperation: (id: string) => ["bulk-operations", "one", id] as const,
  bulkRows: (query: object) => ["bulk-operations", "rows", query] as const,
  users: (query?: object) => (query ? (["users", "list", query] as const) : (["users"] as const)),
  audit: (query?: object) => (query ? (["audit", query] as const) : (["audit"] as const)),
  chainHead: ["audit", "head"] as const,
  jobs: ["jobs"] as const,
  schedules: ["jobs", "schedules"] as const,
  connectors: ["connectors"] as const,
  pushDevices: ["me", "push-devices"] as const,
  telegramLink: ["me", "telegram-link"] as const,
  webhooks: ["webhooks"] as const,
  webhook: (id: string) => ["webhooks", "one", id] as const,
  webhookEvents: ["webhooks", "events"] as const,
  webhookDeliveries: (query: object) => ["webhooks", "deliveries", query] as const,
  webhookDelivery: (id: string) => ["webhooks", "delivery", id] as const,
  inbound: ["inbound"] as const,
  inboundEndpoint: (id: string) => ["inbound", "one", id] as const,
  inboundConnectors: ["inbound", "connectors"] as const,
  inboundEvents: (query: object) => ["inbound", "events", query] as const,
  inboundEvent: (id: string) => ["inbound", "event", id] as const,
  job: (id: string) => ["jobs", "one", id] as const,
  user: (id: string) => ["users", "one", id] as const,
  roles: ["roles"] as const,
  apiKeys: ["api-keys"] as const,
  apiKey: (id: string) => ["api-keys", "one", id] as const,
  notifications: (query?: object) => (query ? (["notifications", "list", query] as const) : (["notifications"] as const)),
  unread: ["notifications", "unread"] as const,
  preferences: ["notifications", "preferences"] as const,
  notificationDefaults: ["notification-defaults"] as const,
  templates: (of?: object) => (of ? (["message-templates", of] as const) : (["message-templates"] as const)),
  messages: ["messages"] as const,
  message: (id: string) => ["messages", "one", id] as const,
  company: ["company"] as const,
  subscription: ["subscription"] as const,
  plans: ["plans"] as const,
  platformCompanies: (query?: object) => (query ? (["platform-companies", query] as const) : (["platform-companies"] as const)),
  companyExports: ["company-exports"] as const,
  branding: ["branding"] as const,
};
