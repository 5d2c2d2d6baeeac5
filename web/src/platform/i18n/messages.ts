import type { MessageFormatElement, PluralElement, SelectElement, TYPE } from '@formatjs/icu-messageformat-parser';

/** As scripts/messages.ts leaves it: elements where it has parameters. */
export type Message = string | MessageFormatElement[];
type Values = Record<string, string | number | undefined>;

/** The parser's own names for them are left out with the parser. */
const literal: TYPE.literal = 0;
const argument: TYPE.argument = 1;
const number: TYPE.number = 2;
const select: TYPE.select = 5;
const plural: TYPE.plural = 6;
const pound: TYPE.pound = 7;

/** How i18next turns a message and its values into a text. */
export const messageFormat = {
  type: 'i18nFormat' as const,
  parse: (message: Message, values: Values, language: string) =>
    typeof message === 'string' ? message : write(message, values, rulesOf(language)),
  addLookupKeys: (keys: string[]) => keys,
};

function write(elements: MessageFormatElement[], values: Values, rules: Rules, counted = 0): string {
  return elements
    .map((element) => {
      switch (element.type) {
        case literal:
          return element.value;
        case argument:
          return String(values[element.value] ?? '');
        case number:
          return rules.numbers.format(Number(values[element.value]));
        case pound:
          return rules.numbers.format(counted);
        case select:
          return write(choose(element, String(values[element.value])), values, rules, counted);
        case plural: {
          const count = Number(values[element.value]);
          return write(choose(element, `=${count}`, rules.plurals.select(count)), values, rules, count);
        }
        default:
          throw new Error('scripts/messages.ts lets through what is written here');
      }
    })
    .join('');
}

/** The first of the names that the message knows, else what it says for all others. */
function choose({ options }: SelectElement | PluralElement, ...names: string[]) {
  const name = names.find((each) => Object.hasOwn(options, each)) ?? 'other';
  return options[name]?.value ?? [];
}

type Rules = { numbers: Intl.NumberFormat; plurals: Intl.PluralRules };

/** Finding a language's rules costs more than using them. */
const known = new Map<string, Rules>();

function rulesOf(language: string): Rules {
  let rules = known.get(language);
  if (!rules)
    known.set(
      language,
      (rules = { numbers: new Intl.NumberFormat(language), plurals: new Intl.PluralRules(language) }),
    );
  return rules;
}
