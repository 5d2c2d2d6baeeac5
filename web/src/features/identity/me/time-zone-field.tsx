import type { Control } from 'react-hook-form';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { SelectField } from '@/ui/form/select-field';
import type { ProfileValues } from './profile-form';

/** The browser's own list of IANA zones; the stored one stays choosable even if this browser does not know it. */
const known = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export function TimeZoneField({ control }: { control: Control<ProfileValues> }) {
  const { t, i18n } = useTranslation('identity.me');
  const zone = useWatch({ control, name: 'timeZone' });
  const zones = known.includes(zone) ? known : [zone, ...known];
  return (
    <SelectField
      control={control}
      name="timeZone"
      label={t('profile.time_zone')}
      hint={t('profile.time_zone.now', { time: timeIn(zone, i18n.language) })}
      options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
    />
  );
}

function timeIn(timeZone: string, language: string) {
  try {
    return new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone }).format(new Date());
  } catch {
    return '–';
  }
}
