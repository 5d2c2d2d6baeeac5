import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/app/app';
import { StartFailed } from '@/app/start-failed';
import { createAppRouter } from '@/app/router';
import { startI18n } from '@/platform/i18n/i18n';
import { createQueryClient } from '@/platform/query';
import { loadSession } from '@/platform/session/load-session';
import { watchSession } from '@/platform/session/watch-session';

const root = createRoot(document.querySelector('#root') ?? document.body);

/** Who is here and in which language are asked at the same time; nothing is drawn before both are known. */
async function start() {
  const texts = startI18n();
  try {
    await Promise.all([loadSession(), texts]);
  } catch (error) {
    await texts;
    root.render(<StartFailed error={error} onRetry={() => void start()} />);
    return;
  }
  watchSession();
  root.render(
    <StrictMode>
      <App router={createAppRouter()} queries={createQueryClient()} />
    </StrictMode>,
  );
}

void start();
