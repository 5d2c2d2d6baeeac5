// Talks to a running installation whose one provider is a stand-in, and to that stand-in directly, and prints the figures as a page.
//   node assistant.mjs model <port>                                        the stand-in, in OpenAI's protocol
//   node assistant.mjs <address> <model> <process id> <rounds> <streams>     rows of a table; with no streams only the first, for another catalogue
import { readFileSync } from 'node:fs';
import http from 'node:http';

// One clock for all processes of a machine, in milliseconds.
const now = () => Number(process.hrtime.bigint() / 1000n) / 1000;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Words that are the time at which they were said: `words=20 every=20` in the question says how many, and how many milliseconds apart. */
function model(port) {
  http
    .createServer(async (request, response) => {
      let asked = '';
      for await (const part of request) asked += part;
      const order = /words=(\d+) every=(\d+)/g;
      const [, words, every] = [...asked.matchAll(order)].at(-1) ?? [0, 1, 0];
      const say = (delta, reason = null) =>
        response.write(
          `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`,
        );
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      for (let at = 0; at < Number(words); at++) {
        if (at > 0) await sleep(Number(every));
        say({ role: 'assistant', content: `${now().toFixed(2)} ` });
      }
      say({}, 'stop');
      response.write(
        `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], usage: { prompt_tokens: 9, completion_tokens: 9, total_tokens: 18 } })}\n\n`,
      );
      response.end('data: [DONE]\n\n');
    })
    .listen(Number(port), '127.0.0.1');
}

const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });

/** Sends, and reads the events that come: until the first word, and how long each word was under way. */
function listen(address, token, body) {
  return new Promise((resolve, reject) => {
    const begun = now();
    const heard = { first: 0, delays: [], isWhole: false };
    const request = http.request(
      address,
      { agent, method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` } },
      (response) => {
        if (response.statusCode !== 200) return reject(new Error(`${response.statusCode} for ${address}`));
        let rest = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          const at = now();
          const lines = (rest + chunk).split('\n');
          rest = lines.pop();
          for (const line of lines) {
            if (!line.startsWith('data: ')) continue;
            if (line.includes('"state":"done"') || line === 'data: [DONE]') heard.isWhole = true;
            if (!line.includes('"text":') && !line.includes('"content":')) continue;
            for (const [said] of line.matchAll(/\d+\.\d\d(?= )/g)) {
              heard.first ||= at - begun;
              heard.delays.push(at - Number(said));
            }
          }
        });
        response.on('end', () => resolve(heard));
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
}

const direct = (model, order) =>
  listen(`${model}/v1/chat/completions`, 'none', { model: 'm', stream: true, messages: [{ role: 'user', content: order }] });

async function begin(address, token) {
  const answer = await fetch(`${address}/api/v1/assistant/conversations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: '{}',
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()).id;
}

/** In a conversation of its own: what was said before has a length that would grow. */
async function through(address, token, order) {
  const id = await begin(address, token);
  return listen(`${address}/api/v1/assistant/conversations/${id}/messages`, token, { text: order });
}

const sorted = (of) => [...of].sort((a, b) => a - b);
const at = (of, part) => sorted(of)[Math.min(of.length - 1, Math.floor(of.length * part))];
const median = (of) => at(of, 0.5);
const spread = (of) => `${median(of).toFixed(1)} (${Math.min(...of).toFixed(1)} to ${Math.max(...of).toFixed(1)})`;

/** The median over one round of each side. */
async function round(number, sides, order, times) {
  const heard = sides.map(() => []);
  // Whoever goes first alternates, so that what else runs here falls on both.
  for (let time = 0; time < times; time++)
    for (const side of time % 2 ? [...sides.keys()] : [...sides.keys()].reverse()) heard[side].push(await sides[side](order));
  console.error(`  round ${number}, ${order}: ${heard.map((h) => median(h.map((a) => a.first)).toFixed(1)).join(', ')} ms to the first word`);
  return heard.map((answers) => ({
    first: median(answers.map((a) => a.first)),
    word: median(answers.flatMap((a) => a.delays)),
  }));
}

async function run(address, model, pid, rounds, streams) {
  const sides = [
    (order) => direct(model, order),
    (order) => through(address, 'sai_pat_bench1', order),
  ];
  for (let warm = 0; warm < 3; warm++) await round('before', sides, 'words=5 every=2', 30);
  const [firsts, words] = [[], []];
  for (let number = 1; number <= rounds; number++) {
    firsts.push(await round(number, sides, 'words=1 every=0', 40));
    if (streams > 0) words.push(await round(number, sides, 'words=100 every=20', 2));
  }

  const over = (of, what) => of.map((r) => r[1][what] - r[0][what]);
  const row = (name, of, what, reach) =>
    console.log(`| ${name} | ${spread(of.map((r) => r[0][what]))} | ${spread(of.map((r) => r[1][what]))} | ${spread(over(of, what))} | ${reach} |`);
  if (streams === 0) {
    row('to the first word with 500 tools', firsts, 'first', '');
    agent.destroy();
    return;
  }

  const crowds = [];
  let memory = 0;
  for (let number = 0; number <= Math.min(rounds, 3); number++) {
    const crowd = await Promise.allSettled(
      Array.from({ length: streams }, (_, person) => through(address, `sai_pat_bench${person + 1}`, 'words=50 every=200')),
    );
    const whole = crowd.filter((c) => c.status === 'fulfilled' && c.value.isWhole && c.value.delays.length === 50).map((c) => c.value);
    memory = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
    console.error(`  crowd ${number}: ${whole.length} whole; ${crowd.find((c) => c.status === 'rejected')?.reason ?? ''}`);
    // The first crowd opens connections and compiles.
    if (number > 0) crowds.push({ whole: whole.length, first: at(whole.map((w) => w.first), 0.5), last: at(whole.map((w) => w.first), 0.99), word: median(whole.flatMap((w) => w.delays)), late: at(whole.flatMap((w) => w.delays), 0.99) });
  }

  console.log(`| what, in ms: median of ${rounds} rounds (least to most) | directly | through the platform | overhead | reach |
| --- | --- | --- | --- | --- |`);
  row('to the first word', firsts, 'first', 15);
  row('a word under way, of 50 a second', words, 'word', '');
  console.log(`
${streams} answers at once on one node, each of 50 words in ten seconds, to as many people:

| what | median of ${crowds.length} crowds (least to most) |
| --- | --- |
| answers that came whole | ${crowds.map((c) => c.whole).join(', ')} of ${streams} |
| to the first word, ms, median and 99th percentile | ${spread(crowds.map((c) => c.first))}; ${spread(crowds.map((c) => c.last))} |
| a word under way, ms, median and 99th percentile | ${spread(crowds.map((c) => c.word))}; ${spread(crowds.map((c) => c.late))} |
| most memory of the server, MB | ${Math.round(memory)} |`);
  process.exitCode = median(over(firsts, 'first')) <= 15 && crowds.every((c) => c.whole === streams) ? 0 : 1;
  agent.destroy();
}

const [first, ...rest] = process.argv.slice(2);
if (first === 'model') model(rest[0]);
else await run(first, rest[0], ...rest.slice(1).map(Number));
