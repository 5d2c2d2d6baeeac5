import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { StepLink } from './step-link';
import type { Step } from './steps';

export function StepGroup({ group, steps }: { group: Step['group']; steps: readonly Step[] }) {
  const { t } = useTranslation('system.home');
  const id = useId();
  if (steps.length === 0) return null;
  return (
    <Box component="section" aria-labelledby={id} sx={{ mb: 7 }}>
      <Typography id={id} variant="h3" component="h2" sx={{ color: 'tokens.muted', mb: 2 }}>
        {t(group)}
      </Typography>
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          border: 1,
          borderColor: 'tokens.border',
          borderRadius: 1,
          overflow: 'hidden',
        }}
      >
        {steps.map((step) => (
          <StepLink key={step.key} step={step} />
        ))}
      </Box>
    </Box>
  );
}
