// Opens the streams, tells them by SQL, and prints the figures as a page.
//   node live.mjs <address> <process id of the server> <streams> <rounds>
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import http from "node:http";

const [address, pid, streams, rounds] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const agent = new http.Agent({ keepAlive: false, maxSockets: Infinity });
const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
let told = 0;
let last = 0;
let open = 0;

function listen(number) {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer sai_pat_bench${number}` };
    http
      .get(`${address}/api/v1/events`, { agent, headers }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`${number}: ${response.statusCode}`));
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => {
          text += chunk;
          for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
            const event = text.slice(0, end);
            text = text.slice(end + 2);
            if (event.includes("event: open")) {
              open++;
              resolve();
            } else if (event.includes("event: bench")) {
              told++;
              last = performance.now();
            }
          }
        });
        response.on("close", () => open--);
      })
      .on("error", reject);
  });
}

async function round() {
  told = 0;
  const begun = performance.now();
  // One transaction, as a notification to many commits; timed from before psql has even connected.
  execFileSync("psql", [
    "-qXtAc",
    `with told as (insert into platform.live_events (user_id, kind, data)
       select user_id, 'bench', '{"id": "0197a3c4-5b1e-7c3d-9f2a-1d4e6b8c0a57"}' from identity.access_tokens where name = 'bench' returning 1)
     select pg_notify('smartai_live', '') from told limit 1`,
  ]);
  const committed = performance.now();
  while (told < streams && performance.now() < begun + 20_000) await sleep(5);
  return { all: told === streams, ms: last - begun, commit: committed - begun, told };
}

// A few streams first, so that what is compiled and cached once is not counted to the thousands.
for (let number = 1; number <= 100; number++) await listen(number);
await round();
await sleep(2000);
const before = memory();
for (let number = 101; number <= streams; number += 50)
  await Promise.all(Array.from({ length: Math.min(50, streams - number + 1) }, (_, at) => listen(number + at)));
const results = [];
for (let at = 0; at < rounds; at++) {
  results.push(await round());
  await sleep(500);
}
await sleep(20_000); // a heartbeat to all
const after = memory();

const sorted = results.map((r) => r.ms).sort((a, b) => a - b);
const each = (after - before) / (streams - 100);
console.log(`# Live events

Written by \`bench/live.sh\`. ${streams.toLocaleString("en")} open streams of as many people on one node, PostgreSQL, node and this client on the same
machine. All are told in one transaction; the time runs from before the statement is sent until the last stream has its event.

| what | figure | reach |
| --- | --- | --- |
| streams open after ${rounds} rounds and a heartbeat | ${open} | ${streams} |
| rounds in which every stream was told | ${results.filter((r) => r.all).length} of ${rounds} | all |
| until the last one knows, ms, median (least to most) | ${Math.round(sorted[rounds >> 1])} (${Math.round(sorted[0])} to ${Math.round(sorted[rounds - 1])}) | 1000 |
| of that, psql's connection, insert and commit, ms, median | ${Math.round(results.map((r) => r.commit).sort((a, b) => a - b)[rounds >> 1])} | |
| memory of the server for each stream, KB | ${each.toFixed(1)} | 40 |
| memory of the server with 100 streams and with all, MB | ${Math.round(before / 1024)} and ${Math.round(after / 1024)} | |`);
process.exit(0);
