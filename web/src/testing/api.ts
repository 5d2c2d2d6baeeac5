import { getResponse, type RequestHandler } from 'msw';
import { createOpenApiHttp } from 'openapi-msw';
import type { paths } from '@/api/generated/schema';

/** Handlers that can only answer what the API document allows. */
export const http = createOpenApiHttp<paths>({ baseUrl: location.origin });

let handlers: readonly RequestHandler[] = [];
const unhandled: string[] = [];

/** Puts answers in place of the server, later ones first. Needs no service worker, so stories and tests share it. */
export function useApi(...more: readonly RequestHandler[]) {
  handlers = [...more, ...handlers];
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const response = await getResponse([...handlers], request);
    if (response) return response;
    unhandled.push(`${request.method} ${new URL(request.url).pathname}`);
    throw new TypeError(`No handler for ${request.method} ${request.url}`);
  };
}

/** Forgets all handlers; answers the requests nobody answered, so that a test can fail on them. */
export function resetApi(): readonly string[] {
  handlers = [];
  return unhandled.splice(0);
}

/** A problem as the server writes it: `problem(409, 'identity.email_taken')`. */
export function problem(status: number, code: string, more: Record<string, unknown> = {}) {
  return new Response(
    JSON.stringify({
      type: `/docs/errors#${code}`,
      title: code,
      status,
      code,
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      ...more,
    }),
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );
}
