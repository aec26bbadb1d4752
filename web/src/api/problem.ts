// Every error of the app is a Problem: what the server said (RFC 9457), or that it could not be asked.
export interface FieldComplaint {
  pointer: string;
  code: string;
  message: string;
}

export interface ProblemBody {
  status: number;
  code: string;
  title?: string;
  detail?: string;
  request_id?: string;
  errors?: FieldComplaint[];
  allowed?: string[];
}

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | undefined;
  readonly errors: FieldComplaint[];
  readonly allowed: string[];
  /** Seconds after which trying again makes sense; undefined when the server did not say. */
  readonly retryAfter: number | undefined;

  constructor(body: ProblemBody, retryAfter?: number) {
    super(body.detail || body.title || body.code);
    this.name = "Problem";
    this.status = body.status;
    this.code = body.code;
    this.detail = body.detail ?? body.title ?? "";
    this.requestId = body.request_id;
    this.errors = body.errors ?? [];
    this.allowed = body.allowed ?? [];
    this.retryAfter = retryAfter;
  }

  /** The complaint about one field, e.g. "/lines/0/quantity". */
  at(pointer: string): FieldComplaint | undefined {
    return this.errors.find((one) => one.pointer === pointer);
  }

  get isOffline(): boolean {
    return this.code === "no_connection";
  }
}

export const noConnection = () => new Problem({ status: 0, code: "no_connection" });

/** Whatever was thrown, as a Problem. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new Problem({ status: 0, code: "app_error", detail });
}

export async function problemFrom(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get("Retry-After")) || undefined;
  const requestId = response.headers.get("X-Request-Id") ?? undefined;
  try {
    const body = (await response.json()) as Partial<ProblemBody>;
    return new Problem({ request_id: requestId, ...body, status: response.status, code: body.code ?? "unknown" }, retryAfter);
  } catch {
    return new Problem({ status: response.status, code: "unknown", request_id: requestId }, retryAfter);
  }
}
