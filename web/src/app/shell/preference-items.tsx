import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { Monitor, Moon, Rows2, Rows3, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '@/platform/i18n/languages';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { savePreference } from '@/platform/session/save-preference';
import type { SessionView } from '@/platform/session/session';
import { toast } from '@/ui/feedback/toast';

type Choice = { label: string; shown: ReactNode; chosen: boolean; change: Parameters<typeof savePreference>[0] };

/** Theme, density and language: three rows of choices, each a radio item of the menu. */
export function PreferenceItems({ user }: { user: NonNullable<SessionView['user']> }) {
  const { t } = useTranslation('app');
  const icon = { light: Sun, dark: Moon, system: Monitor, comfortable: Rows2, compact: Rows3 };
  const draw = (name: keyof typeof icon) => {
    const Icon = icon[name];
    return <Icon size={16} aria-hidden />;
  };
  const themes = (['light', 'dark', 'system'] as const).map((theme) => ({
    label: t(`theme.${theme}`),
    shown: draw(theme),
    chosen: user.theme === theme,
    change: { theme },
  }));
  const densities = (['comfortable', 'compact'] as const).map((density) => ({
    label: t(`density.${density}`),
    shown: draw(density),
    chosen: user.density === density,
    change: { density },
  }));
  const tongues = (['en', 'es', 'fr'] as const).map((language) => ({
    label: languages[language],
    shown: language.toUpperCase(),
    chosen: user.language === language,
    change: { language },
  }));
  return (
    <>
      <ChoiceRow label={t('theme.label')} choices={themes} />
      <ChoiceRow label={t('density.label')} choices={densities} />
      <ChoiceRow label={t('language.label')} choices={tongues} />
    </>
  );
}

function ChoiceRow({ label, choices }: { label: string; choices: readonly Choice[] }) {
  const problemText = useProblemText();
  return (
    <Box
      component="li"
      role="presentation"
      sx={{ display: 'flex', alignItems: 'center', px: 2.5, py: '3px', fontSize: '0.875rem' }}
    >
      <Box component="span" aria-hidden sx={{ flex: 1 }}>
        {label}
      </Box>
      <Box
        role="group"
        aria-label={label}
        sx={{ display: 'flex', border: 1, borderColor: 'tokens.border', borderRadius: '7px', p: '2px' }}
      >
        {choices.map(({ label: name, shown, chosen, change }) => (
          <ButtonBase
            key={name}
            role="menuitemradio"
            aria-checked={chosen}
            aria-label={name}
            title={name}
            onClick={() =>
              void savePreference(change).catch((error: unknown) => toast(problemText(error), { tone: 'error' }))
            }
            sx={{
              minWidth: 32,
              minHeight: 26,
              borderRadius: '5px',
              fontSize: '0.75rem',
              fontWeight: 550,
              color: chosen ? 'tokens.text' : 'tokens.muted',
              bgcolor: chosen ? 'tokens.selected' : 'transparent',
              '&:hover': { color: 'tokens.text' },
            }}
          >
            {shown}
          </ButtonBase>
        ))}
      </Box>
    </Box>
  );
}
