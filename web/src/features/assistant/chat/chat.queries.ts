import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Schema } from '@/api/types';
import { answer, answerWithTag, api } from '@/platform/api/client';
import { onServerEvent } from '@/platform/events/channel';

export type Conversation = Schema<'Conversation'>;
export type ConversationDetail = Schema<'ConversationDetail'>;
export type Message = Schema<'Message'>;
export type Part = Schema<'Part'>;
export type ToolStep = Schema<'ToolStep'>;
export type Passage = Schema<'FoundPassage'>;
export type Suggestion = Schema<'FindToolsMatch'>;
export type Offer = Schema<'ReadOffersOffer'>;
export type Said = Schema<'SendMessageMessageRequest'>;

const all = ['assistant.chat'] as const;
const page = 50;

/** The newest first; with words, those in which they were said. */
export const conversationsQuery = (words: string) =>
  infiniteQueryOptions({
    queryKey: [...all, 'list', words],
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/v1/assistant/conversations', {
          params: { query: { limit: page, sort: '-updatedAt', cursor: pageParam ?? undefined, q: words || undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, 'conversation', id],
    queryFn: ({ signal }) =>
      answerWithTag(api.GET('/api/v1/assistant/conversations/{id}', { params: { path: { id } }, signal })),
  });

/** A page of the documentation; it changes with an upgrade only. */
export const helpQuery = (path: string) =>
  queryOptions({
    queryKey: ['assistant.help', path],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/assistant/knowledge/page', { params: { query: { path } }, signal })),
    staleTime: Infinity,
  });

export const earlierMessages = (id: string, before: string) =>
  answer(api.GET('/api/v1/assistant/conversations/{id}', { params: { path: { id }, query: { before } } }));

/** What the assistant can do for this person, and whether a model answers. */
export const offersQuery = queryOptions({
  queryKey: [...all, 'offers'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/assistant/offers', { signal })),
  staleTime: 60_000,
});

export const offerQuery = (name: string) =>
  queryOptions({
    queryKey: [...all, 'offers', name],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/assistant/offers/{name}', { params: { path: { name } }, signal })),
    staleTime: 60_000,
  });

/** What goes on elsewhere in a conversation, such as the outcome of a change, is here at once. */
export function useConversationNews() {
  const cache = useQueryClient();
  useEffect(() => {
    const refresh = () => void cache.invalidateQueries({ queryKey: all });
    const stops = [onServerEvent('conversation-changed', refresh), onServerEvent('resync', refresh)];
    return () => stops.forEach((stop) => stop());
  }, [cache]);
}

export const createConversation = (isTemporary: boolean) =>
  answer(
    api.POST('/api/v1/assistant/conversations', {
      body: { isTemporary },
      headers: { 'Idempotency-Key': crypto.randomUUID() },
    }),
  );

/** Says something; what is answered comes as a stream. A repeat with the same key hears the same answer. */
export const say = (id: string, body: Said, key: string, signal: AbortSignal) =>
  answer(
    api.POST('/api/v1/assistant/conversations/{id}/messages', {
      params: { path: { id } },
      body,
      headers: { 'Idempotency-Key': key },
      parseAs: 'stream',
      signal,
    }),
  );

/** Reads on in an answer after the last piece that came, or from its beginning. */
export const follow = (id: string, after: string, signal: AbortSignal) =>
  answer(
    api.GET('/api/v1/assistant/conversations/{id}/stream', {
      params: { path: { id } },
      headers: after ? { 'Last-Event-ID': after } : {},
      parseAs: 'stream',
      signal,
    }),
  );

export const stop = (id: string) =>
  answer(api.POST('/api/v1/assistant/conversations/{id}/stop', { params: { path: { id } } }));

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => cache.invalidateQueries({ queryKey: all }) });
}

/** The tag is read anew: a name and the branch that is shown are the person's own, and an answer changes the version. */
async function update(id: string, body: Schema<'ChangeConversationConversationChangeRequest'>) {
  const { etag } = await answerWithTag(api.GET('/api/v1/assistant/conversations/{id}', { params: { path: { id } } }));
  return answer(
    api.PATCH('/api/v1/assistant/conversations/{id}', {
      params: { path: { id }, header: { 'If-Match': etag } },
      body,
    }),
  );
}

export const useRename = () => useChange(({ id, title }: { id: string; title: string }) => update(id, { title }));
export const useShowBranch = () =>
  useChange(({ id, message }: { id: string; message: string }) => update(id, { shownMessageId: message }));
export const useDelete = () =>
  useChange((id: string) => answer(api.DELETE('/api/v1/assistant/conversations/{id}', { params: { path: { id } } })));

/** A yes that stands for one tool in one conversation, and its end. */
export const useAllowTool = () =>
  useChange(({ id, name }: { id: string; name: string }) =>
    answer(
      api.POST('/api/v1/assistant/conversations/{id}/allowed-tools', { params: { path: { id } }, body: { name } }),
    ),
  );
export const useDisallowTool = () =>
  useChange(({ id, name }: { id: string; name: string }) =>
    answer(api.DELETE('/api/v1/assistant/conversations/{id}/allowed-tools/{name}', { params: { path: { id, name } } })),
  );

export const exportUrl = (id: string, form: 'md' | 'json') =>
  `/api/v1/assistant/conversations/${id}/export?form=${form}`;
