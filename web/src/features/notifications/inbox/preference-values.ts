import { z } from '@/ui/form/schema';
import type { Choice, Preferences } from './inbox.queries';

const time = z.string();
export const preferencesSchema = z.object({
  quiet: z.boolean(),
  quietFrom: time,
  quietTo: time,
  digestAt: time,
  /** `<kind> <channel>` to choice. */
  choices: z.record(z.string(), z.enum(['off', 'now', 'digest'])),
});

export type PreferenceValues = z.infer<typeof preferencesSchema>;

export const keyOf = (kind: string, channel: string) => `${kind} ${channel}`;

export function valuesOf(preferences: Preferences): PreferenceValues {
  const choices: Record<string, Choice> = {};
  for (const kind of preferences.kinds)
    for (const { channel, choice } of kind.channels) choices[keyOf(kind.name, channel)] = choice;
  return {
    quiet: !!preferences.quietFrom,
    quietFrom: preferences.quietFrom ?? '22:00',
    quietTo: preferences.quietTo ?? '07:00',
    digestAt: preferences.digestAt ?? '08:00',
    choices,
  };
}

/** Everything at once; what is fixed is left out, because the server knows it better. */
export function requestOf(values: PreferenceValues, preferences: Preferences) {
  const digests = Object.values(values.choices).includes('digest');
  return {
    quietFrom: values.quiet ? values.quietFrom : null,
    quietTo: values.quiet ? values.quietTo : null,
    digestAt: digests || preferences.digestAt ? values.digestAt : null,
    choices: preferences.kinds.flatMap((kind) =>
      kind.channels
        .filter(({ isFixed }) => !isFixed)
        .map(({ channel, choice }) => ({
          kind: kind.name,
          channel,
          choice: values.choices[keyOf(kind.name, channel)] ?? choice,
        })),
    ),
  };
}
