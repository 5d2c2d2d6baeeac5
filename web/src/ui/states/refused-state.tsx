import { LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Code } from '@/ui/page/code';
import { MessageState } from './message-state';

/** Which permission is missing, and whom to ask. */
export function RefusedState({ permission, level }: { permission?: string; level?: 1 | 2 }) {
  const { t } = useTranslation('ui');
  return (
    <MessageState icon={LockKeyhole} title={t('refused.title')} text={t('refused.text')} level={level}>
      {permission && (
        <span>
          {t('refused.permission')} <Code>{permission}</Code>
        </span>
      )}
    </MessageState>
  );
}
