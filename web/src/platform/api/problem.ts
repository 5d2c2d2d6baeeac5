import type { Schema } from '@/api/types';

type FieldErrors = Readonly<Record<string, readonly Schema<'FieldError'>[]>>;

/** What the server (or the lack of one) said in place of an answer. Every failed call rejects with it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly code: string;
  readonly traceId: string | undefined;
  readonly fields: FieldErrors;
  /** The state on the server when a change was refused as stale (412). */
  readonly current: unknown;
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Partial<Schema<'Problem'>> & { status: number; code: string }, retryAfterSeconds?: number) {
    super(`${problem.status} ${problem.code}`);
    this.status = problem.status;
    this.code = problem.code;
    this.traceId = problem.traceId ?? undefined;
    this.fields = problem.errors ?? {};
    this.current = problem.current;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Codes that the browser gives, not the server. */
export const unreachable = 'network.unreachable';
export const unreadable = 'network.unreadable';

export function isProblem(error: unknown, code?: string): error is ProblemError {
  return error instanceof ProblemError && (code === undefined || error.code === code);
}

export function problemFrom(response: Response, body: unknown): ProblemError {
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const problem = isRecord(body) && typeof body.code === 'string' ? (body as Partial<Schema<'Problem'>>) : {};
  return new ProblemError(
    {
      ...problem,
      status: response.status,
      // A proxy's own error page has no code of ours.
      code: problem.code ?? (response.status >= 500 ? 'request.unavailable' : unreadable),
      traceId: problem.traceId ?? response.headers.get('X-Request-Id') ?? undefined,
    },
    Number.isNaN(retryAfter) ? undefined : retryAfter,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
