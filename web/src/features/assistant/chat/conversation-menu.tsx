import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Download, EllipsisVertical, PencilLine, ShieldQuestion, Trash2 } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperationLabel } from '@/features/approvals/queue/use-operation-label';
import { type ConversationDetail, exportUrl, offersQuery, useDisallowTool } from './chat.queries';
import { DeleteConversationDialog } from './delete-conversation-dialog';
import { RenameDialog } from './rename-dialog';

export function ConversationMenu({ detail }: { detail: ConversationDetail }) {
  const { t } = useTranslation('assistant.chat');
  const { conversation, allowedTools } = detail;
  const label = useOperationLabel();
  const offers = useQuery(offersQuery);
  const disallow = useDisallowTool();
  const titleOf = (name: string) => {
    const offer = offers.data?.tools.find((each) => each.name === name);
    return offer ? label(offer.operation, offer.title) : name;
  };
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [dialog, setDialog] = useState<'rename' | 'delete'>();
  const open = (next: typeof dialog) => {
    setAnchor(null);
    setDialog(next);
  };
  return (
    <>
      <IconButton
        aria-label={t('menu')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <EllipsisVertical size={18} />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem onClick={() => open('rename')}>
          <PencilLine size={16} aria-hidden />
          {t('rename.action')}
        </MenuItem>
        {/* A temporary one is no file either. */}
        {!conversation.isTemporary &&
          (['md', 'json'] as const).map((form) => (
            <MenuItem
              key={form}
              component="a"
              href={exportUrl(conversation.id, form)}
              download
              onClick={() => setAnchor(null)}
            >
              <Download size={16} aria-hidden />
              {t(`export.${form}`)}
            </MenuItem>
          ))}
        {allowedTools.map((name) => (
          <MenuItem key={name} onClick={() => (setAnchor(null), disallow.mutate({ id: conversation.id, name }))}>
            <ShieldQuestion size={16} aria-hidden />
            {t('allow.end', { title: titleOf(name) })}
          </MenuItem>
        ))}
        <MenuItem onClick={() => open('delete')}>
          <Trash2 size={16} aria-hidden />
          {t('delete.action')}
        </MenuItem>
      </Menu>
      {dialog === 'rename' && <RenameDialog conversation={conversation} onClose={() => setDialog(undefined)} />}
      {dialog === 'delete' && (
        <DeleteConversationDialog conversation={conversation} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}
