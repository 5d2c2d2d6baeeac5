import { useEffect, useRef } from 'react';
import { onServerEvent } from '@/platform/events/channel';

/**
 * Reads a page anew when the server says that its rows have changed. While a row is about to be pressed, or nobody looks,
 * that waits: for the hand to go, or for the next time the page would ask by itself.
 */
export function useListNews(news: readonly string[] | undefined, held: boolean, refetch: () => unknown) {
  const missed = useRef(false);
  useEffect(() => {
    const look = () => {
      missed.current = held;
      if (!held && !document.hidden) refetch();
    };
    if (missed.current && !held) look();
    const stops = news?.map((name) => onServerEvent(name, look));
    return () => stops?.forEach((stop) => stop());
  }, [news, held, refetch]);
}
