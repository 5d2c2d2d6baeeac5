import Box from '@mui/material/Box';
import { CircleCheck, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/types';
import { Code } from '@/ui/page/code';

/** The answer in a word, the reason in a sentence, then the permission and roles it rests on. */
export function ExplanationResult({ name, explanation }: { name: string; explanation: Schema<'Explanation'> }) {
  const { t, i18n } = useTranslation('identity.people');
  const { allowed, permission, reason, roles, heldRoles } = explanation;
  const Icon = allowed ? CircleCheck : CircleX;
  const through = roles.filter((role) => heldRoles.includes(role));
  const list = (names: readonly string[], type: Intl.ListFormatType = 'conjunction') =>
    new Intl.ListFormat(i18n.language, { type }).format(names);
  const reasonKey = `identity.people:reason.${reason}`;
  // Codes that a later server knows and we do not are told by what the answer itself says.
  const known = i18n.exists(reasonKey) ? t(`reason.${reason}`) : undefined;
  const sentence = allowed
    ? through.length > 0 && t('explain.because', { count: through.length, roles: list(through) })
    : (known ?? (roles.length > 0 ? t('explain.missing', { roles: list(roles, 'disjunction') }) : t('explain.noRole')));

  return (
    <Box sx={{ display: 'grid', gap: 3, fontSize: 14 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', fontWeight: 600 }}>
        <Box component="span" sx={{ display: 'inline-flex', color: allowed ? 'tokens.success' : 'tokens.danger' }}>
          <Icon size={18} aria-hidden />
        </Box>
        {allowed ? t('explain.yes', { name }) : t('explain.no', { name })}
      </Box>
      {(sentence || known) && <div>{sentence || known}</div>}
      <Box
        component="dl"
        sx={{ m: 0, display: 'grid', gap: 2, '& dt': { color: 'tokens.muted', fontSize: 13 }, '& dd': { m: 0 } }}
      >
        {permission && (
          <div>
            <dt>{t('explain.permission')}</dt>
            <dd>
              <Code>{permission}</Code>
            </dd>
          </div>
        )}
        <div>
          <dt>{t('explain.granting')}</dt>
          <dd>{roles.join(', ') || t('none')}</dd>
        </div>
        <div>
          <dt>{t('explain.held')}</dt>
          <dd>{heldRoles.join(', ') || t('none')}</dd>
        </div>
        <div>
          <dt>{t('explain.code')}</dt>
          <dd>
            <Code>{reason}</Code>
          </dd>
        </div>
      </Box>
    </Box>
  );
}
