// Says how a run of the tests ended, from what the runners wrote about it.
//   test-report.mjs sum <folder>        each failed test with its message, each that passed only on the second attempt, then the counts
//   test-report.mjs line <folder> <name>  the counts of one program
//   test-report.mjs again <report>      the methods of a C# report that failed, one a line: what a second attempt runs. None where
//                                       there are so many that it is no slow machine
// A folder has, for each program, <name>.log and, once it has ended, <name>.code and <name>.json; <name>.again.json where
// it had a second attempt.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, exit, stderr } from 'node:process';

const mostAgain = 20;

const oneLine = (text) => (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 300);

/** A C# program writes CTRF, vitest its own form. */
function testsOf(path) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  if (report.results) {
    const tests = report.results.tests.map((test) => ({
      name: test.name,
      method: `${test.extra.type}.${test.extra.method}`,
      state: test.status,
      message: test.message,
    }));
    // What broke while a class was cleaned up belongs to no test.
    const errors = report.results.extra.suites.flatMap((suite) => suite.errors);
    return [...tests, ...errors.map((error) => ({ name: `${error.name} (${error.type})`, state: 'failed', message: error.message }))];
  }
  return report.testResults.flatMap((file) => {
    const short = file.name.replace(/^.*\/(?=web\/|samples\/)/, '');
    if (file.assertionResults.length === 0) return [{ name: short, state: file.status, message: file.message }];
    return file.assertionResults.map((test) => ({
      name: `${short} > ${[...test.ancestorTitles, test.title].join(' > ')}`,
      state: test.status,
      // What failed and passes now keeps the message of the attempt that failed.
      message: test.failureMessages[0]?.split('\n    at ')[0],
    }));
  });
}

const isFailed = (test) => test.state === 'failed';

function programOf(folder, name) {
  const file = (end) => join(folder, name + end);
  const log = existsSync(file('.log')) ? readFileSync(file('.log'), 'utf8') : '';
  const lastWords = oneLine(log.trimEnd().split('\n').slice(-3).join(' '));
  if (!existsSync(file('.code'))) return { tests: [{ name, state: 'failed', message: `did not end. ${lastWords}` }], flaky: [] };
  const code = Number(readFileSync(file('.code'), 'utf8'));
  let tests = existsSync(file('.json')) ? testsOf(file('.json')) : [];
  let flaky = tests.filter((test) => test.state === 'passed' && test.message);
  if (existsSync(file('.again.json'))) {
    const again = testsOf(file('.again.json'));
    // Where a class's fixture failed, its theories have one row without arguments, and only the second attempt has a row for each.
    const rowsOf = (test) => {
      const row = again.filter((other) => other.name === test.name);
      return row.length > 0 ? row : again.filter((other) => other.method === test.method);
    };
    const passes = (test) => isFailed(test) && rowsOf(test).length > 0 && rowsOf(test).every((row) => row.state === 'passed');
    flaky = tests.filter(passes);
    tests = tests.flatMap((test) => (passes(test) ? rowsOf(test) : test));
  }
  // An end that no test explains: a crash, an unhandled error, a fixture that broke on the way out.
  if (code !== 0 && !tests.some(isFailed)) tests.push({ name, state: 'failed', message: `ended with ${code}. ${lastWords}` });
  return { tests, flaky, time: log.match(/Time: [\d.]+s/)?.[0] ?? '' };
}

const countsOf = (tests) => {
  const count = (...states) => tests.filter((test) => states.includes(test.state)).length;
  return [count('passed'), count('failed'), count('skipped', 'pending', 'todo')];
};

function sum(folder) {
  const programs = readdirSync(folder)
    .filter((file) => /^[^.]+(\.Tests)?\.log$/.test(file) && file !== 'database.log')
    .map((file) => programOf(folder, file.slice(0, -'.log'.length)));
  for (const test of programs.flatMap((program) => program.flaky)) {
    console.log(`passed only on the second attempt: ${test.name}: ${oneLine(test.message)}`);
  }
  const tests = programs.flatMap((program) => program.tests);
  for (const test of tests.filter(isFailed)) console.log(`failed: ${test.name}: ${oneLine(test.message)}`);
  const [passed, failed, skipped] = countsOf(tests);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
}

function line(folder, name) {
  const { tests, time } = programOf(folder, name);
  const [passed, failed, skipped] = countsOf(tests).map((count) => String(count).padStart(4));
  console.log(`  ${name.padEnd(22)} ${passed} passed ${failed} failed ${skipped} skipped  ${time}`);
}

function again(report) {
  const methods = new Set(testsOf(report).filter((test) => isFailed(test) && test.method).map((test) => test.method));
  if (methods.size <= mostAgain) for (const method of methods) console.log(method);
}

const [verb, path, name] = argv.slice(2);
if (verb === 'sum' && path) sum(path);
else if (verb === 'line' && name) line(path, name);
else if (verb === 'again' && path) again(path);
else {
  stderr.write('usage: test-report.mjs sum <folder> | line <folder> <name> | again <report>\n');
  exit(2);
}
