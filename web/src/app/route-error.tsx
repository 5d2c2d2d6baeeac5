import Button from '@mui/material/Button';
import { Link, useRouter } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/ui/states/error-state';
import { MessageState } from '@/ui/states/message-state';

/** The one boundary of all pages: a call that failed, with its trace id, or a defect of ours. */
export function RouteError({ error }: { error: unknown }) {
  const router = useRouter();
  return <ErrorState error={error} level={1} onRetry={() => void router.invalidate()} />;
}

export function MissingPage() {
  const { t } = useTranslation('ui');
  return (
    <MessageState icon={Compass} title={t('missing.title')} text={t('missing.text')} level={1}>
      <Button component={Link} to="/">
        {t('missing.action')}
      </Button>
    </MessageState>
  );
}
