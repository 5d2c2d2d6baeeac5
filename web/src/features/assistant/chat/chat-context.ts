import { createContext, use } from 'react';
import type { Passage } from './chat.queries';
import type { Chosen } from './tool-dialog';

type Chat = {
  /** The conversation's own id. */
  id: string | undefined;
  /** The operation behind a tool, whose words we have. */
  operationOf: (tool: string) => string;
  /** Opens a tool's form. */
  open: (chosen: Chosen) => void;
  read: (passage: Passage) => void;
};

/** What parts of a message may ask of the conversation that they stand in. */
export const ChatContext = createContext<Chat>({
  id: undefined,
  operationOf: (tool) => tool,
  open: () => undefined,
  read: () => undefined,
});

export const useChat = () => use(ChatContext);
