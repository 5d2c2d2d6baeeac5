import Button from '@mui/material/Button';
import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MessageState } from '@/ui/states/message-state';

export default function MissingPage() {
  const { t } = useTranslation('ui');
  return (
    <MessageState icon={Compass} title={t('missing.title')} text={t('missing.text')} level={1}>
      <Button component={Link} to="/">
        {t('missing.action')}
      </Button>
    </MessageState>
  );
}
