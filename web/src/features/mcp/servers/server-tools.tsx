import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Ban, Check, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { toast } from '@/ui/feedback/toast';
import { Code } from '@/ui/page/code';
import { QueryState } from '@/ui/states';
import { type Server, type ServerTool, toolsQuery, useDecideTool } from './servers.queries';

const icons = { off: Ban, allowed: Check, changed: TriangleAlert };
const colours = { off: 'text.secondary', allowed: 'tokens.success', changed: 'tokens.warning' };

/** What the server says of its tools, in its own words, and a yes or no to each. */
export function ServerTools({ server }: { server: Server }) {
  const { t } = useTranslation('mcp.servers');
  const heading = useId();
  const query = useQuery(toolsQuery(server.id));
  return (
    <Box component="section" aria-labelledby={heading} sx={{ mt: 6 }}>
      <Typography id={heading} variant="h3" component="h2" sx={{ mb: 2 }}>
        {t('tools.title')}
      </Typography>
      <QueryState query={query} shape="list">
        {({ items }) =>
          items.length === 0 ? (
            <Typography color="text.secondary">{t('tools.empty')}</Typography>
          ) : (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 4 }}>
              {items.map((tool) => (
                <ToolLine key={tool.name} server={server} tool={tool} />
              ))}
            </Box>
          )
        }
      </QueryState>
    </Box>
  );
}

function ToolLine({ server, tool }: { server: Server; tool: ServerTool }) {
  const { t } = useTranslation('mcp.servers');
  const problemText = useProblemText();
  const decide = useDecideTool();
  const Icon = icons[tool.state];
  const name = `${server.prefix}.${tool.name}`;
  const allow = tool.state !== 'allowed';
  return (
    <Box component="li" sx={{ display: 'grid', gap: 1.5, borderTop: 1, borderColor: 'divider', pt: 3 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
        <Code>{name}</Code>
        <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, color: colours[tool.state] }}>
          <Icon size={16} aria-hidden />
          {t(`state.${tool.state}`)}
        </Box>
        <Button
          size="small"
          sx={{ ml: 'auto' }}
          loading={decide.isPending}
          aria-label={t(allow ? 'tool.allow.name' : 'tool.forbid.name', { name })}
          onClick={() =>
            decide.mutate(
              { id: server.id, tool, allow },
              {
                onSuccess: () => toast(t(allow ? 'tool.allowed' : 'tool.forbidden', { name })),
                onError: (error) => toast(problemText(error), { tone: 'error' }),
              },
            )
          }
        >
          {t(allow ? 'tool.allow' : 'tool.forbid')}
        </Button>
      </Box>
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: '72ch' }}>
        {tool.description || t('tool.silent')}
      </Typography>
      <details>
        <summary>{t('tool.arguments')}</summary>
        <Box component="pre" tabIndex={0} sx={{ overflow: 'auto', fontSize: 13, m: 0, mt: 1 }}>
          {JSON.stringify(tool.inputSchema, null, 2)}
        </Box>
      </details>
    </Box>
  );
}
