// Asks a running installation every question of a set and tells how often the place that answers it was among the first five.
//   node bench/knowledge.mjs <address> <token> <questions.json> <fresh questions.json> <working questions.json>
// The fresh ones were asked after everything was made; they tell how it does with questions that nothing was made for. The working ones are those that
// the search is made better with. Which of the others were missed is not printed, lest somebody make the search fit them.
import { readFileSync } from 'node:fs';

const [address, token, ...files] = process.argv.slice(2);
const [questions, fresh, working] = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));

async function isFound({ text, passages }) {
  const answer = await fetch(`${address}/api/v1/assistant/knowledge?q=${encodeURIComponent(text)}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(`${answer.status} for ${text}`);
  const found = (await answer.json()).passages.map((p) => `${p.path}#${p.anchor}`);
  return passages.some((p) => found.includes(p));
}

async function ask(set) {
  const asked = [];
  for (const question of set) asked.push({ ...question, found: await isFound(question) });
  return asked;
}

const asked = await ask(questions);
const others = await ask(fresh);
const worked = await ask(working);

const row = (name, of) => {
  const found = of.filter((q) => q.found).length;
  return `| ${name} | ${of.length} | ${found} | ${(found / of.length).toFixed(2)} |`;
};
console.log('# Knowledge: recall at 5\n');
console.log('| questions | asked | place found | recall |\n| --- | --- | --- | --- |');
console.log(row('all', asked));
console.log(row('held out', asked.filter((q) => q.heldOut)));
console.log(row('not held out', asked.filter((q) => !q.heldOut)));
for (const language of ['en', 'es', 'fr']) console.log(row(language, asked.filter((q) => q.language === language)));
console.log(row('fresh', others));
console.log(row('worked with', worked));
const missed = [...asked.filter((q) => !q.heldOut), ...worked].filter((q) => !q.found);
if (missed.length > 0) console.log(`\nNot found of those that may be looked at:\n\n${missed.map((q) => `- ${q.language}: ${q.text}`).join('\n')}`);
const recall = (of) => of.filter((q) => q.found).length / of.length;
process.exitCode = recall(asked.filter((q) => q.heldOut)) >= 0.9 && recall(others) >= 0.9 ? 0 : 1;
