import { useNavigate } from '@tanstack/react-router';
import { LogOut, type LucideIcon, Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { savePreference } from '@/platform/session/save-preference';
import { signOut } from '@/platform/session/sign-out';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { toast } from '@/ui/feedback/toast';
import { useNavigation } from './navigation';

export type PaletteEntry = { key: string; label: string; group: string; icon: LucideIcon; run: () => void };

/** Pages first, then what features offer, then what is always there; all words typed must occur. */
export function usePaletteItems(query: string): readonly PaletteEntry[] {
  const { t, i18n } = useTranslation('app');
  const { entries, commands } = useNavigation();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const tell = (error: unknown) => toast(problemText(error), { tone: 'error' });

  const pages = [...entries, ...commands].map((entry) => ({
    key: entry.to,
    label: t(entry.label),
    group: t('palette.pages'),
    icon: entry.icon,
    run: () => void navigate({ to: entry.to }),
  }));
  const themes = [
    { theme: 'light', icon: Sun },
    { theme: 'dark', icon: Moon },
    { theme: 'system', icon: Monitor },
  ] as const;
  const actions = [
    ...themes.map(({ theme, icon }) => ({
      key: theme,
      label: t('theme.use', { theme }),
      icon,
      run: () => void savePreference({ theme }).catch(tell),
    })),
    { key: 'sign-out', label: t('me.sign_out'), icon: LogOut, run: () => void signOut().catch(tell) },
  ].map((action) => ({ ...action, group: t('palette.actions') }));

  const words = fold(query, i18n.language).split(/\s+/);
  return [...pages, ...actions].filter(({ label }) => words.every((word) => fold(label, i18n.language).includes(word)));
}

/** "Español" is found by "espanol". */
function fold(text: string, language: string) {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase(language)
    .trim();
}
