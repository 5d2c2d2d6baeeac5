import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { Link } from '@tanstack/react-router';
import { ArrowUpRight, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/platform/session/use-session';
import type { Step } from './steps';

/** The whole row is the link; its name is the title and its sentence. */
export function StepLink({ step }: { step: Step }) {
  const { t } = useTranslation('system.home');
  const { user } = useSession();
  const Icon = step.icon;
  const Arrow = step.outside ? ArrowUpRight : ChevronRight;
  const target = step.outside ? { component: 'a', href: step.to } : { component: Link, to: step.to };
  return (
    <Box component="li" sx={{ '&:not(:first-of-type)': { borderTop: 1, borderColor: 'tokens.border' } }}>
      <ButtonBase
        {...target}
        sx={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'flex-start',
          gap: 4,
          width: '100%',
          px: 4,
          py: 3,
          textAlign: 'left',
          '&:hover': { bgcolor: 'tokens.hover' },
          '&:focus-visible': { outlineOffset: -2 },
        }}
      >
        <Box aria-hidden sx={{ display: 'flex', color: 'tokens.accent' }}>
          <Icon size={18} strokeWidth={1.8} />
        </Box>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Box sx={{ fontSize: '0.9375rem', fontWeight: 550 }}>{t(step.key)}</Box>
          <Box sx={{ color: 'tokens.muted', fontSize: '0.875rem', lineHeight: 1.45 }}>
            {t(`${step.key}.text`, { zone: user?.timeZone.replaceAll('_', ' ') })}
          </Box>
        </Box>
        <Box aria-hidden sx={{ display: 'flex', color: 'tokens.muted' }}>
          <Arrow size={16} />
        </Box>
      </ButtonBase>
    </Box>
  );
}
