import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { TextInput } from '@/ui/form/text-input';
import { useState } from 'react';

/** The filter lives in the address, so that a page can be opened for one person's mails. */
export function MailFilter({ to, onFilter }: { to: string; onFilter: (to: string) => void }) {
  const { t } = useTranslation('system.mailbox');
  const [typed, setTyped] = useState(to);
  return (
    <Box
      component="form"
      role="search"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onFilter(typed.trim());
      }}
      sx={{ display: 'flex', alignItems: 'flex-end', gap: 2, mb: 5, maxWidth: 420, '& > div': { flex: 1 } }}
    >
      <TextInput
        name="to"
        type="search"
        optional
        label={t('filter')}
        placeholder={t('filter.placeholder')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit">{t('filter.apply')}</Button>
    </Box>
  );
}
