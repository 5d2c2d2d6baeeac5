import IconButton from '@mui/material/IconButton';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { Sparkles } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const AssistantPanel = lazy(() => import('./assistant-panel'));

/** The assistant beside any page; on a phone, and where it is the page already, the page of it. */
export default function PanelButton() {
  const { t } = useTranslation('assistant.chat');
  const narrow = useMediaQuery('(max-width: 899.95px)');
  const isThere = useLocation({ select: ({ pathname }) => pathname.startsWith('/assistant') });
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const shown = open && !narrow && !isThere;
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <IconButton
        ref={button}
        aria-label={t('panel.open')}
        aria-expanded={narrow || isThere ? undefined : shown}
        title={t('panel.open')}
        onClick={() => (narrow || isThere ? void navigate({ to: '/assistant' }) : setOpen(!open))}
      >
        <Sparkles size={18} />
      </IconButton>
      {shown && (
        <Suspense fallback={null}>
          <AssistantPanel onClose={close} />
        </Suspense>
      )}
    </>
  );
}
