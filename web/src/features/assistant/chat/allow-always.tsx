import MuiLink from '@mui/material/Link';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { toast } from '@/ui/feedback/toast';
import { type ToolStep, useAllowTool } from './chat.queries';
import { useChat } from './chat-context';

/** A standing yes for one tool in this conversation, where the tool's policy lets. This call still waits for its own. */
export function AllowAlways({ step }: { step: ToolStep }) {
  const { t } = useTranslation('assistant.chat');
  const { id } = useChat();
  const problemText = useProblemText();
  const allow = useAllowTool();
  if (!id) return null;
  return (
    <MuiLink
      component="button"
      type="button"
      disabled={allow.isPending}
      onClick={() =>
        allow.mutate(
          { id, name: step.name },
          {
            onSuccess: () => toast(t('allow.done')),
            onError: (error) => toast(problemText(error), { tone: 'error' }),
          },
        )
      }
      sx={{ font: 'inherit' }}
    >
      {t('allow.action')}
    </MuiLink>
  );
}
