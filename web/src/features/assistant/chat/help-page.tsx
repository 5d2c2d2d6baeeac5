import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useParams, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/ui/page/page';
import { usePageTitle } from '@/ui/page/page-title';
import { TextLink } from '@/ui/page/text-link';
import { ErrorState, LoadingState } from '@/ui/states';
import { helpQuery } from './chat.queries';
import { placeOf } from './help-links';

const HelpText = lazy(() => import('./help-text'));

/** A page of the documentation as a whole, in English, at the section that the address names. */
export default function HelpPage() {
  const { t } = useTranslation('assistant.chat');
  const { guide = 'members', page = 'README' }: { guide?: string; page?: string } = useParams({ strict: false });
  const path = `${guide}/${page}.md`;
  const { data, error, refetch } = useQuery(helpQuery(path));
  const [isShown, setShown] = useState('');
  const anchor = useRouterState({ select: ({ location }) => location.hash });
  usePageTitle(data?.title);
  useEffect(() => {
    if (isShown !== path || !anchor) return;
    const place = document.getElementById(anchor);
    place?.scrollIntoView();
    place?.focus({ preventScroll: true });
  }, [isShown, path, anchor]);
  return (
    <Page title={data?.title ?? t('help.title')} description={t('help.description')} width="wide">
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Box sx={{ display: 'grid', gap: 6, gridTemplateColumns: { xs: '1fr', md: '1fr 220px' }, alignItems: 'start' }}>
          <Box lang="en" sx={{ minWidth: 0 }}>
            <Suspense fallback={<LoadingState shape="form" />}>
              <HelpText text={data.text} path={path} pages={data.pages} onShown={setShown} />
            </Suspense>
          </Box>
          <Box component="nav" aria-label={t('help.pages')} lang="en" sx={{ fontSize: '0.875rem' }}>
            <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2 }}>
              {data.pages.map((each) => (
                <li key={each.path}>
                  <TextLink {...placeOf(each)} aria-current={each.path === path ? 'page' : undefined}>
                    {each.title}
                  </TextLink>
                </li>
              ))}
            </Box>
          </Box>
        </Box>
      ) : (
        <LoadingState shape="form" />
      )}
    </Page>
  );
}
