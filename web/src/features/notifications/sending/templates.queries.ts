import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answer, answerWithTag, api } from '@/platform/api/client';
import type { ListSource } from '@/ui/list';

export type TemplateLine = Schema<'TemplateLine'>;
export type Template = Schema<'TemplateDetail'>;
type Words = Schema<'UpdateTemplateTemplateRequest'>;

const all = ['notifications.sending', 'templates'] as const;

/** A template is found by its kind and language, in its address as in the API. */
export const idOf = ({ kind, language }: Pick<TemplateLine, 'kind' | 'language'>) => `${kind}/${language}`;
export function pathOf(id: string) {
  const [kind = '', language = ''] = id.split('/');
  return { kind, language };
}

/** One for each kind and language: they come all at once, and are narrowed here. */
export const templatesSource: ListSource<TemplateLine> = {
  key: [...all, 'list'],
  load: async ({ filters }, signal) => {
    const { items } = await answer(api.GET('/api/v1/notifications/templates', { signal }));
    const language = filters.language?.[0];
    return { items: language ? items.filter((each) => each.language === language) : items, next: null };
  },
};

export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, 'one', id],
    queryFn: ({ signal }) =>
      answerWithTag(
        api.GET('/api/v1/notifications/templates/{kind}/{language}', { params: { path: pathOf(id) }, signal }),
      ),
  });

/** How a mail with these words would look. Asked for again with each pause in typing. */
export const previewQuery = (id: string, body: Words) =>
  queryOptions({
    queryKey: [...all, 'preview', id, body],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/v1/notifications/templates/{kind}/{language}/preview', {
          params: { path: pathOf(id) },
          body,
          signal,
        }),
      ),
    retry: false,
  });

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => cache.invalidateQueries({ queryKey: all }) });
}

type Versioned = { id: string; etag: string };
const versioned = ({ id, etag }: Versioned) => ({ path: pathOf(id), header: { 'If-Match': etag } });

export const useSaveTemplate = () =>
  useChange(({ id, etag, ...body }: Versioned & Words) =>
    answer(api.PUT('/api/v1/notifications/templates/{kind}/{language}', { params: versioned({ id, etag }), body })),
  );
export const useResetTemplate = () =>
  useChange((target: Versioned) =>
    answer(api.DELETE('/api/v1/notifications/templates/{kind}/{language}', { params: versioned(target) })),
  );
export const useTestTemplate = () =>
  useChange((id: string) =>
    answer(api.POST('/api/v1/notifications/templates/{kind}/{language}/test', { params: { path: pathOf(id) } })),
  );
