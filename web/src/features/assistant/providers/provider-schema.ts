import { rules, z } from '@/ui/form/schema';
import { kinds, type Kind, type Provider } from './providers.queries';

function isWhole(text: string, least: number, most: number) {
  const number = Number(text);
  return text.trim() !== '' && Number.isInteger(number) && number >= least && number <= most;
}

const between = (least: number, most: number) =>
  z.string().check(z.refine((text: string) => isWhole(text, least, most), 'validation.out_of_range'));

/** Money as it stands on a price list: 0.15 for a million tokens. Empty is nothing. */
const price = z
  .string()
  .check(z.refine((text: string) => /^\d{0,9}([.,]\d{0,6})?$/.test(text.trim()), 'validation.pattern'));

export const providerSchema = z.object({
  name: rules.name(100),
  kind: z.string(),
  url: rules.name(500),
  key: z.string().check(z.maxLength(1000, 'validation.too_long')),
  model: rules.name(200),
  position: z
    .string()
    .check(z.refine((text: string) => text.trim() === '' || isWhole(text, 1, 1000), 'validation.out_of_range')),
  firstTokenSeconds: between(1, 600),
  wholeSeconds: between(1, 3600),
  inputPrice: price,
  outputPrice: price,
  roles: z.array(z.string()),
  isEnabled: z.boolean(),
});

export type ProviderValues = z.infer<typeof providerSchema>;

export const isKind = (value: string): value is Kind => (kinds as readonly string[]).includes(value);

/** Where each kind usually is, as a hint: its own documentation says it so. */
export const usualUrls: Record<Kind, string> = {
  openAi: 'https://api.openai.com/v1',
  azureOpenAi: 'https://example.openai.azure.com',
  anthropic: 'https://api.anthropic.com',
  ollama: 'http://localhost:11434',
};

export const emptyProvider: ProviderValues = {
  name: '',
  kind: 'openAi',
  url: '',
  key: '',
  model: '',
  position: '',
  firstTokenSeconds: '30',
  wholeSeconds: '300',
  inputPrice: '',
  outputPrice: '',
  roles: [],
  isEnabled: true,
};

/** The key is not among what comes back: it is never shown again. */
export const valuesOf = (provider: Provider): ProviderValues => ({
  name: provider.name,
  kind: provider.kind,
  url: provider.url,
  key: '',
  model: provider.model,
  position: String(provider.position),
  firstTokenSeconds: String(provider.firstTokenSeconds),
  wholeSeconds: String(provider.wholeSeconds),
  inputPrice: priceText(provider.inputPriceMicros),
  outputPrice: priceText(provider.outputPriceMicros),
  roles: [...provider.roles],
  isEnabled: provider.isEnabled,
});

const micros = 1_000_000;
export const priceText = (value: number) => (value === 0 ? '' : String(value / micros));
const priceOf = (text: string) => Math.round(Number(text.trim().replace(',', '.')) * micros);

export const numbersOf = ({ position, firstTokenSeconds, wholeSeconds, ...prices }: ProviderValues) => ({
  inputPriceMicros: priceOf(prices.inputPrice),
  outputPriceMicros: priceOf(prices.outputPrice),
  // Left out, a new one comes after all others, and one that is there stays where it is.
  ...(position.trim() && { position: Number(position) }),
  firstTokenSeconds: Number(firstTokenSeconds),
  wholeSeconds: Number(wholeSeconds),
});
