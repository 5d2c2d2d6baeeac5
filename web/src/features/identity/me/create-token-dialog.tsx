import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CreatedToken } from './created-token';
import { CreateTokenForm } from './create-token-form';

/** First the form, then the token, which is never shown again. */
export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('identity.me');
  const id = useId();
  const [created, setCreated] = useState<{ name: string; token: string }>();
  return (
    // Once the token is shown, only the button closes: a slip beside the dialog would lose it.
    <Dialog open onClose={created ? undefined : onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <Box sx={{ p: 5, display: 'flex', flexDirection: 'column', gap: 4 }}>
        <Typography id={id} variant="h2">
          {created ? t('tokens.created.title') : t('tokens.new')}
        </Typography>
        {created ? (
          <CreatedToken {...created} onDone={onClose} />
        ) : (
          <CreateTokenForm onCancel={onClose} onCreated={setCreated} />
        )}
      </Box>
    </Dialog>
  );
}
