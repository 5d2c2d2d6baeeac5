import { useTranslation } from 'react-i18next';
import { ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { instructionsSource } from './instructions.queries';
import { useInstructionsList } from './use-instructions-list';

export default function InstructionsPage() {
  const { t } = useTranslation('assistant.rules');
  const definition = useInstructionsList();
  return (
    <ListFrame>
      <Page title={t('instructions.title')} description={t('instructions.description')} width="wide">
        <ListView definition={definition} source={instructionsSource} />
      </Page>
    </ListFrame>
  );
}
