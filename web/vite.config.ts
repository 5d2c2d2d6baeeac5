import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { ProxyOptions } from 'vite';
import { defineConfig } from 'vitest/config';
import { messages } from './scripts/messages.ts';

const server = process.env.SMARTAI_DEV_SERVER ?? 'http://localhost:8080';
const toServer = ['/api', '/docs', '/openapi', '/health', '/mcp'];

/** The server answers to its public address only, and takes a sign-in from its own origin only: here that is this one. */
const proxied: ProxyOptions = {
  target: server,
  changeOrigin: true,
  configure(proxy) {
    proxy.on('proxyReq', (request, { headers }) => {
      // Any other origin stays what it is, and is refused as it would be.
      if (headers.origin === `http://${headers.host}`) request.setHeader('origin', new URL(server).origin);
    });
  },
};

export default defineConfig({
  plugins: [messages(), react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The server puts a fresh nonce into every answer; see index.html.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    manifest: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    // What a page imports is found when the page is read. A list of it for every page would stand in the first script,
    // which everybody loads before they sign in; links fetch their page while the pointer is on its way.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, deps, { hostType }) => (hostType === 'js' ? [] : deps),
    },
  },
  server: { fs: { allow: ['..'] }, proxy: Object.fromEntries(toServer.map((path) => [path, proxied])) },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost:3000/' } },
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}', '../samples/*/web/**/*.test.{ts,tsx}'],
    reporters: ['dot'],
    testTimeout: 90_000,
    pool: 'threads',
    maxWorkers: 2,
    // To make modules and DOM anew for each file took more than half of the time; setup.ts puts back what a test changes.
    isolate: false,
  },
});
