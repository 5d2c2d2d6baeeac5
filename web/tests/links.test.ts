/// <reference types="vite/client" />
import { createMemoryHistory } from '@tanstack/react-router';
import { describe, expect, it } from 'vitest';
import { createAppRouter } from '@/app/router';
import openapi from '../openapi.json';

/** The server's code: what it raises and mails is written there, and nowhere else. */
const sources = Object.entries(
  import.meta.glob<string>(
    ['../../src/**/*.cs', '../../samples/**/*.cs', '!../../**/{obj,bin,Migrations,node_modules}/**'],
    { eager: true, query: '?raw', import: 'default' },
  ),
);

/** `Class.Name` of every constant that is a path. */
const constants = new Map(
  sources.flatMap(([file, text]) =>
    [...text.matchAll(/const string (\w+) = "(\/[^"]*)"/g)].map(([, name, path]) => [
      `${/(\w+)\.cs$/.exec(file)?.[1]}.${name}`,
      path ?? '',
    ]),
  ),
);

/** What stands between the brackets after a call's name, cut at its own commas. */
function argumentsOf(text: string, start: number) {
  const found = [''];
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === '"' && text[at - 1] !== '\\') quoted = !quoted;
    if (!quoted && '([{'.includes(sign)) depth++;
    if (!quoted && ')]}'.includes(sign) && depth-- === 0) break;
    if (!quoted && depth === 0 && sign === ',') found.push('');
    else found[found.length - 1] += sign;
  }
  return found.map((each) => each.trim());
}

const callsOf = (text: string, name: RegExp) =>
  [...text.matchAll(name)].map((call) => argumentsOf(text, call.index + call[0].length));

/** The paths that an expression may stand for; none where it only hands on what was raised elsewhere. */
function pathsIn(expression: string, file: string, text: string): string[] {
  const owner = /(\w+)\.cs$/.exec(file)?.[1];
  const literal = /^\$?"(.*)"$/.exec(expression)?.[1];
  if (literal === undefined) return [constants.get(expression) ?? constants.get(`${owner}.${expression}`) ?? []].flat();
  const variable = /^\{([\w.]+)\}/.exec(literal)?.[1];
  if (variable === undefined) return [literal];
  const constant = constants.get(variable) ?? constants.get(`${owner}.${variable}`);
  // Chosen between in the same file.
  const firsts = constant ? [constant] : [...text.matchAll(/"(\/[a-z-]+)"/g)].map(([, path]) => path ?? '');
  return firsts.map((first) => first + literal.slice(variable.length + 2));
}

const links = new Set<string>();
const unreadable: string[] = [];
for (const [file, text] of sources) {
  for (const [, , link = ''] of callsOf(text, /\.RaiseNotification\(/g)) {
    const paths = link === 'null' ? [] : pathsIn(link, file, text);
    if (link !== 'null' && paths.length === 0) unreadable.push(`${file}: ${link}`);
    paths.forEach((path) => links.add(path));
  }
  for (const [link = ''] of callsOf(text, /\.Link\(/g)) pathsIn(link, file, text).forEach((path) => links.add(path));
}

const addressOf = (link: string) => (link.split('?')[0] ?? '').replaceAll(/\{[^}]*\}/g, 'x');
const router = createAppRouter(createMemoryHistory());
const leadsSomewhere = (address: string) =>
  address.startsWith('/api/') ? address in openapi.paths : router.getMatchedRoutes(address)[2] !== undefined;

describe('what notifications and mails link to', () => {
  it('is found, the pages of every kind that is raised among them', () => {
    expect(unreadable).toEqual([]);
    expect([...links].map(addressOf)).toEqual(
      expect.arrayContaining([
        '/me/security',
        '/me/tokens',
        '/me/profile',
        '/me/notifications',
        '/notifications',
        '/unsubscribe',
        '/admin/people/x',
        '/admin/deliveries/x',
        '/verify',
        '/api/v1/notifications/unsubscribe',
      ]),
    );
  });

  it.each([...links])('%s has a page', (link) => expect(leadsSomewhere(addressOf(link))).toBe(true));

  it.each(['/admin/person/x', '/me/sessions', '/api/v1/unsubscribe'])('%s would be reported', (address) =>
    expect(leadsSomewhere(address)).toBe(false),
  );
});
