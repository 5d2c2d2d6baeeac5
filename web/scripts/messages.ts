import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';
import type { Message } from '../src/platform/i18n/messages';

/** What src/platform/i18n/messages.ts can write. */
const written = new Set([TYPE.literal, TYPE.argument, TYPE.number, TYPE.select, TYPE.plural, TYPE.pound]);

/**
 * Reads the ICU messages of the text files while building, so that no browser loads a parser for them and a message that
 * cannot be read stops the build. A message without parameters stays a string, any other becomes its elements.
 */
export function messages(): Plugin {
  return {
    name: 'messages',
    enforce: 'pre',
    transform: {
      filter: { id: /\/locales\/(?:[^/]+\/)?[a-z]{2}\.json$/ },
      handler: (source) =>
        JSON.stringify(
          JSON.parse(source, (_key, text: unknown) => (typeof text === 'string' ? readMessage(text) : text)),
        ),
    },
  };
}

export function readMessage(text: string): Message {
  const elements = parse(text, { ignoreTag: true });
  hold(elements, text);
  return elements.every((element) => element.type === TYPE.literal)
    ? elements.map((element) => element.value).join('')
    : elements;
}

function hold(elements: MessageFormatElement[], text: string) {
  for (const element of elements) {
    const formatted = 'style' in element && element.style;
    const counted = element.type === TYPE.plural && (element.offset || element.pluralType !== 'cardinal');
    if (!written.has(element.type) || formatted || counted)
      throw new Error(`A message may use {name}, {n, number}, plural and select: ${text}`);
    if ('options' in element) for (const { value } of Object.values(element.options)) hold(value, text);
  }
}
