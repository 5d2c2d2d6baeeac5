import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { notesSource } from './notes.queries';
import { useNotesList } from './use-notes-list';
import { WriteNoteDialog } from './write-note-dialog';

export default function NotesPage() {
  const { t } = useTranslation('Notes.notes');
  const [writing, setWriting] = useState(false);
  const mayWrite = useCan('notes.notes.write');
  const definition = useNotesList();
  return (
    <ListFrame>
      <Page
        title={t('title')}
        description={t('description')}
        width="wide"
        action={
          mayWrite && (
            <Button variant="contained" color="primary" onClick={() => setWriting(true)}>
              {t('write')}
            </Button>
          )
        }
      >
        <ListView definition={definition} source={notesSource} />
      </Page>
      {writing && <WriteNoteDialog onClose={() => setWriting(false)} />}
    </ListFrame>
  );
}
