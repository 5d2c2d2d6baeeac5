import Button from '@mui/material/Button';
import { Link, useRouter } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/ui/states/error-state';
import { MessageState } from '@/ui/states/message-state';
import { RefusedState } from '@/ui/states/refused-state';

/** Thrown before a page loads, so that its code is not even fetched. */
export class PermissionMissing extends Error {
  readonly permission: string;

  constructor(permission: string) {
    super(`Missing permission ${permission}`);
    this.permission = permission;
  }
}

/** The one boundary of all pages: refused, failed with its trace id, or broken by a defect of ours. */
export function RouteError({ error }: { error: unknown }) {
  const router = useRouter();
  if (error instanceof PermissionMissing) return <RefusedState permission={error.permission} level={1} />;
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
